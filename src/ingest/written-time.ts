/**
 * Takes apart the dates that feeds and pages write: ISO 8601 and RFC 3339, RFC 822 and 2822, what JavaScript and Unix print, and dates in words,
 * English or Arabic, in any digits. Order and punctuation are forgiving, numbers are not: what could be two dates (03/04/2026) is none.
 */
import { fold } from '../text/fold.ts';

export interface Civil {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

export interface WrittenTime extends Civil {
  /** East of Greenwich; null where the text names no zone. */
  readonly offsetMinutes: number | null;
}

/** Null for what is no date of the Gregorian calendar: Hijri dates too, for a day of that calendar depends on who saw the moon. */
export function writtenTime(text: string): WrittenTime | null {
  const line = plainLine(text);
  if (line.length > MAX_CHARS || isHijri(line)) return null;
  return isoTime(line) ?? wordedTime(line);
}

/** True for a date of the Islamic calendar, which is refused by name: «15 رمضان 1447», «1447/09/15 هـ», «1447-09-15». */
export function isHijriDate(text: string): boolean {
  return text.length <= MAX_CHARS && isHijri(plainLine(text));
}

const MAX_CHARS = 100;

function plainLine(text: string): string {
  return inAsciiDigits(text)
    .replace(/[\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function inAsciiDigits(text: string): string {
  return text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
}

const HIJRI_MONTHS = new Set(
  'محرم صفر ربيع جمادى جمادي رجب شعبان رمضان شوال القعدة الحجة muharram safar rabi jumada rajab shaban ramadan shawwal'
    .split(' ')
    .map(fold),
);

/** By its month, its mark (هـ, AH), or a year of the last two Islamic centuries: no feed was published in the fifteenth of the Christian era. */
function isHijri(line: string): boolean {
  return (
    /^1[34]\d\d[-/]\d|\d\s?(?:هـ|هجري|ه(?=\s|$)|AH\b)/.test(line) ||
    (line.match(/\p{L}+/gu) ?? []).some((word) => HIJRI_MONTHS.has(fold(word)))
  );
}

const ISO =
  /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|(\d{2})(\d{2}))(?:(?:\s*T\s*|\s+)(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(.*)$/i;

function isoTime(line: string): WrittenTime | null {
  const match = ISO.exec(line);
  if (match === null) return null;
  const [, year, month1, day1, month2, day2, month3, day3, hour = '0', minute = '0', second = '0', fraction = '', zone = ''] = match;
  const offsetMinutes = zone === '' ? null : offsetOf(zone);
  if (offsetMinutes === undefined) return null;
  return {
    year: Number(year),
    month: Number(month1 ?? month2 ?? month3),
    day: Number(day1 ?? day2 ?? day3),
    hour: Number(hour),
    minute: Number(minute),
    second: leapless(Number(second)),
    millisecond: millisecondsOf(fraction),
    offsetMinutes,
  };
}

const CLOCK = /(?<![\d:+-])(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(am|pm|a\.m\.|p\.m\.|ص|م|صباحا|مساء)?(?![\p{L}\d])/iu;
const OFFSET = /(?:\b(?:GMT|UTC|UT)\s?)?([+-]\d{2}:?\d{2}|[+-]\d{1,2}(?=\s|\)|$))(?:\s*\([^)]*\))?/;

/** Dates with the month in words: the time of day is taken out first, then the zone, then month, day and year are found among what is left. */
function wordedTime(line: string): WrittenTime | null {
  const clock = CLOCK.exec(line);
  const afterClock = clock === null ? '' : line.slice(clock.index + clock[0].length);
  const offset = clock === null ? null : OFFSET.exec(afterClock);
  const rest = `${clock === null ? line : line.slice(0, clock.index)} ${offset === null ? afterClock : afterClock.replace(offset[0], ' ')}`;
  const words = rest.match(/[\p{L}\p{M}.]+|\d+/gu) ?? [];
  const month = monthIn(words);
  const numbers = words.filter((word) => /^\d+$/.test(word));
  const day = numbers.find((word) => word.length <= 2);
  const year =
    numbers.find((word) => word !== day && (word.length === 4 || word.length === 2)) ?? numbers.slice(numbers.indexOf(day ?? '') + 1)[0];
  if (month === null || day === undefined || year === undefined || numbers.length !== 2) return null;
  const zone = offset?.[1] ?? words.find((word) => ZONES.has(word.toUpperCase()));
  const offsetMinutes = zone === undefined ? null : offsetOf(zone);
  if (offsetMinutes === undefined) return null;
  return {
    year: fullYear(year),
    month,
    day: Number(day),
    hour: hourOf(clock),
    minute: Number(clock?.[2] ?? 0),
    second: leapless(Number(clock?.[3] ?? 0)),
    millisecond: millisecondsOf(clock?.[4] ?? ''),
    offsetMinutes,
  };
}

/** RFC 2822, section 4.3: two digits below 50 are of this century, three count from 1900. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length >= 4) return year;
  return digits.length === 2 && year < 50 ? 2000 + year : 1900 + year;
}

function hourOf(clock: RegExpExecArray | null): number {
  const hour = Number(clock?.[1] ?? 0);
  const half = fold(clock?.[5] ?? '');
  if (half === '') return hour;
  const isAfternoon = /^p|^م/.test(half);
  if (hour < 1 || hour > 12) return isAfternoon ? hour : 99;
  return (hour % 12) + (isAfternoon ? 12 : 0);
}

function millisecondsOf(fraction: string): number {
  return Number(fraction.slice(0, 3).padEnd(3, '0'));
}

/** A leap second is the last second of its minute to us. */
function leapless(second: number): number {
  return second === 60 ? 59 : second;
}

const MONTHS: readonly string[] = [
  'january jan يناير جانفي كانون_الثاني جنوري',
  'february feb فبراير فيفري شباط',
  'march mar مارس آذار اذار',
  'april apr أبريل ابريل إبريل أفريل نيسان',
  'may مايو ماي أيار ايار',
  'june jun يونيو يونيه جوان حزيران',
  'july jul يوليو يوليه جويلية تموز',
  'august aug أغسطس اغسطس أوت آب',
  'september sep sept سبتمبر أيلول ايلول شتنبر',
  'october oct أكتوبر اكتوبر تشرين_الأول تشرين_الاول',
  'november nov نوفمبر تشرين_الثاني نونبر',
  'december dec ديسمبر دجنبر كانون_الأول كانون_الاول',
];
const MONTH_NUMBERS: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) => names.split(' ').map((name): [string, number] => [fold(name.replace('_', ' ')), index + 1])),
);

/** One month, in one word or two («تشرين الثاني»); more than one is no date. «24 نوفمبر/تشرين الثاني» says the same month twice. */
function monthIn(words: readonly string[]): number | null {
  const found = new Set<number>();
  for (const [at, word] of words.entries()) {
    const name = fold(word.replace(/\./g, ''));
    const month = MONTH_NUMBERS.get(`${name} ${fold(words[at + 1] ?? '')}`) ?? MONTH_NUMBERS.get(name);
    if (month !== undefined) found.add(month);
  }
  const [month] = found;
  return found.size === 1 && month !== undefined ? month : null;
}

/** Hours east of Greenwich: those of RFC 822, and the names that feeds write. Names that mean several zones (IST, CST beside the American one) are left out or RFC 822's. */
const ZONES: ReadonlyMap<string, number> = new Map(
  Object.entries({
    Z: 0,
    UT: 0,
    UTC: 0,
    GMT: 0,
    WET: 0,
    WEST: 1,
    BST: 1,
    CET: 1,
    CEST: 2,
    MEZ: 1,
    MESZ: 2,
    EET: 2,
    EEST: 3,
    MSK: 3,
    AST: 3,
    TRT: 3,
    GST: 4,
    PKT: 5,
    EST: -5,
    EDT: -4,
    CST: -6,
    CDT: -5,
    MST: -7,
    MDT: -6,
    PST: -8,
    PDT: -7,
    AKST: -9,
    AKDT: -8,
    HST: -10,
    JST: 9,
    KST: 9,
    HKT: 8,
    SGT: 8,
    AWST: 8,
    AEST: 10,
    AEDT: 11,
    NZST: 12,
    NZDT: 13,
  }),
);

/** Minutes; undefined for what is no zone. */
function offsetOf(zone: string): number | undefined {
  const bare = zone.replace(/\s*\([^)]*\)\s*$/, '').trim();
  const named = ZONES.get(bare.toUpperCase());
  if (named !== undefined) return named * 60;
  const match = /^(?:GMT|UTC|UT)?\s?([+-])(\d{1,2}):?(\d{2})?$/i.exec(bare);
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  if (minutes > 15 * 60) return undefined;
  return match[1] === '-' ? -minutes : minutes;
}
