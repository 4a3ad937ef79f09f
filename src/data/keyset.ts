/**
 * Keyset paging in both directions, for one list or for the same page of many lists in one statement.
 *
 * A page is asked of the database as ids: the rows of the page plus one more (is there a next one?), and, where a bound was given, one row on
 * its other side (is there a previous one?). So both flags are exact and nothing is counted. Every part walks an index and stops at its limit.
 */
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from './database.ts';
import { DatabaseFault } from './database-fault.ts';
import { listTable, storableText } from './parameters.ts';
import type { Page, PageRequest } from './page.ts';
import type { Tables } from './tables.ts';

/** How a list is ordered: columns that are unique together, all ascending or all descending. */
export interface Keyset<Row, Key> {
  readonly table: keyof Tables;
  readonly columns: readonly string[];
  readonly descending: boolean;
  /** The columns' values, from what a cursor holds and from a row. */
  valuesOfKey(key: Key): readonly KeyValue[];
  valuesOfRow(row: Row): readonly KeyValue[];
}

export type KeyValue = string | number;

/** Rows for one page of one list, in no order: hand them to `pageOf`. `where` conditions speak of the table as `x`. */
export async function pageRows<Row, Key>(
  db: Reader,
  keyset: Keyset<Row, Key>,
  where: RawBuilder<boolean>,
  request: PageRequest<Key>,
): Promise<readonly Row[]> {
  const ids = idsOfPage(keyset, where, request);
  const { rows } = await sql<Row>`select t.* from (${ids}) as page cross join ${sql.table(keyset.table)} as t where t.id = page.id`.execute(
    db.read,
  );
  return rows;
}

/** Rows for the same page of every list, in no order. `where` picks a list by comparing with `k.value`, which is each of `lists` in turn; these must differ. */
export async function pageRowsOfEach<Row, Key>(
  db: Reader,
  lists: readonly string[],
  keyset: Keyset<Row, Key>,
  where: RawBuilder<boolean>,
  request: PageRequest<Key>,
): Promise<readonly Row[]> {
  const ids = idsOfPage(keyset, where, request);
  const each = sql`(select value from ${listTable(db, lists)}) as k`;
  const table = sql.table(keyset.table);
  // SQLite has no lateral join, but runs a subquery behind `in` once per list; PostgreSQL would run that once per row of the table.
  const statement =
    db.engine === 'sqlite'
      ? sql<Row>`select t.* from ${each} cross join ${table} as t where t.id in (${ids})`
      : sql<Row>`select t.* from ${each} cross join lateral (${ids}) as page cross join ${table} as t where t.id = page.id`;
  const { rows } = await statement.execute(db.read);
  return rows;
}

/** Sorts out which rows are the page and which only prove that the list goes on. */
export function pageOf<Row, Key>(rows: readonly Row[], keyset: Keyset<Row, Key>, request: PageRequest<Key>): Page<Row> {
  const sign = keyset.descending ? -1 : 1;
  const order = (left: readonly KeyValue[], right: readonly KeyValue[]) => sign * compareKeys(left, right);
  const after = request.after == null ? null : keyset.valuesOfKey(request.after);
  const before = request.before == null ? null : keyset.valuesOfKey(request.before);

  let behind = false;
  let ahead = false;
  const inside: { readonly row: Row; readonly key: readonly KeyValue[] }[] = [];
  for (const row of rows) {
    const key = keyset.valuesOfRow(row);
    const isBehind = after !== null && order(key, after) <= 0;
    const isAhead = before !== null && order(key, before) >= 0;
    behind ||= isBehind;
    ahead ||= isAhead;
    if (!isBehind && !isAhead) inside.push({ row, key });
  }
  inside.sort((left, right) => order(left.key, right.key));
  const sorted = inside.map(({ row }) => row);

  const limit = limitOf(request);
  const more = sorted.length > limit;
  return request.first !== undefined
    ? { rows: sorted.slice(0, limit), hasNextPage: more || ahead, hasPreviousPage: behind }
    : { rows: sorted.slice(Math.max(0, sorted.length - limit)), hasNextPage: ahead, hasPreviousPage: more || behind };
}

function idsOfPage<Row, Key>(keyset: Keyset<Row, Key>, where: RawBuilder<boolean>, request: PageRequest<Key>): RawBuilder<unknown> {
  const forward = request.first !== undefined;
  const beyond = (key: Key, inclusive: boolean, towardsEnd: boolean) => {
    const operator = `${towardsEnd === keyset.descending ? '<' : '>'}${inclusive ? '=' : ''}`;
    const columns = keyset.columns.map((column) => sql.ref(`x.${column}`));
    return sql<boolean>`(${sql.join(columns)}) ${sql.raw(operator)} (${sql.join(keyset.valuesOfKey(key).map(storableValue))})`;
  };
  const { after, before } = request;
  const bounds = [where];
  if (after != null) bounds.push(beyond(after, false, true));
  if (before != null) bounds.push(beyond(before, false, false));

  const parts = [idsWhere(keyset, bounds, forward, limitOf(request) + 1)];
  if (after != null) parts.push(idsWhere(keyset, [where, beyond(after, true, false)], false, 1));
  if (before != null) parts.push(idsWhere(keyset, [where, beyond(before, true, true)], true, 1));
  return sql.join(
    parts.map((part, index) => sql`select id from (${part}) as ${sql.ref(`part${index}`)}`),
    sql` union all `,
  );
}

/** Cursors come from outside: what no row can hold must not be refused by one engine and taken by the other. */
function storableValue(value: KeyValue): KeyValue {
  if (typeof value === 'string') return storableText(value);
  return Math.trunc(Math.min(Math.max(value, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER));
}

/** The nearest `limit` ids, walking the list in its own order (`forward`) or from its end. */
function idsWhere<Row, Key>(
  keyset: Keyset<Row, Key>,
  conditions: readonly RawBuilder<boolean>[],
  forward: boolean,
  limit: number,
): RawBuilder<unknown> {
  const direction = sql.raw(keyset.descending === forward ? 'desc' : 'asc');
  const order = keyset.columns.map((column) => sql`${sql.ref(`x.${column}`)} ${direction}`);
  return sql`select x.id from ${sql.table(keyset.table)} as x where ${sql.join(conditions, sql` and `)} order by ${sql.join(order)} limit ${limit}`;
}

function limitOf(request: PageRequest<unknown>): number {
  const limit = request.first ?? request.last;
  if (limit === undefined || !Number.isSafeInteger(limit) || limit < 1 || limit > MAX_PAGE) {
    throw new DatabaseFault(
      'BAD_INPUT',
      `A page has 1 to ${MAX_PAGE} rows: ${request.first !== undefined ? 'first' : 'last'} is ${limit}.`,
    );
  }
  return limit;
}

/** Far above what clients may ask (100): jobs and exports page with it too. */
const MAX_PAGE = 1_000;

function compareKeys(left: readonly KeyValue[], right: readonly KeyValue[]): number {
  for (let index = 0; index < left.length; index++) {
    const difference = compareValues(left[index]!, right[index]!);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Numbers by size, text by UTF-8 bytes as both databases do (JavaScript's `<` orders by UTF-16 units, which differs beyond U+FFFF). */
function compareValues(left: KeyValue, right: KeyValue): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return left === right ? 0 : Buffer.compare(Buffer.from(String(left)), Buffer.from(String(right)));
}
