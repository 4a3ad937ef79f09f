/**
 * How lists go into a statement: as one parameter (JSON text, on PostgreSQL an array), so that the statement's text is the same for one id and
 * for a thousand, and is prepared once. Also how rows go in: one statement inserts any number of them (JSON text, on PostgreSQL an array a column).
 */
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from './database.ts';
import { DatabaseFault } from './database-fault.ts';
import { binaryArray } from './postgres/binary-arrays.ts';
import { COLUMNS, type ColumnType, type Tables } from './tables.ts';

/** Longest list one statement takes. Loaders batch below it; a caller that goes beyond has lost its own bound. */
const MAX_LIST = 5_000;

/** `column in (…)`. */
export function isAmong(db: Reader, column: string, values: readonly string[]): RawBuilder<boolean> {
  // PostgreSQL sees how long an array is before it plans; of a JSON text it would guess a hundred rows, and scan where it should look up.
  return db.engine === 'sqlite'
    ? sql<boolean>`${sql.ref(column)} in (select value from ${listTable(db, values)})`
    : sql<boolean>`${sql.ref(column)} = any(${textArray(values)})`;
}

export function isNotAmong(db: Reader, column: string, values: readonly string[]): RawBuilder<boolean> {
  return db.engine === 'sqlite'
    ? sql<boolean>`${sql.ref(column)} not in (select value from ${listTable(db, values)})`
    : sql<boolean>`${sql.ref(column)} <> all(${textArray(values)})`;
}

/**
 * `delete from table where column in (…)`, on PostgreSQL along the index on `column` whatever its statistics say: of a table that has grown since it was analyzed
 * last, or never was, the planner believes that each value is in hundreds of rows, and reads all of it for 32 values.
 * For callers under a lock that keeps everybody else from writing the table: rows are found by their address, and a row that is updated gets another.
 */
export function deleteAmong(db: Reader, table: keyof typeof COLUMNS, column: string, values: readonly string[]): RawBuilder<unknown> {
  if (db.engine === 'sqlite') return sql`delete from ${sql.table(table)} where ${isAmong(db, column, values)}`;
  // `offset 0` keeps the planner from making one join of it, which it would again plan by what it guesses.
  return sql`
    delete from ${sql.table(table)} where ctid = any(array(
      select found.address from ${listTable(db, values)}, lateral (
        select ctid as address from ${sql.table(table)} where ${sql.ref(column)} = list.value offset 0
      ) as found))`;
}

/** The values as a table `list` with the one column `value`. */
export function listTable(db: Reader, values: readonly string[]): RawBuilder<unknown> {
  if (db.engine === 'postgres') return sql`unnest(${textArray(values)}) as list(value)`;
  requireBounded(values);
  return sql`json_each(${storableJson(values)}) as list`;
}

function textArray(values: readonly string[]): RawBuilder<unknown> {
  requireBounded(values);
  return sql`${values.map(storableText)}::text[]`;
}

function requireBounded(values: readonly string[]): void {
  if (values.length > MAX_LIST) throw new DatabaseFault('BAD_INPUT', `A list of ${values.length} values is longer than ${MAX_LIST}.`);
}

/** `insert into table (…) select …`, one parameter for all rows or for each column. `conflict` is an `on conflict` clause, or `returning`. Blobs are hex text in the rows. */
export function insertRows<Name extends keyof Tables, Returned = unknown>(
  db: Reader,
  table: Name,
  rows: readonly InsertedRow[],
  conflict: RawBuilder<unknown> = sql``,
): RawBuilder<Returned> {
  const columns: readonly (readonly [string, ColumnType])[] = Object.entries<ColumnType>(COLUMNS[table]);
  const names = sql.join(columns.map(([column]) => sql.ref(column)));
  // `where true`: without it SQLite's parser takes `on conflict` for a join's `on`.
  return sql<Returned>`insert into ${sql.table(table)} (${names}) select ${names} from ${rowsTable(db, rows, columns)} where true ${conflict}`;
}

/** Values as the columns want them: text, number, hex text for blobs. */
export type InsertedRow = Readonly<Record<string, string | number | null>>;

/** The rows as a table `rows` with the given columns. */
export function rowsTable(
  db: Reader,
  rows: readonly InsertedRow[],
  columns: readonly (readonly [name: string, type: ColumnType])[],
): RawBuilder<unknown> {
  return db.engine === 'sqlite' ? jsonTable(rows, columns) : arraysTable(rows, columns);
}

function jsonTable(rows: readonly InsertedRow[], columns: readonly (readonly [name: string, type: ColumnType])[]): RawBuilder<unknown> {
  const fields = columns.map(([name, type]) => {
    const value = sql`value ->> ${sql.lit(`$.${name}`)}`;
    return sql`${type === 'blob' ? sql`unhex(${value})` : value} as ${sql.ref(name)}`;
  });
  return sql`(select ${sql.join(fields)} from json_each(${storableJson(rows)})) as rows`;
}

function arraysTable(rows: readonly InsertedRow[], columns: readonly (readonly [name: string, type: ColumnType])[]): RawBuilder<unknown> {
  const arrays = columns.map(([name, type]) => {
    const values = rows.map((row) => storableValue(row[name] ?? null, type));
    return sql`${binaryArray(POSTGRES_TYPES[type], values)}::${sql.raw(POSTGRES_TYPES[type])}[]`;
  });
  return sql`unnest(${sql.join(arrays)}) as rows(${sql.join(columns.map(([name]) => sql.ref(name)))})`;
}

const POSTGRES_TYPES = {
  text: 'text',
  'text or null': 'text',
  integer: 'bigint',
  'integer or null': 'bigint',
  real: 'double precision',
  blob: 'bytea',
} as const;

function storableValue(value: string | number | null, type: ColumnType): string | number | Uint8Array | null {
  if (typeof value !== 'string') return value;
  return type === 'blob' ? Buffer.from(value, 'hex') : storableText(value);
}

/**
 * JSON text that both engines take. PostgreSQL refuses NUL characters and halves of surrogate pairs in text, SQLite does not; damaged feeds have
 * both, so they are taken out: NUL dropped, a lone half replaced by U+FFFD.
 */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  // Only what JSON.stringify had to escape can be damage; a match may also be innocent text, the slow way sorts that out.
  if (!/\\u(?:0000|d[89a-f])/.test(json)) return json;
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'string' ? storableText(inner) : inner));
}

export function storableText(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '').toWellFormed() : text.toWellFormed();
}
