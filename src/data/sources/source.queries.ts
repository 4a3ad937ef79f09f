/** Reads of the sources domain. Batched reads answer in the order of what was asked, `null` where there is none. */
import { type RawBuilder, sql } from 'kysely';
import { alignBy } from '../align.ts';
import type { ImageRecord } from '../content.record.ts';
import type { Reader } from '../database.ts';
import { type Keyset, pageOf, pageRows } from '../keyset.ts';
import { and, languagesOf, type Membership, membershipOf } from '../membership.ts';
import type { Page, PageRequest } from '../page.ts';
import { isAmong } from '../parameters.ts';
import type { Tables } from '../tables.ts';
import type { SourceRecord } from './source.record.ts';

export interface SourceFilter {
  /** ISO 3166-1 alpha-2, upper case */
  readonly countries?: Membership | null | undefined;
  /** BCP 47 ranges: `ar` fits `ar-EG` */
  readonly languages?: Membership | null | undefined;
}

/** What a cursor stands for. */
export interface SourceKey {
  readonly slug: string;
}

export interface SourcePageArguments {
  readonly filter?: SourceFilter | null | undefined;
  readonly page: PageRequest<SourceKey>;
}

export async function sourcesByIds(db: Reader, ids: readonly string[]): Promise<readonly (SourceRecord | null)[]> {
  const { rows } = await sql<SourceRow>`select * from sources where ${isAmong(db, 'id', ids)}`.execute(db.read);
  return alignBy(ids, rows.map(sourceOf), (source) => source.id);
}

export async function sourcesBySlugs(db: Reader, slugs: readonly string[]): Promise<readonly (SourceRecord | null)[]> {
  const { rows } = await sql<SourceRow>`select * from sources where ${isAmong(db, 'slug', slugs)}`.execute(db.read);
  return alignBy(slugs, rows.map(sourceOf), (source) => source.slug);
}

/** By any of a source's domains, written without `www.` and in lower case. Where two sources name a domain, the first by slug. */
export async function sourcesByDomains(db: Reader, domains: readonly string[]): Promise<readonly (SourceRecord | null)[]> {
  const { rows } = await sql<SourceRow & { asked: string }>`
    select sources.*, source_domains.domain as asked from source_domains join sources on sources.id = source_domains.source_id
    where ${isAmong(db, 'source_domains.domain', domains)} order by sources.slug desc`.execute(db.read);
  return alignBy(domains, rows, (row) => row.asked).map((row) => (row === null ? null : sourceOf(row)));
}

/** In order of the slug. */
export async function sourcePage(db: Reader, { filter, page }: SourcePageArguments): Promise<Page<SourceRecord>> {
  const found = pageOf(await pageRows(db, BY_SLUG, conditionOf(db, filter), page), BY_SLUG, page);
  return { ...found, rows: found.rows.map(sourceOf) };
}

export async function sourceCount(db: Reader, filter?: SourceFilter | null): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total from sources as x where ${conditionOf(db, filter)}`.execute(
    db.read,
  );
  return rows[0]!.total;
}

type SourceRow = Tables['sources'];

const BY_SLUG: Keyset<SourceRow, SourceKey> = {
  table: 'sources',
  columns: ['slug'],
  descending: false,
  valuesOfKey: (key) => [key.slug],
  valuesOfRow: (row) => [row.slug],
};

function conditionOf(db: Reader, filter: SourceFilter | null | undefined): RawBuilder<boolean> {
  return and([...membershipOf(db, 'x.country', filter?.countries), ...languagesOf(db, { tag: 'x.language' }, filter?.languages)]);
}

function sourceOf(row: SourceRow): SourceRecord {
  return {
    id: row.id,
    slug: row.slug,
    names: JSON.parse(row.names) as Record<string, string>,
    descriptions: JSON.parse(row.descriptions) as Record<string, string>,
    domains: JSON.parse(row.domains) as string[],
    homepage: row.homepage,
    icon: row.icon === null ? null : (JSON.parse(row.icon) as ImageRecord),
    color: row.color,
    country: row.country,
    language: row.language,
  };
}
