/** One run's entry in the diary that `ingestStatus` shows: begun, heard of every few seconds, ended however it ends. */
import type { Database } from '../data/database.ts';
import type { IngestCounts, IngestReport } from '../ingest/report.ts';

const NOTE_EACH_MS = 5_000;

export class IngestDiary {
  readonly #database: Database;
  readonly #id: string;
  readonly #notes: NodeJS.Timeout;
  #counts: IngestCounts = { new: 0, updated: 0, unchanged: 0, rejected: 0 };
  #noting: Promise<unknown> = Promise.resolve();

  private constructor(database: Database, id: string) {
    this.#database = database;
    this.#id = id;
    this.#notes = setInterval(() => this.#note(), NOTE_EACH_MS);
  }

  static async begin(database: Database, inputs: readonly string[]): Promise<IngestDiary> {
    const { id } = await database.write('ingest.startRun', { inputs });
    return new IngestDiary(database, id);
  }

  /** What the next word says. */
  set counts(counts: IngestCounts) {
    this.#counts = countsOf(counts);
  }

  async end(report: IngestReport): Promise<void> {
    await this.#silence();
    const { reasons, failures } = report;
    await this.#database.write('ingest.finishRun', { id: this.#id, counts: countsOf(report), reasons, inputsFailed: failures.length });
  }

  /** Of a run that was stopped or failed: with what was stored until then. Never rejects, for there is an error on its way already; the next run ends this one then. */
  async breakOff(): Promise<void> {
    await this.#silence();
    await this.#database
      .write('ingest.finishRun', { id: this.#id, counts: this.#counts, reasons: {}, inputsFailed: 0 })
      .catch(() => undefined);
  }

  #note(): void {
    // A database that fails is met by the ingest itself, which reports it.
    this.#noting = this.#database
      .write('ingest.noteRun', { id: this.#id, counts: this.#counts, reasons: {}, inputsFailed: 0 })
      .catch(() => undefined);
  }

  #silence(): Promise<unknown> {
    clearInterval(this.#notes);
    return this.#noting;
  }
}

function countsOf({ new: added, updated, unchanged, rejected }: IngestCounts): IngestCounts {
  return { new: added, updated, unchanged, rejected };
}
