/** How long ago, as news pages say it («منذ 5 أيام») or as CLDR does («قبل 5 أيام»). */
import { countedNoun, type NounForms } from './counted-noun.ts';
import { perLocale, primaryLanguage } from './locale.ts';

export type RelativeTimeStyle = 'NEWS' | 'STANDARD';
export type RelativeTimeUnit = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** Mean lengths of the Gregorian calendar. */
const MONTH = 30.436875 * DAY;
const YEAR = 365.2425 * DAY;

/**
 * The distance from `nowMs` to `fromMs` in the largest unit that fits, rounded towards now:
 * under 1 minute "now"; under 60 minutes; under 24 hours; under 7 days; under 30 days in weeks; under 365 days in months; then years.
 *
 * NEWS: Arabic with «منذ» / «بعد» and word forms of our own, for Intl knows only «قبل» / «خلال»; English "5 days ago", "just now";
 * other languages as STANDARD. STANDARD: Intl.RelativeTimeFormat, always with the number ("1 day ago", never "yesterday").
 *
 * @param fromMs the moment told, milliseconds since the Unix epoch; may lie ahead of `nowMs`
 * @param locale BCP 47; decides language and digits
 * @throws RangeError for a time that is no finite number, or an invalid locale
 */
export function relativeTime(fromMs: number, nowMs: number, locale: string, style: RelativeTimeStyle = 'NEWS'): string {
  if (!Number.isFinite(fromMs)) throw new RangeError(`fromMs: ${fromMs} is not a time in milliseconds`);
  if (!Number.isFinite(nowMs)) throw new RangeError(`nowMs: ${nowMs} is not a time in milliseconds`);
  const distance = measure(Math.abs(nowMs - fromMs));
  const future = fromMs > nowMs;
  const language = style === 'NEWS' ? primaryLanguage(locale) : '';

  if (distance === null) {
    const now = NOW_IN_NEWS[language];
    return now ?? formattersFor(locale).now;
  }
  if (language === 'ar') return `${future ? 'بعد' : 'منذ'} ${countedNoun(distance.count, ARABIC_UNITS[distance.unit], locale)}`;
  return formattersFor(locale).distance.format(future ? distance.count : -distance.count, distance.unit);
}

/** Null is "now". */
function measure(ms: number): { count: number; unit: RelativeTimeUnit } | null {
  if (ms < MINUTE) return null;
  if (ms < HOUR) return { count: Math.floor(ms / MINUTE), unit: 'minute' };
  if (ms < DAY) return { count: Math.floor(ms / HOUR), unit: 'hour' };
  if (ms < WEEK) return { count: Math.floor(ms / DAY), unit: 'day' };
  if (ms < 30 * DAY) return { count: Math.floor(ms / WEEK), unit: 'week' };
  // 30 days are a little under a mean month, 365 a little under a mean year: never "0 months".
  if (ms < 365 * DAY) return { count: Math.max(1, Math.floor(ms / MONTH)), unit: 'month' };
  return { count: Math.max(1, Math.floor(ms / YEAR)), unit: 'year' };
}

const NOW_IN_NEWS: Readonly<Record<string, string>> = { ar: 'الآن', en: 'just now' };

/**
 * After «منذ» and «بعد», so in the genitive: dual in «ين»; after 3–10 the broken plural; after 11–99 the singular accusative
 * (tanwin only shows where no ta marbuta ends the word); after 100 the singular genitive.
 */
export const ARABIC_UNITS: Readonly<Record<RelativeTimeUnit, NounForms>> = {
  minute: { one: 'دقيقة', two: 'دقيقتين', few: '{n} دقائق', many: '{n} دقيقة', other: '{n} دقيقة' },
  hour: { one: 'ساعة', two: 'ساعتين', few: '{n} ساعات', many: '{n} ساعة', other: '{n} ساعة' },
  day: { one: 'يوم', two: 'يومين', few: '{n} أيام', many: '{n} يومًا', other: '{n} يوم' },
  week: { one: 'أسبوع', two: 'أسبوعين', few: '{n} أسابيع', many: '{n} أسبوعًا', other: '{n} أسبوع' },
  month: { one: 'شهر', two: 'شهرين', few: '{n} أشهر', many: '{n} شهرًا', other: '{n} شهر' },
  year: { one: 'سنة', two: 'سنتين', few: '{n} سنوات', many: '{n} سنة', other: '{n} سنة' },
};

const formattersFor = perLocale((locale) => ({
  distance: new Intl.RelativeTimeFormat(locale, { numeric: 'always' }),
  // "in 0 seconds" is not what anybody writes; only this one wording comes from the `auto` table.
  now: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(0, 'second'),
}));
