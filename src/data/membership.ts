/** Filters of lists: what must, and what must not, be among some values. */
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from './database.ts';
import { isAmong, isNotAmong, listTable } from './parameters.ts';

/** Absent or null parts do not filter; an empty `in` matches nothing. */
export interface Membership {
  readonly in?: readonly string[] | null | undefined;
  readonly notIn?: readonly string[] | null | undefined;
}

/** `column` against exact values. */
export function membershipOf(db: Reader, column: string, membership: Membership | null | undefined): readonly RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  if (membership?.in != null) conditions.push(isAmong(db, column, membership.in));
  if (membership?.notIn != null) conditions.push(isNotAmong(db, column, membership.notIn));
  return conditions;
}

/** `column`, a BCP 47 tag, against language ranges (RFC 4647, basic filtering): `ar` fits `ar` and `ar-EG`, in any case of letters. */
export function languagesOf(db: Reader, column: string, ranges: Membership | null | undefined): readonly RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  if (ranges?.in != null) conditions.push(inRanges(db, column, ranges.in));
  if (ranges?.notIn != null) conditions.push(sql<boolean>`not ${inRanges(db, column, ranges.notIn)}`);
  return conditions;
}

/** The language alone, lower case: what `primary_language` columns hold. `AR-eg` gives `ar`. */
export function primaryLanguage(tag: string): string {
  return tag.split('-', 1)[0]!.toLowerCase();
}

export function and(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return conditions.length === 0 ? sql<boolean>`1 = 1` : sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

function inRanges(db: Reader, column: string, ranges: readonly string[]): RawBuilder<boolean> {
  const tag = sql`lower(${sql.ref(column)})`;
  const lowered = ranges.map((range) => range.toLowerCase());
  return sql<boolean>`exists (select 1 from (select value from ${listTable(db, lowered)}) as r where ${tag} = r.value or substr(${tag}, 1, length(r.value) + 1) = r.value || '-')`;
}
