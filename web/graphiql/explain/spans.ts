/** Where on a common axis each fetch stands: by time where the operation was run, by steps where it is only planned. */
import type { ExplainedFetch, PlannedFetch } from '../../../src/gateway/explain/explanation.ts';

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Axis {
  readonly length: number;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

/** Null where the fetch was not sent. */
export function timeSpan({ run }: ExplainedFetch): Span | null {
  return run.state === 'not sent' ? null : { start: run.start, end: run.start + run.milliseconds };
}

/** Which request after another it is: those of the first step wait for nothing. Stages follow each other. */
export function stepSpans(fetches: readonly PlannedFetch[]): Span[] {
  const ends = new Map<number, number>();
  let stage = 1;
  let before = 0;
  let longest = 0;
  return fetches.map((fetch) => {
    if (fetch.stage !== stage) {
      stage = fetch.stage;
      before = longest;
    }
    const start = Math.max(before, ...fetch.after.map((id) => ends.get(id) ?? 0));
    ends.set(fetch.id, start + 1);
    longest = Math.max(longest, start + 1);
    return { start, end: start + 1 };
  });
}

export function timeAxis(milliseconds: number): Axis {
  const step = niceStep(milliseconds / 4);
  const ticks = Array.from({ length: Math.floor(milliseconds / step) + 1 }, (_, i) => ({ at: i * step, label: formatTick(i * step) }));
  return { length: milliseconds, ticks: ticks.filter(({ at }) => at <= milliseconds * 0.85) };
}

export function stepAxis(spans: readonly Span[]): Axis {
  const length = Math.max(1, ...spans.map(({ end }) => end));
  return { length, ticks: Array.from({ length }, (_, i) => ({ at: i, label: `step ${i + 1}` })) };
}

/** 1, 2 or 5 times a power of ten. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1e-6)));
  return power * (([1, 2, 5] as const).find((factor) => factor * power >= least) ?? 10);
}

function formatTick(milliseconds: number): string {
  return milliseconds === 0 ? '0' : `${Number(milliseconds.toPrecision(3))} ms`;
}
