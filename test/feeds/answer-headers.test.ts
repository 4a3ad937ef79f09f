import { describe, expect, it } from '@jest/globals';
import { maxAgeSeconds, retryAfterSeconds } from '../../src/feeds/answer-headers.ts';
import { feedAddress } from '../../src/feeds/feed-address.ts';

describe('retryAfterSeconds', () => {
  const now = Date.UTC(1994, 10, 6, 8, 48, 37);
  it.each([
    ['120', 120],
    [' 0 ', 0],
    // The three forms of RFC 9110, section 5.6.7.
    ['Sun, 06 Nov 1994 08:49:37 GMT', 60],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 60],
    ['Sun Nov  6 08:49:37 1994', 60],
    ['Sun, 06 Nov 1994 08:00:00 GMT', 0],
    ['-5', null],
    ['1.5', null],
    ['tomorrow', null],
    ['Sunday', null],
    ['99999999999999999999', null],
    ['', null],
    [null, null],
  ])('%j is %j', (value, seconds) => expect(retryAfterSeconds(value, now)).toBe(seconds));
});

describe('maxAgeSeconds', () => {
  it.each([
    ['max-age=600', null, 600],
    ['public,max-age="600"', null, 600],
    ['s-maxage=900', null, 0],
    ['max-age=600', '100', 500],
    ['max-age=600', '700', 0],
    ['max-age=600', 'x', 600],
    ['max-age=600, no-store', null, 0],
    ['max-age=-1', null, 0],
    [null, null, 0],
  ])('%j with age %j is %j', (cacheControl, age, seconds) => expect(maxAgeSeconds(cacheControl, age)).toBe(seconds));
});

describe('feedAddress', () => {
  it.each([
    ['http://10.1.2.3/feed', ['10.0.0.0/8'], 'ok'],
    ['http://10.1.2.3/feed', ['10.9.0.0/16'], 'private'],
    ['http://intranet/feed', ['10.0.0.0/8'], 'ok'],
    ['http://[fd00::1]/feed', ['fd00::/8'], 'ok'],
    ['http://feeds.example.:8080/feed', [], 'ok'],
    ['http://localhost./feed', [], 'private'],
    ['http://news.internal/feed', [], 'private'],
  ])('%s with %j: %s', (url, networks, outcome) => expect(feedAddress(url, networks).outcome).toBe(outcome));
});
