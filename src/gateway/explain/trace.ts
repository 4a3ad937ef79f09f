/**
 * What one request tells of itself where it was asked to. Whoever asks makes a trace and sends it along with the request; the phases write into
 * it, and explain-run.ts reads it when the answer is there. An ordinary request has none: then each place that would write compares with undefined.
 */
import type { Stopwatch } from '../../clock/stopwatch.ts';
import type { SubgraphOperation, SubgraphResponse } from '../transport/subgraph-executor.ts';
import { fetchCache } from './cache-reasons.ts';
import type { CacheOutcome, FetchError, FetchRun, Phase, PhaseTime, Sent, SentRepresentations } from './explanation.ts';

export class Trace {
  readonly phases: PhaseTime[] = [];
  readonly fetches = new Map<SubgraphOperation, FetchRun>();
  /** Whether the document was known: parsed and validated before. Null until it was looked up. */
  operationCache: CacheOutcome | null = null;
  /** Whether a program was kept for it and the values of its conditions. */
  programCache: CacheOutcome | null = null;
  readonly #stopwatch: Stopwatch;
  readonly #made: number;
  #open: { readonly name: Phase; readonly start: number } | null = null;

  constructor(stopwatch: Stopwatch) {
    this.#stopwatch = stopwatch;
    this.#made = stopwatch.elapsed();
  }

  /** Milliseconds since the trace was made, to the microsecond. */
  elapsed(): number {
    return Math.round((this.#stopwatch.elapsed() - this.#made) * 1_000) / 1_000;
  }

  /** Ends the phase before, if one is open. */
  enter(name: Phase): void {
    this.leave();
    this.#open = { name, start: this.elapsed() };
  }

  leave(): void {
    if (this.#open) this.phases.push({ ...this.#open, milliseconds: since(this.#open.start, this.elapsed()) });
    this.#open = null;
  }

  /** The first look-up counts: the same request looks its document up again later on. */
  documentWas(outcome: CacheOutcome): void {
    this.operationCache ??= outcome;
  }

  notSent(operation: SubgraphOperation, because: string): void {
    this.fetches.set(operation, { state: 'not sent', because });
  }

  /** @returns what is to be called with the response, or with what the executor rejected with. */
  sent(operation: SubgraphOperation, representations: SentRepresentations | null) {
    const start = this.elapsed();
    const done = (end: number, result: Pick<Sent, 'state' | 'responseBytes' | 'errors' | 'cache'>): void =>
      void this.fetches.set(operation, { ...result, start, milliseconds: since(start, end), representations });
    return {
      answered: ({ data, errors = [], cache }: SubgraphResponse): void =>
        done(this.elapsed(), {
          state: 'answered',
          responseBytes: data ? Buffer.byteLength(JSON.stringify(data)) : null,
          errors: errors.map(toFetchError),
          cache: cache ? fetchCache(cache) : null,
        }),
      failed: (error: unknown): void =>
        done(this.elapsed(), { state: 'failed', responseBytes: null, errors: [toFetchError(error)], cache: null }),
    };
  }
}

function since(start: number, end: number): number {
  return Math.round((end - start) * 1_000) / 1_000;
}

function toFetchError(error: unknown): FetchError {
  if (typeof error !== 'object' || error === null) return { message: String(error) };
  const { message, path, extensions, code } = error as Partial<Record<'message' | 'path' | 'extensions' | 'code', unknown>>;
  const named = code ?? (extensions as Record<string, unknown> | undefined)?.['code'];
  return {
    message: String(message),
    ...(typeof named === 'string' && { code: named }),
    ...(Array.isArray(path) && { path: path as (string | number)[] }),
  };
}
