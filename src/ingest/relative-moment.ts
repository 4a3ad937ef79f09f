/** «منذ 3 ساعات», «3 hours ago»: what aggregators show instead of a date. */

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:ثانية|ثانيتين|ثواني|ثوان|ثوانٍ|seconds?|secs?)$/, 1_000],
  [/^(?:دقيقة|دقيقتين|دقائق|minutes?|mins?)$/, 60_000],
  [/^(?:ساعة|ساعتين|ساعات|hours?|hrs?)$/, 3_600_000],
  [/^(?:يوم|يوما|يومين|أيام|ايام|days?)$/, 86_400_000],
  [/^(?:أسبوع|اسبوع|أسبوعين|اسبوعين|أسابيع|اسابيع|weeks?)$/, 604_800_000],
  [/^(?:شهر|شهرا|شهرين|أشهر|اشهر|شهور|months?)$/, 2_629_800_000],
  [/^(?:سنة|سنتين|سنوات|عام|عامين|أعوام|اعوام|years?)$/, 31_557_600_000],
];
const ARABIC = /(?:منذ|قبل)\s+(?:حوالي\s+|نحو\s+)?(?:([0-9٠-٩۰-۹]{1,3}|an?)\s+)?([\u0621-\u064A]{3,9})/;
const ENGLISH = /\b(\d{1,3}|an?|one)\s+(seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\s+ago\b/i;
/** A date line has a name and a mark beside the time, and no sentence. */
const MAX_DATE_LINE_CHARS = 60;

/** Milliseconds, or null where the line tells no such time. The dual says two without a number («ساعتين»). */
export function relativeMoment(line: string, now: number): number | null {
  if (line.length > MAX_DATE_LINE_CHARS) return null;
  const match = ARABIC.exec(line.replace(/\u064B/g, '')) ?? ENGLISH.exec(line);
  if (match === null) return null;
  const [, count, unit = ''] = match;
  const length = UNITS.find(([names]) => names.test(unit.toLowerCase()))?.[1];
  if (length === undefined) return null;
  const number =
    count === undefined ? (unit.endsWith('ين') ? 2 : 1) : Number(count.replace(/[٠-٩]/g, digit(0x660)).replace(/[۰-۹]/g, digit(0x6f0)));
  return now - (Number.isNaN(number) ? 1 : number) * length;
}

export function isRelativeTime(line: string): boolean {
  return relativeMoment(line, 0) !== null;
}

/** What stands beside the time: the publisher's name on a card. Null where nothing does. */
export function beforeRelativeTime(line: string): string | null {
  const match = ARABIC.exec(line) ?? ENGLISH.exec(line);
  const before =
    match === null
      ? ''
      : line
          .slice(0, match.index)
          .replace(/\btime$/i, '')
          .replace(/[•·|,،\-–—\s]+$/, '')
          .trim();
  return before === '' ? null : before;
}

function digit(zero: number): (character: string) => string {
  return (character) => String(character.charCodeAt(0) - zero);
}
