/** What is written becomes jobs: follows the outbox from where it stopped the last time. */
import type { Database } from '../data/database.ts';
import type { JobKey } from '../data/enrichments/enrichment.writes.ts';
import { outdatedArticles } from '../data/enrichments/enrichment-versions.queries.ts';
import { cursorOf, type OutboxEvent, tail } from '../events/outbox.ts';
import { type ArticleTexts, MAX_TEXTS } from './article-texts.ts';
import { ENGINE_VERSION } from './engine/provenance.ts';
import type { EnrichmentPool } from './enrichment-pool.ts';

export interface ArticleJobsOptions {
  readonly database: Database;
  readonly articleTexts: ArticleTexts;
  readonly pool: EnrichmentPool;
  readonly pollMs: number;
  /** Told after each batch of events whose jobs are stored. */
  readonly onAsked: () => void;
}

const CONSUMER = 'enrichments';
/** The cursor is stored at least this often; it holds back the pruning of the outbox. */
const CURSOR_STRIDE = 500;

export class ArticleJobs {
  private readonly options: ArticleJobsOptions;
  private storedCursor = 0;
  private position = 0;

  constructor(options: ArticleJobsOptions) {
    this.options = options;
  }

  /** Outbox position up to which all jobs are made. */
  get seen(): number {
    return this.position;
  }

  /** Until the signal aborts. Rejects at a fault; the events are still there, behind the cursor, for the next call. */
  async follow(signal: AbortSignal): Promise<void> {
    const { database, pollMs } = this.options;
    await this.askForOutdated(signal);
    this.position = this.storedCursor = (await cursorOf(database, CONSUMER)) ?? 0;
    await tail(database, { from: this.position, signal, pollMs, onEvents: (events) => this.onEvents(events) });
  }

  /** What another version of the engine made is made again; its events may be pruned long since. */
  private async askForOutdated(signal: AbortSignal): Promise<void> {
    let after = '';
    while (!signal.aborted) {
      const articleIds = await outdatedArticles(this.options.database, ENGINE_VERSION, after, MAX_TEXTS);
      if (articleIds.length === 0) return;
      await this.ask(articleIds);
      after = articleIds.at(-1)!;
    }
  }

  private async onEvents(events: readonly OutboxEvent[]): Promise<void> {
    const written = [...new Set(events.filter((event) => event.topic === 'article.written').map((event) => event.subjectId))];
    for (let from = 0; from < written.length; from += MAX_TEXTS) await this.ask(written.slice(from, from + MAX_TEXTS));
    const position = events.at(-1)!.position;
    if (written.length > 0 || position - this.storedCursor >= CURSOR_STRIDE) {
      await this.options.database.write('outbox.commitCursor', { consumer: CONSUMER, position });
      this.storedCursor = position;
    }
    this.position = position;
    this.options.onAsked();
  }

  /** A job for each article by its text as it is now. An article that is gone leaves the index. */
  private async ask(articleIds: readonly string[]): Promise<void> {
    const { database, articleTexts, pool } = this.options;
    const texts = await articleTexts(articleIds);
    const articles = articleIds.flatMap((id) => texts.get(id) ?? []);
    if (articles.length < articleIds.length) await pool.forget(articleIds.filter((id) => !texts.has(id)));
    if (articles.length === 0) return;
    const hashes = await pool.hash(articles);
    const jobs = articles.map(({ articleId }, i): JobKey => ({ articleId, inputHash: hashes[i]!, engineVersion: ENGINE_VERSION }));
    await database.write('enrichments.enqueueMany', { jobs });
  }
}
