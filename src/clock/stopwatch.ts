/** Elapsed time, for durations only: monotonic, finer than a millisecond, unrelated to any date. */
export interface Stopwatch {
  /** Milliseconds since an arbitrary start, with fractions. */
  elapsed(): number;
}

export const systemStopwatch: Stopwatch = { elapsed: () => performance.now() };
