/** One line on a terminal that tells how far an ingest is. */
import type { IngestProgress } from '../ingest/ingest.ts';
import type { Stopwatch } from '../clock/stopwatch.ts';

const BAR_CELLS = 20;
const MIN_PAUSE_MS = 100;

export interface ProgressLine {
  update(progress: IngestProgress): void;
  /** Takes the line away. */
  end(): void;
}

/** @param out a terminal; elsewhere nothing should be drawn at all */
export function progressLine(out: { write(text: string): unknown; readonly columns?: number }, stopwatch: Stopwatch): ProgressLine {
  const started = stopwatch.elapsed();
  let drawnAt = Number.NEGATIVE_INFINITY;
  return {
    update(progress) {
      const now = stopwatch.elapsed();
      if (now - drawnAt < MIN_PAUSE_MS) return;
      drawnAt = now;
      // Longer than the terminal is wide, it would scroll instead of being drawn over.
      out.write(`\r\u001B[2K${progressText(progress, now - started).slice(0, Math.max(0, (out.columns ?? 80) - 1))}`);
    },
    end() {
      if (drawnAt !== Number.NEGATIVE_INFINITY) out.write('\r\u001B[2K');
    },
  };
}

export function progressText(progress: IngestProgress, milliseconds: number): string {
  const { inputsDone, inputs, new: added, updated, unchanged, rejected } = progress;
  const filled = Math.round((BAR_CELLS * inputsDone) / Math.max(1, inputs));
  const records = added + updated + unchanged + rejected;
  const rate = milliseconds > 0 ? Math.round((records * 1_000) / milliseconds) : 0;
  const bar = `${'█'.repeat(filled)}${'░'.repeat(BAR_CELLS - filled)}`;
  return `${bar} ${inputsDone}/${inputs} inputs  ${added} new, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected  ${rate}/s`;
}
