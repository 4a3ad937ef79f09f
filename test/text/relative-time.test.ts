import { describe, expect, it } from '@jest/globals';
import { countedNoun } from '../../src/text/counted-noun.ts';
import { ARABIC_UNITS, relativeTime, type RelativeTimeUnit } from '../../src/text/relative-time.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 24, 12);

const ago = (ms: number, locale: string, style: 'NEWS' | 'STANDARD' = 'NEWS') => relativeTime(NOW - ms, NOW, locale, style);

describe('relative time in the words of an Arabic news page', () => {
  it.each([
    [0, 'الآن'],
    [59_999, 'الآن'],
    [MINUTE, 'منذ دقيقة'],
    [2 * MINUTE, 'منذ دقيقتين'],
    [11 * MINUTE, 'منذ 11 دقيقة'],
    [59 * MINUTE + 59_999, 'منذ 59 دقيقة'],
    [HOUR, 'منذ ساعة'],
    [2 * HOUR, 'منذ ساعتين'],
    [3 * HOUR, 'منذ 3 ساعات'],
    [11 * HOUR, 'منذ 11 ساعة'],
    [DAY, 'منذ يوم'],
    [2 * DAY, 'منذ يومين'],
    [5 * DAY, 'منذ 5 أيام'],
    [7 * DAY, 'منذ أسبوع'],
    [14 * DAY, 'منذ أسبوعين'],
    [29 * DAY, 'منذ 4 أسابيع'],
    [30 * DAY, 'منذ شهر'],
    [61 * DAY, 'منذ شهرين'],
    [100 * DAY, 'منذ 3 أشهر'],
    [364 * DAY, 'منذ 11 شهرًا'],
    [365 * DAY, 'منذ سنة'],
    [731 * DAY, 'منذ سنتين'],
    [3.1 * 365.25 * DAY, 'منذ 3 سنوات'],
    [11.1 * 365.25 * DAY, 'منذ 11 سنة'],
    [100.1 * 365.25 * DAY, 'منذ 100 سنة'],
  ])('%d ms ago is %s', (ms, words) => {
    expect(ago(ms, 'ar')).toBe(words);
  });

  it('tells what lies ahead with «بعد»', () => {
    expect(relativeTime(NOW + 2 * HOUR, NOW, 'ar', 'NEWS')).toBe('بعد ساعتين');
    expect(relativeTime(NOW + 3 * DAY, NOW, 'ar', 'NEWS')).toBe('بعد 3 أيام');
    expect(relativeTime(NOW + 30_000, NOW, 'ar', 'NEWS')).toBe('الآن');
  });

  it('writes the digits of the locale', () => {
    expect(ago(5 * DAY, 'ar-EG')).toBe('منذ ٥ أيام');
    expect(ago(11 * MINUTE, 'ar-SA')).toBe('منذ ١١ دقيقة');
    expect(ago(5 * DAY, 'ar-AE')).toBe('منذ 5 أيام');
    expect(ago(5 * DAY, 'ar-AE-u-nu-arab')).toBe('منذ ٥ أيام');
  });
});

/**
 * The rule of Arabic grammar, written without CLDR: the last two digits decide, and 1 and 2 themselves show no number.
 * Words by hand, so that a slip in the table of the source is seen.
 */
describe('every count of every Arabic unit from 1 to 120', () => {
  const words: Record<RelativeTimeUnit, [one: string, dual: string, plural: string, accusative: string, genitive: string]> = {
    minute: ['دقيقة', 'دقيقتين', 'دقائق', 'دقيقة', 'دقيقة'],
    hour: ['ساعة', 'ساعتين', 'ساعات', 'ساعة', 'ساعة'],
    day: ['يوم', 'يومين', 'أيام', 'يومًا', 'يوم'],
    week: ['أسبوع', 'أسبوعين', 'أسابيع', 'أسبوعًا', 'أسبوع'],
    month: ['شهر', 'شهرين', 'أشهر', 'شهرًا', 'شهر'],
    year: ['سنة', 'سنتين', 'سنوات', 'سنة', 'سنة'],
  };
  const grammar = (n: number, [one, dual, plural, accusative, genitive]: [string, string, string, string, string]): string => {
    if (n === 1) return one;
    if (n === 2) return dual;
    const rest = n % 100;
    return `${n} ${rest >= 3 && rest <= 10 ? plural : rest >= 11 ? accusative : genitive}`;
  };

  it.each(Object.keys(words) as RelativeTimeUnit[])('%s', (unit) => {
    for (let n = 1; n <= 120; n++) expect(countedNoun(n, ARABIC_UNITS[unit], 'ar')).toBe(grammar(n, words[unit]));
  });
});

describe('relative time in other words', () => {
  it('English', () => {
    expect(ago(0, 'en')).toBe('just now');
    expect(ago(MINUTE, 'en')).toBe('1 minute ago');
    expect(ago(5 * DAY, 'en')).toBe('5 days ago');
    expect(ago(21 * DAY, 'en-GB')).toBe('3 weeks ago');
    expect(relativeTime(NOW + 2 * HOUR, NOW, 'en', 'NEWS')).toBe('in 2 hours');
  });

  it('any other language comes from CLDR', () => {
    expect(ago(5 * DAY, 'fr')).toBe('il y a 5 jours');
    expect(ago(3 * HOUR, 'fa')).toBe('۳ ساعت پیش');
    expect(ago(3 * HOUR, 'ur')).toBe('3 گھنٹے پہلے');
  });

  it('STANDARD is what CLDR says, with the number', () => {
    expect(ago(5 * DAY, 'ar', 'STANDARD')).toBe('قبل 5 أيام');
    expect(ago(2 * HOUR, 'ar', 'STANDARD')).toBe('قبل ساعتين');
    expect(ago(DAY, 'en', 'STANDARD')).toBe('1 day ago');
    expect(ago(0, 'en', 'STANDARD')).toBe('now');
  });

  it('refuses what is no time and no locale, and says which', () => {
    expect(() => relativeTime(Number.NaN, NOW, 'ar')).toThrow('fromMs: NaN is not a time in milliseconds');
    expect(() => relativeTime(NOW, Number.POSITIVE_INFINITY, 'ar')).toThrow('nowMs');
    expect(() => ago(DAY, 'a b')).toThrow('locale: "a b" is not a BCP 47 language tag');
    expect(() => ago(DAY, '')).toThrow('locale');
  });

  it('answers the same when a thousand locales have pushed each other out of the cache', () => {
    for (let i = 0; i < 1000; i++) ago(5 * DAY, `en-x-a${i}`);
    expect(ago(5 * DAY, 'ar-EG')).toBe('منذ ٥ أيام');
  });
});
