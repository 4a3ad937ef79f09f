/** Stores drafts in batches and counts what became of each record. */
import { setImmediate as breath } from 'node:timers/promises';
import type { ArticleDuplicate } from '../data/articles/article-duplicates.write.ts';
import type { ArticleDraft } from '../data/articles/article.record.ts';
import type { UpsertInput } from '../data/articles/article.writes.ts';
import { prepareForIndex, type PreparedText } from '../data/articles/search/search-index.prepare.ts';
import type { Database } from '../data/database.ts';
import type { SourceRecord } from '../data/sources/source.record.ts';
import { BATCH_SIZE, MAX_REMEMBERED_ADDRESSES } from './bounds.ts';
import type { IngestCounts, IngestReport, RejectionCode } from './report.ts';

/** Articles. */
const BREATH_EACH = 2;

export class ArticleWriter {
  readonly #database: Database;
  readonly #onProgress: ((counts: IngestCounts) => void) | undefined;
  readonly #counts = { new: 0, updated: 0, unchanged: 0, rejected: 0 };
  readonly #reasons: Partial<Record<RejectionCode, number>> = {};
  /** Ids met in this run, oldest first. */
  readonly #met = new Set<string>();
  readonly #ensured = new Set<string>();
  #sources = new Map<string, SourceRecord>();
  #drafts: ArticleDraft[] = [];
  #prepared: PreparedText[] = [];
  #duplicates: ArticleDuplicate[] = [];
  /** The last batch that was handed over, done when all before it are; and the one before it. */
  #storing: Promise<void> = Promise.resolve();
  #storingBefore: Promise<void> = Promise.resolve();

  constructor(database: Database, onProgress?: (counts: IngestCounts) => void) {
    this.#database = database;
    this.#onProgress = onProgress;
  }

  get counts(): IngestCounts {
    return { ...this.#counts };
  }

  get reasons(): IngestReport['reasons'] {
    return { ...this.#reasons };
  }

  reject(code: RejectionCode): void {
    this.#counts.rejected++;
    this.#reasons[code] = (this.#reasons[code] ?? 0) + 1;
  }

  /** Rejects with the fault of an earlier batch. */
  async add(draft: ArticleDraft, source: SourceRecord): Promise<void> {
    if (this.#met.has(draft.id)) {
      this.reject('DUPLICATE');
      this.#duplicates.push({ articleId: draft.id, url: draft.url, contentHash: draft.contentHash });
      if (this.#duplicates.length >= BATCH_SIZE) await this.#flush();
      return;
    }
    this.#remember(draft.id);
    if (!this.#ensured.has(source.id)) this.#sources.set(source.id, source);
    this.#drafts.push(draft);
    // Here and not behind the call: the next batch is prepared while the database stores this one.
    this.#prepared.push(
      prepareForIndex(this.#database.engine, { title: draft.title, standfirst: draft.standfirst, body: draft.body.text }),
    );
    if (this.#drafts.length >= BATCH_SIZE) await this.#flush();
    // A batch is a dozen statements, each sent when this thread has heard the end of the last.
    else if (this.#drafts.length % BREATH_EACH === 0) await breath();
  }

  /** Waits until everything that was added is stored. */
  async flush(): Promise<void> {
    await this.#flush();
    await this.#storing;
  }

  /** The same, at the end. */
  finish(): Promise<void> {
    return this.flush();
  }

  /** One batch is stored, one may wait: what takes longer, reading or storing, changes from batch to batch, and neither is to stand still for the other. */
  async #flush(): Promise<void> {
    await this.#storingBefore;
    if (this.#drafts.length + this.#duplicates.length === 0) return;
    const drafts = this.#drafts;
    const prepared = this.#prepared;
    const duplicates = this.#duplicates;
    const sources = [...this.#sources.values()];
    this.#drafts = [];
    this.#prepared = [];
    this.#duplicates = [];
    this.#sources = new Map();
    this.#storingBefore = this.#storing;
    this.#storing = this.#storingBefore.then(() => this.#store({ drafts, prepared }, duplicates, sources));
    // Whoever awaits it next gets the fault, and those behind a batch that failed are not stored; until then it must not count as unhandled.
    this.#storing.catch(() => undefined);
  }

  async #store(batch: UpsertInput, duplicates: readonly ArticleDuplicate[], sources: readonly SourceRecord[]): Promise<void> {
    if (sources.length > 0) {
      await this.#database.write('sources.ensureMany', { sources });
      for (const { id } of sources) this.#ensured.add(id);
    }
    for (const { outcome } of await this.#database.write('articles.upsertMany', batch)) this.#counts[outcome]++;
    // Behind the articles: a repeat names one of them.
    if (duplicates.length > 0) await this.#database.write('articles.recordDuplicates', { duplicates });
    this.#onProgress?.(this.counts);
  }

  #remember(id: string): void {
    if (this.#met.size >= MAX_REMEMBERED_ADDRESSES) {
      const [oldest] = this.#met;
      if (oldest !== undefined) this.#met.delete(oldest);
    }
    this.#met.add(id);
  }
}
