/** The enrichment worker with its port to the articles, and what it says to the log. */
import type { Clock } from '../../clock/clock.ts';
import { setImmediate as turn } from 'node:timers/promises';
import type { Config } from '../../config/config.ts';
import { articleBodiesByIds, articleIdsAfter, articlesByIds } from '../../data/articles/article.queries.ts';
import type { Database } from '../../data/database.ts';
import type { PublishedText } from '../../enrichment/article-texts.ts';
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
    articleIds: (after, limit) => articleIdsAfter(database, after, limit),
    onFault: (error, doing) => log.error({ err: error, doing }, 'the enrichment worker met a fault and goes on'),
  });
}

/** SQLite reads on this thread: so many at a time hold those who serve beside it for a millisecond or two. */
const TEXTS_AT_ONCE = 8;

async function articleTexts(database: Database, ids: readonly string[]): Promise<ReadonlyMap<string, PublishedText>> {
  const texts = new Map<string, PublishedText>();
  for (let from = 0; from < ids.length; from += TEXTS_AT_ONCE) {
    if (from > 0) await turn();
    for (const text of await readTexts(database, ids.slice(from, from + TEXTS_AT_ONCE))) texts.set(text.articleId, text);
  }
  return texts;
}

async function readTexts(database: Database, ids: readonly string[]): Promise<readonly PublishedText[]> {
  const [heads, bodies] = await Promise.all([articlesByIds(database, ids), articleBodiesByIds(database, ids)]);
  return heads.flatMap((head, index) => {
    const body = bodies[index];
    if (head === null || body === null || body === undefined || head.state === 'REMOVED') return [];
    const { id, sourceId, title, standfirst, language, section, tags, publishedAt } = head;
    return [{ articleId: id, sourceId, title, standfirst, language, section, tags, publishedAt, blocks: body.blocks }];
  });
}
