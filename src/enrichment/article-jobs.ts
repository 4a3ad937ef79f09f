/** What is written becomes jobs: a consumer of the outbox with a stored cursor, so that each article is met at least once by one process. */
import type { Database } from '../data/database.ts';
import type { JobKey } from '../data/enrichments/enrichment.writes.ts';
import { outdatedArticles } from '../data/enrichments/enrichment-versions.queries.ts';
import type { Consumer } from '../events/event-feed.ts';
import { type ArticleTexts, MAX_TEXTS } from './article-texts.ts';
import { ENGINE_VERSION } from './engine/engine-version.ts';
import type { EnrichmentPool } from './enrichment-pool.ts';

/** Copied to the thread at once: well under a millisecond's work. */
const HASHED_AT_ONCE = 8;

export interface ArticleJobsOptions {
  readonly database: Database;
  readonly articleTexts: ArticleTexts;
  readonly pool: EnrichmentPool;
  /** Waited for before each hundred articles are read: while others need the processors more. */
  readonly giveWay: () => Promise<void>;
  /** Told after each batch of events whose jobs are stored. */
  readonly onAsked: () => void;
}

export class ArticleJobs implements Consumer {
  readonly name = 'enrichments';
  readonly topics = ['article.written'];
  private readonly options: ArticleJobsOptions;

  constructor(options: ArticleJobsOptions) {
    this.options = options;
  }

  /** What another version of the engine made is made again; its events may be pruned long since. Rejects at a fault, for the next call to go on. */
  async askForOutdated(signal: AbortSignal): Promise<void> {
    let after = '';
    while (!signal.aborted) {
      const articleIds = await outdatedArticles(this.options.database, ENGINE_VERSION, after, MAX_TEXTS);
      if (articleIds.length === 0) return;
      await this.ask(articleIds);
      after = articleIds.at(-1)!;
    }
  }

  async onEvents(events: readonly { readonly subjectId: string }[]): Promise<void> {
    const written = [...new Set(events.map((event) => event.subjectId))];
    for (let from = 0; from < written.length; from += MAX_TEXTS) await this.ask(written.slice(from, from + MAX_TEXTS));
    this.options.onAsked();
  }

  /** A job for each article by its text as it is now. What was made of one that is gone goes as well. */
  private async ask(articleIds: readonly string[]): Promise<void> {
    const { database, articleTexts, pool, giveWay } = this.options;
    await giveWay();
    const texts = await articleTexts(articleIds);
    const articles = articleIds.flatMap((id) => texts.get(id) ?? []);
    const gone = articleIds.filter((id) => !texts.has(id));
    if (gone.length > 0) {
      await database.write('enrichments.forget', { articleIds: gone });
      await pool.forget(gone);
    }
    if (articles.length === 0) return;
    const jobs: JobKey[] = [];
    // A few at a time: this thread may answer requests, and an ingest brings hundreds of articles at once.
    for (let from = 0; from < articles.length; from += HASHED_AT_ONCE) {
      const part = articles.slice(from, from + HASHED_AT_ONCE);
      const hashes = await pool.hash(part);
      jobs.push(...part.map(({ articleId }, i) => ({ articleId, inputHash: hashes[i]!, engineVersion: ENGINE_VERSION })));
    }
    await database.write('enrichments.enqueueMany', { jobs });
  }
}
