/** The days that a search found something on, as few enough choices: months, and within a month its days. */

export interface DateChoice {
  /** `2026-11`, or `2026-11-24`. */
  readonly date: string;
  /** Null where days are missing from the graph's list, so that it is not known. */
  readonly count: number | null;
}

/** The graph lists so many days at most, the last ones. */
const MOST_DAYS = 50;

/**
 * @param days last first, as the graph counts them
 * @param chosen the month or day that the search is narrowed down to; null where it is not
 * @returns last first; empty for a day, which cannot be narrowed down further
 */
export function dateChoices(
  days: readonly { readonly date: string; readonly count: number }[],
  chosen: string | null,
): readonly DateChoice[] {
  if (chosen !== null) return isMonth(chosen) ? days : [];
  const months = new Map<string, number>();
  for (const { date, count } of days) months.set(monthOf(date), (months.get(monthOf(date)) ?? 0) + count);
  if (months.size <= 1) return days;
  const cutMonth = days.length >= MOST_DAYS ? monthOf(days.at(-1)!.date) : null;
  return [...months].map(([date, count]) => ({ date, count: date === cutMonth ? null : count }));
}

const isMonth = (date: string): boolean => date.length === 'yyyy-mm'.length;
const monthOf = (date: string): string => date.slice(0, 'yyyy-mm'.length);
