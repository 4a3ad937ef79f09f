/** A clock that stands still until a test moves it. */
import type { Clock } from '../../src/clock/clock.ts';

export interface FakeClock extends Clock {
  advance(milliseconds: number): void;
  set(now: number): void;
}

/** Starts at 2026-11-01T12:00:00Z unless told (milliseconds since the Unix epoch). */
export function fakeClock(start: number = Date.UTC(2026, 10, 1, 12)): FakeClock {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds) => void (now += milliseconds),
    set: (time) => void (now = time),
  };
}
