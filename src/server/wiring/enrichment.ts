/** The enrichment worker with its port to the articles, and what it says to the log. */
import type { Clock } from '../../clock/clock.ts';
import type { Config } from '../../config/config.ts';
import type { Database } from '../../data/database.ts';
import type { ArticleText } from '../../enrichment/engine/article-text.ts';
import { startEnrichmentWorker as start, type EnrichmentWorker } from '../../enrichment/enrichment-worker.ts';
import type { EventFeed } from '../../events/event-feed.ts';
import type { Logger } from '../../telemetry/logger.ts';

export interface EnrichmentWiring {
  readonly config: Pick<Config, 'enrichmentThreads'>;
  readonly database: Database;
  readonly feed: EventFeed;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Where jobs are worked: here, or in `newsgraph worker` processes where QUEUE_URL is set. Stops with `closing`. */
export function enrichHere(
  { config, ...wiring }: Omit<EnrichmentWiring, 'config'> & { readonly config: Pick<Config, 'enrichmentThreads' | 'queueUrl'> },
  closing: AsyncDisposableStack,
): void {
  if (config.queueUrl !== null || config.enrichmentThreads === 0) return;
  const worker = startEnrichment({ config, ...wiring });
  closing.defer(() => worker.stop());
}

export function startEnrichment({ config, database, feed, clock, log }: EnrichmentWiring): EnrichmentWorker {
  return start({
    database,
    feed,
    clock,
    threads: config.enrichmentThreads,
    articleTexts: (ids) => articleTexts(database, ids),
    onFault: (error, doing) => log.error({ err: error, doing }, 'the enrichment worker met a fault and goes on'),
  });
}

async function articleTexts(database: Database, ids: readonly string[]): Promise<ReadonlyMap<string, ArticleText>> {
  const texts = new Map<string, ArticleText>();
  for (const { head, body } of await database.query('articles.whole', ids)) {
    if (head.state === 'REMOVED') continue;
    const { id, title, standfirst, language, section, tags, publishedAt } = head;
    texts.set(id, { articleId: id, title, standfirst, language, section, tags, publishedAt, blocks: body.blocks });
  }
  return texts;
}
