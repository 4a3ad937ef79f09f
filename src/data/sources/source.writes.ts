/** Writes of the sources domain. */
import { sql } from 'kysely';
import { DatabaseFault } from '../database-fault.ts';
import { exclusively } from '../locks.ts';
import { insertRows, isAmong } from '../parameters.ts';
import { COLUMNS, type Tables } from '../tables.ts';
import type { Procedure, WriteContext } from '../write-context.ts';
import type { SourceRecord } from './source.record.ts';

export const MAX_SOURCES = 1_000;

/** Creates or overwrites, by id. Emits `source.written` {id} for what is not unchanged. */
const upsertMany: Procedure<
  { readonly sources: readonly SourceRecord[] },
  readonly { readonly id: string; readonly outcome: 'new' | 'updated' | 'unchanged' }[]
> = async (context, { sources }) => {
  const given = lastOfEach(sources);
  await exclusively(context, 'sources');
  const before = await storedSources(context, given);
  const changed = given.filter((source) => JSON.stringify(rowOf(source)) !== before.get(source.id));
  await store(context, changed);
  const written = new Set(changed.map(({ id }) => id));
  return sources.map(({ id }) => ({ id, outcome: !written.has(id) ? 'unchanged' : before.has(id) ? 'updated' : 'new' }));
};

/** Creates what is missing, never overwrites. Emits `source.written` {id} for what is new. */
const ensureMany: Procedure<
  { readonly sources: readonly SourceRecord[] },
  readonly { readonly id: string; readonly outcome: 'new' | 'existing' }[]
> = async (context, { sources }) => {
  const given = lastOfEach(sources);
  await exclusively(context, 'sources');
  const before = await storedSources(context, given);
  await store(
    context,
    given.filter(({ id }) => !before.has(id)),
  );
  return sources.map(({ id }) => ({ id, outcome: before.has(id) ? 'existing' : 'new' }));
};

function lastOfEach(sources: readonly SourceRecord[]): readonly SourceRecord[] {
  if (sources.length > MAX_SOURCES) throw new DatabaseFault('BAD_INPUT', `${MAX_SOURCES} sources at most: sources has ${sources.length}.`);
  return [...new Map(sources.map((source) => [source.id, source])).values()];
}

/** By id, as JSON text of the row. */
async function storedSources(context: WriteContext, sources: readonly SourceRecord[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<Tables['sources']>`
    select ${sql.join(COLUMN_NAMES.map((name) => sql.ref(name)))} from sources where ${isAmong(
      context,
      'id',
      sources.map(({ id }) => id),
    )}`.execute(context.read);
  return new Map(rows.map((row) => [row.id, JSON.stringify(row)]));
}

const COLUMN_NAMES = Object.keys(COLUMNS.sources);

async function store(context: WriteContext, sources: readonly SourceRecord[]): Promise<void> {
  if (sources.length === 0) return;
  const overwritten = COLUMN_NAMES.filter((column) => column !== 'id').map(
    (column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`,
  );
  await insertRows(context, 'sources', sources.map(rowOf), sql`on conflict (id) do update set ${sql.join(overwritten)}`).execute(
    context.read,
  );
  await sql`delete from source_domains where ${isAmong(
    context,
    'source_id',
    sources.map(({ id }) => id),
  )}`.execute(context.read);
  const domains = sources.flatMap((source) => [...new Set(source.domains)].map((domain) => ({ domain, source_id: source.id })));
  await insertRows(context, 'source_domains', domains).execute(context.read);
  for (const { id } of sources) context.emit({ topic: 'source.written', subjectId: id, payload: { id } });
}

/** Keys in the order of COLUMNS, so that a row read and a row to be written compare as text. */
function rowOf(source: SourceRecord): { readonly [Column in keyof Tables['sources']]: string | null } {
  return {
    id: source.id,
    slug: source.slug,
    names: JSON.stringify(source.names),
    descriptions: JSON.stringify(source.descriptions),
    domains: JSON.stringify(source.domains),
    homepage: source.homepage,
    icon: source.icon === null ? null : JSON.stringify(source.icon),
    color: source.color,
    country: source.country,
    language: source.language,
  };
}

export const sourceWrites = { 'sources.upsertMany': upsertMany, 'sources.ensureMany': ensureMany };
