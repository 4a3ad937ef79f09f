/** What passes through a map of the process is garbage afterwards, for the collections of the young generation too. */
import { describe, expect, it } from '@jest/globals';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { PassingMap } from '../../src/cache/passing-map.ts';

const AT_ONCE = 50;
const PASSING = 5_000;
const VALUE_BYTES = 8_000;

describe('a map through which entries pass', () => {
  it('has what was put in and not deleted, in order, however much has passed', () => {
    const map = new PassingMap<string, number>();
    for (let n = 0; n < 1_000; n += 1) {
      map.set(`k${n}`, n);
      if (n >= AT_ONCE) map.delete(`k${n - AT_ONCE}`);
      expect(map.size).toBe(Math.min(n + 1, AT_ONCE));
    }
    expect([...map]).toEqual(Array.from({ length: AT_ONCE }, (_, i) => [`k${950 + i}`, 950 + i]));
    expect([map.get('k999'), map.get('k949'), map.has('k950'), map.has('k949')]).toEqual([999, undefined, true, false]);
    map.delete('k949');
    expect(map.size).toBe(AT_ONCE);
  });

  it('can be emptied by who goes through it', () => {
    const map = new PassingMap<number, true>();
    for (let n = 0; n < 100; n += 1) map.set(n, true);
    const seen = [];
    for (const [n] of map) {
      seen.push(n);
      map.delete(n);
    }
    expect([seen, map.size]).toEqual([Array.from({ length: 100 }, (_, n) => n), 0]);
  });

  it('holds nothing of what has passed', () => {
    expect(bytesLeftBy(new PassingMap())).toBeLessThan((PASSING * VALUE_BYTES) / 10);
  });

  it('unlike a Map that has grown old', () => {
    // Where this fails, V8 lets go of old tables, and nobody needs this map any longer.
    expect(bytesLeftBy(new Map())).toBeGreaterThan((PASSING * VALUE_BYTES) / 2);
  });
});

/** Of what passed through, after collections of the young generation alone. */
function bytesLeftBy(map: PassingMap<string, number[]> | Map<string, number[]>): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: { type: 'minor' }) => void;
  const pass = (from: number, count: number): void => {
    for (let n = from; n < from + count; n += 1) {
      map.set(
        `k${n}`,
        Array.from({ length: VALUE_BYTES / 8 }, () => n),
      );
      map.delete(`k${n - AT_ONCE}`);
    }
  };
  pass(0, AT_ONCE);
  // It has become old.
  for (let age = 0; age < 3; age += 1) collect({ type: 'minor' });
  const before = process.memoryUsage().heapUsed;
  for (let n = AT_ONCE; n < AT_ONCE + PASSING; n += 500) {
    pass(n, 500);
    collect({ type: 'minor' });
  }
  return process.memoryUsage().heapUsed - before;
}
