/** Reads of feeds. Batched reads answer in the order of what was asked, `null` where there is none. */
import { sql } from 'kysely';
import { alignBy, groupBy } from '../../align.ts';
import type { Reader } from '../../database.ts';
import { type Keyset, pageOf, pageRows } from '../../keyset.ts';
import { and } from '../../membership.ts';
import type { Page, PageRequest } from '../../page.ts';
import { isAmong } from '../../parameters.ts';
import type { FeedRecord, FeedState } from './feed.record.ts';
import { feedOf, type FeedRow } from './feed.rows.ts';

/** What a cursor stands for. */
export interface FeedKey {
  readonly addedAt: number;
  readonly id: string;
}

export interface FeedFilter {
  readonly state?: FeedState | null | undefined;
}

export interface FeedPageArguments {
  readonly filter?: FeedFilter | null | undefined;
  readonly page: PageRequest<FeedKey>;
}

/** Feeds of one source that are answered at most. */
export const MAX_FEEDS_OF_SOURCE = 100;

export async function feedsByIds(db: Reader, ids: readonly string[]): Promise<readonly (FeedRecord | null)[]> {
  const { rows } = await sql<FeedRow>`select * from feeds where ${isAmong(db, 'id', ids)}`.execute(db.read);
  return alignBy(ids, rows.map(feedOf), (feed) => feed.id);
}

/** Of each source, in the order they were added, MAX_FEEDS_OF_SOURCE at most. */
export async function feedsBySources(db: Reader, sourceIds: readonly string[]): Promise<readonly (readonly FeedRecord[])[]> {
  const { rows } = await sql<FeedRow & { source_id: string }>`
    select * from (select feeds.*, row_number() over (partition by source_id order by added_at, id) as place from feeds where ${isAmong(db, 'source_id', sourceIds)}) as ranked
    where place <= ${sql.lit(MAX_FEEDS_OF_SOURCE)} order by source_id, added_at, id`.execute(db.read);
  return groupBy(sourceIds, rows, (row) => row.source_id).map((group) => group.map(feedOf));
}

/** Added last first. */
export async function feedPage(db: Reader, { filter, page }: FeedPageArguments): Promise<Page<FeedRecord>> {
  const found = pageOf(await pageRows(db, BY_ADDED, conditionOf(filter), page), BY_ADDED, page);
  return { ...found, rows: found.rows.map(feedOf) };
}

export async function feedCount(db: Reader, filter?: FeedFilter | null): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total from feeds as x where ${conditionOf(filter)}`.execute(db.read);
  return rows[0]!.total;
}

/** States that no feed is in are left out. */
export async function feedCountsByState(db: Reader): Promise<readonly { readonly state: FeedState; readonly count: number }[]> {
  const { rows } = await sql<{ state: FeedState; count: number }>`
    select state, count(*) as count from feeds group by state order by state`.execute(db.read);
  return rows;
}

/** Feeds whose time has come and that may be polled now, one of a host, the longest waiting first. They are not leased by this. */
export async function dueFeeds(db: Reader, now: number, limit: number): Promise<readonly { readonly id: string; readonly host: string }[]> {
  const { rows } = await sql<{ id: string; host: string }>`
    select feeds.id, feeds.host from feeds where next_fetch_at <= ${now} and lease_until <= ${now}
      and not exists (select 1 from feed_hosts where feed_hosts.host = feeds.host and busy_until > ${now})
    order by next_fetch_at, id limit ${DUE_WINDOW}`.execute(db.read);
  const first = new Map<string, { readonly id: string; readonly host: string }>();
  for (const row of rows) if (!first.has(row.host)) first.set(row.host, row);
  return [...first.values()].slice(0, limit);
}

/** Feeds whose time has come and that nobody polls: how many, and since when the longest waiting is due; null where none is. */
export async function feedBacklog(db: Reader, now: number): Promise<{ readonly due: number; readonly since: number | null }> {
  const { rows } = await sql<{ due: number; since: number | null }>`
    select count(*) as due, min(next_fetch_at) as since from feeds where next_fetch_at <= ${now} and lease_until <= ${now}`.execute(
    db.read,
  );
  return { due: Number(rows[0]!.due), since: rows[0]!.since };
}

/** Rows looked at for one answer: many feeds of one host must not hide the others for long. */
const DUE_WINDOW = 200;

const BY_ADDED: Keyset<FeedRow, FeedKey> = {
  table: 'feeds',
  columns: ['added_at', 'id'],
  descending: true,
  valuesOfKey: (key) => [key.addedAt, key.id],
  valuesOfRow: (row) => [row.added_at, row.id],
};

function conditionOf(filter: FeedFilter | null | undefined) {
  return and(filter?.state == null ? [] : [sql<boolean>`x.state = ${filter.state}`]);
}
