/** Jobs: asked for once per input, leased to one worker at a time, tried a bounded number of times. */
import { sql } from 'kysely';
import { alongIndexes } from '../along-indexes.ts';
import { DatabaseFault } from '../database-fault.ts';
import { emitArticles } from '../many-changed.ts';
import { rowsTable, storableText } from '../parameters.ts';
import type { Tables } from '../tables.ts';
import type { Procedure, WriteContext } from '../write-context.ts';
import type { EnrichmentJob } from './enrichment.record.ts';
import { jobOf } from './enrichment.rows.ts';

export const MAX_ATTEMPTS = 5;
export const MAX_JOBS = 5_000;

export interface JobKey {
  readonly articleId: string;
  /** Hex SHA-256 of exactly what the engine reads. */
  readonly inputHash: string;
  readonly engineVersion: string;
}

/**
 * Adds PENDING jobs. A key that exists is not made again in any state, but for one case: it is DONE and its result was replaced by another text's
 * since, so the article went back to an earlier text. Asking again still counts as asking last: a job of another text that is under way will not
 * overwrite this one's result. `added` counts new and renewed jobs. Emits `enrichment.requested` {articleIds} for what is asked that was not the last to be.
 */
export const enqueueMany: Procedure<{ readonly jobs: readonly JobKey[] }, { readonly added: number }> = async (context, { jobs }) => {
  if (jobs.length > MAX_JOBS)
    throw new DatabaseFault('BAD_INPUT', `enrichments.enqueueMany takes ${MAX_JOBS} jobs at most: jobs has ${jobs.length}.`);
  const { read, now } = context;
  await alongIndexes(context);
  const keys = [...new Map(jobs.map((job) => [JSON.stringify(KEY_FIELDS.map((field) => job[field])), job])).values()];
  const asked = rowsTable(
    context,
    keys.map(({ articleId, inputHash, engineVersion }) => ({
      article_id: articleId,
      input_hash: inputHash,
      engine_version: engineVersion,
    })),
    KEY_TYPES,
  );
  const renewed = await sql<OfArticle>`
    update enrichment_jobs set state = 'PENDING', attempts = 0, available_at = ${now}, last_error = null from ${asked}
    where ${sameKey('enrichment_jobs', 'rows')} and state = 'DONE'
      and exists (select 1 from enrichments as made where made.article_id = rows.article_id and not (${sameKey('made', 'rows')}))
    returning enrichment_jobs.article_id`.execute(read);
  const repeated = await sql<OfArticle>`
    update enrichment_jobs set requested_at = ${now} from ${asked} where ${sameKey('enrichment_jobs', 'rows')} and requested_at < ${now}
    returning enrichment_jobs.article_id`.execute(read);
  await sql`update enrichments set requested_at = ${now} from ${asked} where ${sameKey('enrichments', 'rows')} and requested_at < ${now}`.execute(
    read,
  );
  const added = await sql<OfArticle>`
    insert into enrichment_jobs (article_id, input_hash, engine_version, state, attempts, available_at, requested_at)
    select article_id, input_hash, engine_version, 'PENDING', 0, ${now}, ${now} from ${asked} where true on conflict do nothing
    returning article_id`.execute(read);
  emitArticles(
    context,
    'enrichment.requested',
    [renewed, repeated, added].flatMap(({ rows }) => rows.map((row) => row.article_id)),
  );
  return { added: renewed.rows.length + added.rows.length };
};

type OfArticle = { readonly article_id: string };

/**
 * Leases up to `limit` jobs for `leaseMs`: PENDING ones whose time has come, and RUNNING ones whose lease ran out, the longest waiting first.
 * No job goes to two at once. One that ran out of its lease MAX_ATTEMPTS times becomes FAILED, so a text that kills its worker is not tried for ever.
 */
export const claim: Procedure<{ readonly limit: number; readonly leaseMs: number }, readonly EnrichmentJob[]> = async (
  context,
  { limit, leaseMs },
) => {
  for (;;) {
    const taken = await take(context, limit, leaseMs);
    for (const row of taken) if (row.state === 'FAILED') emitFailed(context, row);
    const leased = taken.filter((row) => row.state === 'RUNNING');
    // An empty answer means that there is nothing to do, not that all that was met had to be given up.
    if (leased.length > 0 || taken.length === 0) return leased.map(jobOf);
  }
};

/**
 * Back to PENDING at `retryAt` (milliseconds); FAILED where that is null or MAX_ATTEMPTS are used up (emits `enrichment.failed` {articleId, …}).
 * Does nothing to a job that is not RUNNING, or (where `attempts` is given) was leased to another since. Answers the state it is in now.
 */
export const fail: Procedure<
  JobKey & { readonly error: string; readonly retryAt: number | null; readonly attempts?: number },
  { readonly state: EnrichmentJob['state'] | 'UNKNOWN' }
> = async (context, { articleId, inputHash, engineVersion, error, retryAt, attempts }) => {
  const key = sql`article_id = ${articleId} and input_hash = ${inputHash} and engine_version = ${engineVersion}`;
  const sameLease = attempts === undefined ? sql`` : sql`and attempts = ${attempts}`;
  const final = retryAt === null ? sql`1 = 1` : sql`attempts >= ${sql.lit(MAX_ATTEMPTS)}`;
  const { rows } = await sql<JobRow>`
    update enrichment_jobs set state = case when ${final} then 'FAILED' else 'PENDING' end, available_at = ${retryAt ?? context.now}, last_error = ${storableText(error).slice(0, 2_000)}
    where ${key} and state = 'RUNNING' ${sameLease} returning ${JOB_COLUMNS}`.execute(context.read);
  const changed = rows[0];
  if (changed !== undefined) {
    if (changed.state === 'FAILED') emitFailed(context, changed);
    return { state: jobOf(changed).state };
  }
  const { rows: found } = await sql<{ state: EnrichmentJob['state'] }>`select state from enrichment_jobs where ${key}`.execute(
    context.read,
  );
  return { state: found[0]?.state ?? 'UNKNOWN' };
};

/**
 * Takes away a RUNNING job that has nothing to make any more: its article is gone or has another text by now. Unlike a FAILED one it can be asked
 * for again, should the text come back. Does nothing where `attempts` says that another has the lease since. Emits `enrichment.dropped` {articleIds}.
 */
export const drop: Procedure<JobKey & { readonly attempts: number }, { readonly dropped: boolean }> = async (
  context,
  { articleId, inputHash, engineVersion, attempts },
) => {
  const result = await sql`
    delete from enrichment_jobs where article_id = ${articleId} and input_hash = ${inputHash} and engine_version = ${engineVersion}
      and state = 'RUNNING' and attempts = ${attempts}`.execute(context.read);
  const dropped = Number(result.numAffectedRows ?? 0) === 1;
  if (dropped) emitArticles(context, 'enrichment.dropped', [articleId]);
  return { dropped };
};

type JobRow = Tables['enrichment_jobs'];

const KEY_FIELDS = ['articleId', 'inputHash', 'engineVersion'] as const;
const KEY_COLUMNS = ['article_id', 'input_hash', 'engine_version'] as const;
const KEY_TYPES = KEY_COLUMNS.map((column) => [column, 'text'] as const);
const sameKey = (left: string, right: string) =>
  sql.join(
    KEY_COLUMNS.map((column) => sql`${sql.ref(`${left}.${column}`)} = ${sql.ref(`${right}.${column}`)}`),
    sql` and `,
  );
const JOB_COLUMNS = sql.join(
  [...KEY_COLUMNS, 'state', 'attempts', 'available_at', 'requested_at', 'last_error'].map(
    (column) => sql`${sql.ref(`enrichment_jobs.${column}`)} as ${sql.ref(column)}`,
  ),
);

/** The longest waiting jobs, RUNNING from now on, or FAILED where no attempt is left. */
async function take({ engine, read, now }: WriteContext, limit: number, leaseMs: number): Promise<readonly JobRow[]> {
  const skipLocked = engine === 'postgres' ? sql`for update skip locked` : sql``;
  const exhausted = sql`enrichment_jobs.attempts >= ${sql.lit(MAX_ATTEMPTS)}`;
  const { rows } = await sql<JobRow>`
    with picked as (
      select article_id, input_hash, engine_version from enrichment_jobs
      where state in ('PENDING', 'RUNNING') and available_at <= ${now} order by available_at, article_id limit ${limit} ${skipLocked}
    )
    update enrichment_jobs set
      state = case when ${exhausted} then 'FAILED' else 'RUNNING' end,
      attempts = case when ${exhausted} then attempts else attempts + 1 end,
      last_error = case when ${exhausted} then coalesce(last_error, 'The worker that had the job did not come back.') else last_error end,
      available_at = ${now + leaseMs}
    from picked where ${sameKey('enrichment_jobs', 'picked')} returning ${JOB_COLUMNS}`.execute(read);
  return rows;
}

function emitFailed(context: WriteContext, row: JobRow): void {
  const payload = { articleId: row.article_id, inputHash: row.input_hash, engineVersion: row.engine_version, error: row.last_error };
  context.emit({ topic: 'enrichment.failed', subjectId: row.article_id, payload });
}
