import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isDateFormat, isTimeZone, readTime } from '../../src/ingest/published-time.ts';

const iso = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

describe('readTime', () => {
  it.each([
    ['ISO 8601 in UTC', '2026-03-01T10:00:00Z', 'feed', 'UTC', '2026-03-01T10:00:00.000Z'],
    ['ISO 8601 with an offset', '2026-03-01T10:00:00+03:00', 'feed', 'UTC', '2026-03-01T07:00:00.000Z'],
    ['ISO 8601 without a zone', '2026-03-01T10:00:00', 'feed', 'Asia/Riyadh', '2026-03-01T07:00:00.000Z'],
    ['a day', '2026-03-01', 'feed', 'UTC', '2026-03-01T00:00:00.000Z'],
    ['RFC 822', 'Tue, 03 Mar 2026 10:00:00 +0100', 'feed', 'UTC', '2026-03-03T09:00:00.000Z'],
    ['RFC 822 with a named zone', 'Tue, 01 Oct 2019 14:30:00 PST', 'feed', 'UTC', '2019-10-01T22:30:00.000Z'],
    ['RFC 822 without the day of the week', '07 Nov 2015 12:00:00 EST', 'feed', 'UTC', '2015-11-07T17:00:00.000Z'],
    ['RFC 822 without a zone', 'Tue, 03 Mar 2026 10:00:00', 'feed', 'Asia/Riyadh', '2026-03-03T07:00:00.000Z'],
    ['RFC 822 without seconds, with a year of two digits', '07 Nov 15 12:00 EST', 'feed', 'UTC', '2015-11-07T17:00:00.000Z'],
    ['a year of two digits of the last century', '07 Nov 98 12:00 GMT', 'feed', 'UTC', '1998-11-07T12:00:00.000Z'],
    ['an hour of one digit', 'Sat, 31 Oct 2026 8:00 GMT', 'feed', 'UTC', '2026-10-31T08:00:00.000Z'],
    ['a leap second', 'Thu, 31 Dec 1998 23:59:60 GMT', 'feed', 'UTC', '1998-12-31T23:59:59.000Z'],
    ['an offset without a colon and milliseconds', '2021-11-01T10:52:50.123+0100', 'feed', 'UTC', '2021-11-01T09:52:50.123Z'],
    ['a named zone behind ISO 8601', '2026-11-24T10:00:00 EST', 'feed', 'UTC', '2026-11-24T15:00:00.000Z'],
    [
      'what JavaScript prints',
      'Fri Dec 06 2024 02:19:20 GMT+0200 (Eastern European Standard Time)',
      'feed',
      'UTC',
      '2024-12-06T00:19:20.000Z',
    ],
    ['what Unix prints', 'Tue Nov 24 10:00:00 UTC 2026', 'feed', 'UTC', '2026-11-24T10:00:00.000Z'],
    ['English words', 'November 24th, 2026 at 3:05 p.m.', 'feed', 'UTC', '2026-11-24T15:05:00.000Z'],
    ['midnight of twelve hours', '24 Nov 2026 12:10 AM', 'feed', 'UTC', '2026-11-24T00:10:00.000Z'],
    ['Arabic words', '24 نوفمبر 2026', 'feed', 'Asia/Riyadh', '2026-11-23T21:00:00.000Z'],
    ['Arabic digits and the names of the Levant', 'الثلاثاء ٢٤ تشرين الثاني ٢٠٢٦ - ١٠:٣٠ م', 'feed', 'UTC', '2026-11-24T22:30:00.000Z'],
    ['both names of a month', '24 نوفمبر/تشرين الثاني 2026', 'feed', 'UTC', '2026-11-24T00:00:00.000Z'],
    ['the names of the Maghreb', '3 جويلية 2026', 'feed', 'UTC', '2026-07-03T00:00:00.000Z'],
    ['seconds', '1772359200', 'unix-seconds', 'UTC', '2026-03-01T10:00:00.000Z'],
    ['milliseconds', '1772359200000', 'unix-milliseconds', 'UTC', '2026-03-01T10:00:00.000Z'],
    ['a pattern in a zone', '2015-07-21 02:51:32', 'yyyy-MM-dd HH:mm:ss', 'Asia/Riyadh', '2015-07-20T23:51:32.000Z'],
    ['another pattern', '21/07/2015', 'dd/MM/yyyy', 'UTC', '2015-07-21T00:00:00.000Z'],
    ['summer time', '2026-07-01 12:00', 'yyyy-MM-dd HH:mm', 'Europe/Berlin', '2026-07-01T10:00:00.000Z'],
    ['an hour that does not exist is the one after', '2026-03-29 02:30', 'yyyy-MM-dd HH:mm', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ])('%s', (_, text, format, zone, expected) => {
    expect(iso(readTime(text, format, zone))).toBe(expected);
  });

  it.each([
    ['', 'feed'],
    ['yesterday', 'feed'],
    ['2026-02-31', 'feed'],
    ['2026-13-01 00:00:00', 'yyyy-MM-dd HH:mm:ss'],
    ['2026-01-01 25:00:00', 'yyyy-MM-dd HH:mm:ss'],
    ['2026-01-01', 'yyyy-MM-dd HH:mm:ss'],
    ['12x', 'unix-seconds'],
    ['0001-01-01T00:00:00Z', 'feed'],
    ['9'.repeat(200), 'feed'],
    ['03/04/2026', 'feed'],
    ['24 juin 2026', 'feed'],
    ['24 November', 'feed'],
    ['24 25 November 2026', 'feed'],
    ['Mon, 9 Nov 2026 25:00:00 GMT', 'feed'],
    ['9 Nov 2026 13:00 PM extra 7', 'feed'],
    ['15 رمضان 1447', 'feed'],
    ['1447/09/15 هـ', 'feed'],
    ['1447-09-15', 'feed'],
  ])('%p as %s is no time', (text, format) => {
    expect(readTime(text, format, 'UTC')).toBeNull();
  });

  it('reads what the zone wrote', () => {
    const zones = ['UTC', 'Asia/Riyadh', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns', 'Africa/Casablanca'];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), fc.constantFrom(...zones), (seconds, zone) => {
        // Swedish writes ISO 8601. An hour that the clocks went through twice may come back as the other one.
        const written = new Date(seconds * 1000).toLocaleString('sv-SE', { timeZone: zone });
        const read = readTime(written, 'yyyy-MM-dd HH:mm:ss', zone);
        expect(read).not.toBeNull();
        expect(new Date(read!).toLocaleString('sv-SE', { timeZone: zone })).toBe(written);
      }),
      { numRuns: 500 },
    );
  });
});

describe('isDateFormat, isTimeZone', () => {
  it('say what a map may name', () => {
    expect(['feed', 'unix-seconds', 'yyyy-MM-dd', 'dd.MM.yyyy HH:mm'].every(isDateFormat)).toBe(true);
    expect(['', 'MM-dd', 'yyyy-MM', 'yyyy-MM-dd dd'].some(isDateFormat)).toBe(false);
    expect(isTimeZone('Asia/Riyadh')).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
  });
});
