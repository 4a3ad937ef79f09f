/** The diary of `newsgraph ingest`. */
import { basename } from 'node:path';
import { type RawBuilder, sql } from 'kysely';
import { newRunId } from '../../ids.ts';
import { insertRows, storableText } from '../../parameters.ts';
import type { Procedure, WriteContext } from '../../write-context.ts';

/** Older runs are forgotten when another starts. */
export const MAX_RUNS = 1_000;
const MAX_INPUT_CHARS = 500;

/** Milliseconds without a word after which a run counts as ended: it says each few seconds that it goes on (`ingest.noteRun`). */
export const SILENCE_MS = 30_000;

/** Answers the id to finish it with. */
export const startRun: Procedure<{ readonly inputs: readonly string[] }, { readonly id: string }> = async (context, { inputs }) => {
  const { read, now } = context;
  await endAbandoned(context);
  const id = newRunId({ now: () => now });
  const row = {
    id,
    input: storableText(inputText(inputs)),
    started_at: now,
    finished_at: null,
    added: 0,
    updated: 0,
    unchanged: 0,
    rejected: 0,
    reasons: '{}',
    inputs_failed: 0,
    seen_at: now,
  };
  await insertRows(context, 'ingest_runs', [row]).execute(read);
  await sql`
    delete from ingest_runs where (started_at, id) < (select started_at, id from ingest_runs order by started_at desc, id desc limit 1 offset ${sql.lit(MAX_RUNS - 1)})`.execute(
    read,
  );
  return { id };
};

export interface IngestRunCounts {
  readonly id: string;
  readonly counts: { readonly new: number; readonly updated: number; readonly unchanged: number; readonly rejected: number };
  /** Rejections by code. */
  readonly reasons: Readonly<Partial<Record<string, number>>>;
  readonly inputsFailed: number;
}

/** Says that a run goes on, and how far it has come. Does nothing to one that has ended. */
export const noteRun: Procedure<IngestRunCounts, null> = async (context, run) => {
  await sql`update ingest_runs set seen_at = ${context.now}, ${counted(run)} where id = ${run.id} and finished_at is null`.execute(
    context.read,
  );
  await endAbandoned(context);
  return null;
};

/** Emits `ingest.finished` {id, new, updated, unchanged, rejected}. False where the run is not known any more. */
export const finishRun: Procedure<IngestRunCounts, { readonly known: boolean }> = async (context, run) => {
  await endAbandoned(context);
  const { numAffectedRows } = await sql`
    update ingest_runs set finished_at = ${context.now}, seen_at = ${context.now}, ${counted(run)} where id = ${run.id}`.execute(
    context.read,
  );
  if (Number(numAffectedRows ?? 0) === 0) return { known: false };
  const { id } = run;
  const { new: added, updated, unchanged, rejected } = run.counts;
  context.emit({ topic: 'ingest.finished', subjectId: id, payload: { id, new: added, updated, unchanged, rejected } });
  return { known: true };
};

function counted({ counts, reasons, inputsFailed }: IngestRunCounts): RawBuilder<unknown> {
  return sql`added = ${counts.new}, updated = ${counts.updated}, unchanged = ${counts.unchanged}, rejected = ${counts.rejected},
    reasons = ${JSON.stringify(reasons)}, inputs_failed = ${inputsFailed}`;
}

/** Whoever was killed cannot say so: it ended when it was last heard of. */
async function endAbandoned({ read, now }: WriteContext): Promise<void> {
  await sql`update ingest_runs set finished_at = seen_at where finished_at is null and seen_at < ${now - SILENCE_MS}`.execute(read);
}

/** Clients may read it: folders of this machine, passwords and keys in query strings are none of their business. */
function inputText(inputs: readonly string[]): string {
  const names: string[] = [];
  let chars = 0;
  for (const input of inputs) {
    const name = inputName(input);
    chars += name.length + 2;
    if (chars > MAX_INPUT_CHARS) break;
    names.push(name);
  }
  const left = inputs.length - names.length;
  return left === 0 ? names.join(', ') : `${names.join(', ')}${names.length > 0 ? ', ' : ''}and ${left} more`;
}

function inputName(input: string): string {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(input)) return basename(input);
  const url = URL.parse(input);
  return url === null ? 'an address' : `${url.origin}${url.pathname}`;
}
