/** The articles of a feed that is in memory: what `newsgraph ingest` and the poller do alike. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../data/database.ts';
import { sourcesByDomains, sourcesByIds } from '../data/sources/source.queries.ts';
import { ArticleWriter } from './article-writer.ts';
import type { Reading } from './candidate.ts';
import type { Feed } from './feed.ts';
import { judge } from './judge.ts';
import type { IngestCounts, IngestReport } from './report.ts';

export interface FeedArticlesOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** Whose articles they are, where somebody said so; found out from the feed otherwise. */
  readonly sourceId?: string | null;
}

export interface FeedArticles extends IngestCounts {
  readonly reasons: IngestReport['reasons'];
  /** Whose the articles are; null where none was stored. */
  readonly sourceId: string | null;
}

/** Items judged in one go: about 5 ms of the event loop, which requests may share. */
const ITEMS_PER_TURN = 10;

/** Stores the feed's articles in batches. @throws DatabaseFault */
export async function storeFeedArticles(feed: Feed, { database, clock, sourceId = null }: FeedArticlesOptions): Promise<FeedArticles> {
  const writer = new ArticleWriter(database);
  let storedUnder: string | null = null;
  let items = 0;
  for await (const reading of feedReadings(feed, database, sourceId)) {
    const outcome = reading.kind === 'candidate' ? judge(reading.candidate, clock.now()) : reading.code;
    if (typeof outcome === 'string') writer.reject(outcome);
    else if (reading.kind === 'candidate') {
      await writer.add(outcome, reading.candidate.source.record);
      storedUnder = outcome.sourceId;
    }
    if (++items % ITEMS_PER_TURN === 0) await nextTurn();
  }
  await writer.finish();
  return { ...writer.counts, reasons: writer.reasons, sourceId: storedUnder };
}

export async function* feedReadings(feed: Feed, database: Database, sourceId: string | null = null): AsyncGenerator<Reading> {
  for (let item = 0; item < feed.brokenCount; item++) yield { kind: 'rejected', code: 'BROKEN_ITEM' };
  const [given] = sourceId === null ? [null] : await sourcesByIds(database, [sourceId]);
  // A publisher that is there already, with a name somebody chose for it, is not made a second time from its feed.
  const [known] = given || feed.source === null ? [given] : await sourcesByDomains(database, feed.source.domains);
  const record = known ?? feed.source;
  if (record === null) {
    for (let item = 0; item < feed.itemCount; item++) yield { kind: 'rejected', code: 'UNKNOWN_SOURCE' };
    return;
  }
  for (const candidate of feed.candidates({ record, ignoredParameters: [], boilerplate: [] })) yield { kind: 'candidate', candidate };
}
