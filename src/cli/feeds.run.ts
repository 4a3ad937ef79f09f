/** The `feeds` command at work: what editors do with feeds in the graph, for who has the database. Whoever polls hears of it as of an editor's change. */
import { systemClock } from '../clock/clock.ts';
import { readConfig } from '../config/config.ts';
import type { Database } from '../data/database.ts';
import { feedId } from '../data/ids.ts';
import { feedPage, type FeedKey } from '../data/sources/feeds/feed.queries.ts';
import type { FeedRecord } from '../data/sources/feeds/feed.record.ts';
import { feedAddress } from '../feeds/feed-address.ts';
import { openMigratedDatabase } from '../server/wiring/database.ts';
import { createLogger } from '../telemetry/logger.ts';
import type { ExitCode } from './failure.ts';

export type FeedsRequest =
  | { readonly kind: 'list'; readonly json: boolean }
  | { readonly kind: 'add'; readonly urls: readonly string[]; readonly sourceId: string | null }
  /** Names are ids or addresses. */
  | { readonly kind: 'pause' | 'resume'; readonly names: readonly string[] };

/** Ends with 1 where something was not done; the rest is. */
export async function runFeeds(request: FeedsRequest): Promise<ExitCode> {
  const config = readConfig();
  const { log } = createLogger({ level: 'silent' });
  const database = await openMigratedDatabase({ config, clock: systemClock, log });
  const refusals: string[] = [];
  try {
    if (request.kind === 'list') await list(database, request.json);
    else if (request.kind === 'add')
      for (const url of request.urls) refusals.push(...(await add(database, url, request.sourceId, config.fetchAllowedNetworks)));
    else for (const name of request.names) refusals.push(...(await change(database, request.kind, name)));
  } finally {
    await database.close();
  }
  for (const refusal of refusals) process.stderr.write(`newsgraph: ${refusal}\n`);
  return refusals.length > 0 ? 1 : 0;
}

/** Whose acts these are where acts are told apart by who repeats them. */
const OPERATOR = 'usr_operator';

/** @returns why it was not done; empty where it was, or was not needed. */
async function add(database: Database, raw: string, sourceId: string | null, allowedNetworks: readonly string[]): Promise<string[]> {
  const address = feedAddress(raw, allowedNetworks);
  if (address.outcome !== 'ok') return [`${raw.slice(0, 200)}: ${WRONG_ADDRESS[address.outcome]}`];
  const { url, host } = address;
  const added = await database.write('feeds.add', { url, host, sourceId, viewerId: OPERATOR, idempotencyKey: feedId(url) });
  switch (added.outcome) {
    case 'created':
      process.stdout.write(`${added.feed.id} is polled from now on: ${url}\n`);
      return [];
    case 'replayed':
    case 'exists':
      process.stdout.write(`${feedId(url)} is there already: ${url}\n`);
      return [];
    case 'sourceNotFound':
      return [`${url}: there is no source ${sourceId}.`];
    case 'conflict':
      return [`${url}: it was added before, as a feed of another source.`];
  }
}

const WRONG_ADDRESS = {
  tooLong: 'the address is too long.',
  invalid: 'it is no http or https address, or one with a password.',
  private: 'it is not on the public internet (FETCH_ALLOWED_NETWORKS lets others in).',
} as const;

async function change(database: Database, kind: 'pause' | 'resume', name: string): Promise<string[]> {
  const id = name.startsWith('fee_') ? name : feedId(URL.parse(name)?.href ?? name);
  const changed = await database.write(kind === 'pause' ? 'feeds.pause' : 'feeds.resume', { id });
  if (changed.outcome === 'notFound') return [`${name.slice(0, 200)}: there is no such feed.`];
  const { feed } = changed;
  process.stdout.write(`${feed.id} ${changed.outcome === 'unchanged' ? 'was already' : 'is now'} ${feed.state}: ${feed.url}\n`);
  return [];
}

const PAGE_SIZE = 100;

async function list(database: Database, json: boolean): Promise<void> {
  let last: FeedRecord | undefined;
  for (;;) {
    const after: FeedKey | null = last ? { addedAt: last.addedAt, id: last.id } : null;
    const { rows, hasNextPage } = await feedPage(database, { page: { first: PAGE_SIZE, after } });
    for (const feed of rows) process.stdout.write(json ? `${JSON.stringify(feed)}\n` : feedText(feed));
    last = rows.at(-1) ?? last;
    if (!hasNextPage) break;
  }
  if (last === undefined && !json) process.stdout.write('There are no feeds yet: newsgraph feeds add https://…\n');
}

function feedText({ id, state, url, lastSuccessAt, lastError }: FeedRecord): string {
  const read = lastSuccessAt === null ? 'never read' : `last read ${new Date(lastSuccessAt).toISOString()}`;
  return `${id} ${state.padEnd(7)} ${url}\n  ${read}${lastError === null ? '' : `; ${lastError.split('\n', 1)[0]}`}\n`;
}
