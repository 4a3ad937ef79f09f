/** One poll of one feed: ask, read, store its articles, and say what was found. What follows from it is for schedule.ts. */
import type { Clock } from '../clock/clock.ts';
import { DatabaseFault } from '../data/database-fault.ts';
import type { Database } from '../data/database.ts';
import type { FeedKind, FeedRecord } from '../data/sources/feeds/feed.record.ts';
import { readFeed, type Feed } from '../ingest/feed.ts';
import { storeFeedArticles } from '../ingest/feed-articles.ts';
import type { Answer, Downloader } from '../ingest/fetch/download.ts';
import { openBody } from '../ingest/input.ts';
import { InputError } from '../ingest/report.ts';
import { maxAgeSeconds, retryAfterSeconds } from './answer-headers.ts';
import type { Found } from './found.ts';

export interface PollOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly downloader: Downloader;
  /** Ends the download at once. */
  readonly signal: AbortSignal;
  /** Told of what should not happen: a feed that our own code cannot bear. */
  readonly onFault: (error: unknown, doing: string) => void;
}

/** @throws DatabaseFault, and the signal's reason: neither is the feed's fault. */
export async function pollFeed(feed: FeedRecord, options: PollOptions): Promise<Found> {
  try {
    const answer = await options.downloader.ask(feed.url, { headers: conditions(feed), signal: options.signal });
    try {
      return await foundIn(answer, feed, options);
    } finally {
      answer.body.destroy();
    }
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof DatabaseFault) throw error;
    if (error instanceof InputError) return failed(null, error.code, error.message);
    options.onFault(error, `reading the feed ${feed.id}`);
    return failed(null, 'UNREADABLE', error instanceof Error ? error.message : String(error));
  }
}

function conditions({ etag, lastModified }: FeedRecord): Readonly<Record<string, string>> {
  return { ...(etag !== null && { 'if-none-match': etag }), ...(lastModified !== null && { 'if-modified-since': lastModified }) };
}

async function foundIn(answer: Answer, feed: FeedRecord, options: PollOptions): Promise<Found> {
  const { status } = answer;
  const stated = maxAgeSeconds(answer.header('cache-control'), answer.header('age'));
  const wasAsked = feed.etag !== null || feed.lastModified !== null;
  if (status === 304 && wasAsked) return { kind: 'not-modified', status, statedSeconds: stated };
  if (status < 200 || status > 299) return refusal(answer, options.clock.now());
  let read: Feed;
  try {
    read = await feedOf(answer);
  } catch (error) {
    if (error instanceof InputError && !options.signal.aborted) return failed(status, error.code, error.message);
    throw error;
  }
  const { sourceId, new: added, updated, unchanged, rejected } = await storeFeedArticles(read, { ...options, sourceId: feed.sourceId });
  const url = permanentAddress(answer, feed.url);
  return {
    kind: 'read',
    status,
    url,
    host: new URL(url).host,
    feedKind: KINDS[read.format],
    sourceId,
    etag: answer.header('etag'),
    lastModified: answer.header('last-modified'),
    statedSeconds: Math.max(stated, read.updateSeconds ?? 0),
    counts: { new: added, updated, unchanged, rejected },
  };
}

const KINDS: Readonly<Record<Feed['format'], FeedKind>> = { rss: 'RSS', rdf: 'RDF', atom: 'ATOM', json: 'JSON' };

function refusal(answer: Answer, now: number): Found {
  const { status } = answer;
  const code = status === 429 ? 'THROTTLED' : 'HTTP_STATUS';
  const wait = status === 429 || status === 503 ? retryAfterSeconds(answer.header('retry-after'), now) : null;
  return failed(status, code, `${answer.url} answered with status ${status}`, wait);
}

async function feedOf(answer: Answer): Promise<Feed> {
  const opened = await openBody(answer, answer.url);
  if (opened.kind === 'feed') return readFeed(opened.text, answer.url);
  throw new InputError('UNRECOGNISED_FORMAT', `${answer.url} sends JSON that is no feed`);
}

/** As far as redirects say that they are for good (301, 308); a temporary one ends the way. */
function permanentAddress(answer: Answer, from: string): string {
  let url = from;
  for (const [index, hop] of answer.hops.entries()) {
    if (hop.status !== 301 && hop.status !== 308) break;
    url = answer.hops[index + 1]?.url ?? answer.url;
  }
  return withoutFragment(url);
}

function withoutFragment(address: string): string {
  const url = new URL(address);
  url.hash = '';
  return url.href;
}

function failed(
  status: number | null,
  code: Extract<Found, { kind: 'failed' }>['code'],
  message: string,
  retryAfter: number | null = null,
): Found {
  return { kind: 'failed', status, code, message: message.slice(0, 400), retryAfterSeconds: retryAfter };
}
