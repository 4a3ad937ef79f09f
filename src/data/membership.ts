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

/** Where a table keeps a BCP 47 tag, and (where it has that column too) the tag's language alone, lower case. */
export interface LanguageColumns {
  readonly tag: string;
  readonly primary?: string;
}

/** A tag against language ranges (RFC 4647, basic filtering): `ar` fits `ar` and `ar-EG`, in any case of letters. */
export function languagesOf(db: Reader, columns: LanguageColumns, ranges: Membership | null | undefined): readonly RawBuilder<boolean>[] {
  const conditions: RawBuilder<boolean>[] = [];
  if (ranges?.in != null) conditions.push(inRanges(db, columns, ranges.in));
  if (ranges?.notIn != null) conditions.push(sql<boolean>`not (${inRanges(db, columns, ranges.notIn)})`);
  return conditions;
}

/** The language alone, lower case: what `primary_language` columns hold. `AR-eg` gives `ar`. */
export function primaryLanguage(tag: string): string {
  return tag.split('-', 1)[0]!.toLowerCase();
}

export function and(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return conditions.length === 0 ? sql<boolean>`1 = 1` : sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** Whether a range names a language and nothing more. */
export function isPrimary(range: string): boolean {
  return !range.includes('-');
}

function inRanges(db: Reader, { tag, primary }: LanguageColumns, ranges: readonly string[]): RawBuilder<boolean> {
  const lowered = ranges.map((range) => range.toLowerCase());
  // Languages alone are what is asked for nearly always, and an index can answer that.
  if (primary !== undefined && lowered.every(isPrimary)) return isAmong(db, primary, lowered);
  const value = sql`lower(${sql.ref(tag)})`;
  return sql<boolean>`exists (select 1 from (select value from ${listTable(db, lowered)}) as r where ${value} = r.value or substr(${value}, 1, length(r.value) + 1) = r.value || '-')`;
}
