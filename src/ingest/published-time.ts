/** Reads the times that feeds and archives write. */
import { writtenTime, type Civil, type WrittenTime } from './written-time.ts';

/** What feeds write; seconds or milliseconds since the epoch; or a pattern of yyyy MM dd HH mm ss. */
export type DateFormat = 'feed' | 'unix-seconds' | 'unix-milliseconds' | (string & {});

/**
 * @param format `feed`: whatever feeds and pages write (see written-time.ts), without a zone taken as in `zone`. A pattern: letters stand for digits, everything else for itself;
 *   hours, minutes and seconds may be left out
 * @param zone IANA name; what a time without a zone is in
 * @returns milliseconds since the epoch, or null where the text does not say a time that exists
 */
export function readTime(text: string, format: DateFormat, zone: string): number | null {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 100) return null;
  switch (format) {
    case 'unix-seconds':
      return /^\d{1,12}(\.\d+)?$/.test(trimmed) ? inRange(Math.round(Number(trimmed) * 1000)) : null;
    case 'unix-milliseconds':
      return /^\d{1,15}$/.test(trimmed) ? inRange(Number(trimmed)) : null;
    case 'feed': {
      const civil = writtenTime(trimmed);
      return civil === null ? null : civilTime(civil, zone);
    }
    default:
      return patternTime(trimmed, format, zone);
  }
}

/** True where `format` and `zone` can be read by: a map is checked before its first record. */
export function isDateFormat(format: string): boolean {
  if (format === 'feed' || format === 'unix-seconds' || format === 'unix-milliseconds') return true;
  return (
    format.includes('yyyy') && format.includes('MM') && format.includes('dd') && new Set(fieldsOf(format)).size === fieldsOf(format).length
  );
}

export function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    // RangeError is how Intl says that it knows no such zone.
    return false;
  }
}

/** In the zone that the text names, else in the one that is handed in. */
function civilTime(written: WrittenTime, zone: string): number | null {
  const local = zonedTime(written, written.offsetMinutes === null ? zone : 'UTC');
  return local === null || written.offsetMinutes === null ? local : inRange(local - written.offsetMinutes * 60_000);
}

const FIELDS = { yyyy: 'year', MM: 'month', dd: 'day', HH: 'hour', mm: 'minute', ss: 'second' } as const;
const FIELD = /yyyy|MM|dd|HH|mm|ss/g;
const compiled = new Map<string, RegExp>();

function fieldsOf(format: string): string[] {
  return format.match(FIELD) ?? [];
}

function patternTime(text: string, format: string, zone: string): number | null {
  let pattern = compiled.get(format);
  if (pattern === undefined) {
    const source = format
      .replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
      .replace(FIELD, (field) => `(?<${FIELDS[field as keyof typeof FIELDS]}>\\d{${field.length}})`);
    pattern = new RegExp(`^${source}$`);
    compiled.set(format, pattern);
  }
  const groups = pattern.exec(text)?.groups;
  if (groups === undefined) return null;
  const number = (name: string, fallback: number): number => (groups[name] === undefined ? fallback : Number(groups[name]));
  return zonedTime(
    {
      year: number('year', 1970),
      month: number('month', 1),
      day: number('day', 1),
      hour: number('hour', 0),
      minute: number('minute', 0),
      second: number('second', 0),
      millisecond: 0,
    },
    zone,
  );
}

function zonedTime(civil: Civil, zone: string): number | null {
  const utc = Date.UTC(civil.year, civil.month - 1, civil.day, civil.hour, civil.minute, civil.second, civil.millisecond);
  const back = new Date(utc);
  // 31 February, 25 o'clock, the year 26: Date.UTC rolls over, we do not.
  if (
    back.getUTCFullYear() !== civil.year ||
    back.getUTCMonth() !== civil.month - 1 ||
    back.getUTCDate() !== civil.day ||
    back.getUTCHours() !== civil.hour ||
    back.getUTCMinutes() !== civil.minute ||
    back.getUTCSeconds() !== civil.second
  )
    return null;
  // The offset an hour or so away may differ where clocks change; the second look is at the right moment.
  const first = utc - offsetAt(utc, zone);
  return inRange(utc - offsetAt(first, zone));
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
const QUARTER_MS = 15 * 60_000;

/** How far the zone is ahead of UTC at a moment, in milliseconds. Clocks change at quarter hours at the finest, so that is how long an answer holds. */
function offsetAt(time: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const quarter = Math.floor(time / QUARTER_MS) * QUARTER_MS;
  const key = `${zone} ${quarter}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  let formatter = formatters.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, formatter);
  }
  const part: Record<string, number> = {};
  for (const { type, value } of formatter.formatToParts(quarter)) part[type] = Number(value);
  const offset =
    Date.UTC(part['year'] ?? 0, (part['month'] ?? 1) - 1, part['day'] ?? 1, part['hour'] ?? 0, part['minute'] ?? 0, part['second'] ?? 0) -
    quarter;
  if (offsets.size >= 10_000) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/** From 1400 to 9999: beyond, a date is a mistake. */
function inRange(time: number): number | null {
  return time >= -17_987_443_200_000 && time < 253_402_300_800_000 ? time : null;
}
