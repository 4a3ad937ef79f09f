/** What a search found, counted by publisher, language, topic and day. */
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../database.ts';
import { filterConditions } from './search-filter.ts';
import { matchedBy } from './run-search.ts';
import { MAX_CANDIDATES } from './search-rank.ts';
import { type FacetCount, type FacetRequest, MAX_FACET_VALUES, type SearchFacets } from './search.record.ts';

/** One statement beside those that find out what is matched. */
export async function searchFacets(db: Reader, request: FacetRequest): Promise<SearchFacets> {
  const matched = await matchedBy(db, request);
  if (matched === null) return { sources: [], languages: [], topics: [], dates: [] };
  const { match, language } = matched;
  const conditions = filterConditions(db, request.filter ?? null);
  const from: RawBuilder<unknown> =
    db.engine === 'sqlite'
      ? sql`article_index cross join search_documents as d where ${sql.join([sql`d.docid = article_index.rowid and article_index match ${match}`, ...conditions], sql` and `)} order by article_index.rowid desc`
      : sql`search_documents as d where ${sql.join([sql`${sql.ref(`d.${language.vector}`)} @@ ${match}::tsquery`, ...conditions], sql` and `)}`;
  const { rows } = await sql<{ facet: string; value: string | number; count: number }>`
    with found as materialized (select d.article_id, d.source_id, d.primary_language, d.published_at / ${sql.lit(DAY)} as day from ${from} limit ${MAX_CANDIDATES})
    select 'sources' as facet, source_id as value, count(*) as count from found group by source_id
    union all select 'languages', primary_language, count(*) from found group by primary_language
    union all select 'topics', t.code, count(*) from found join article_topics as t on t.article_id = found.article_id group by t.code
    union all select 'dates', cast(day as text), count(*) from found group by day`.execute(db.read);
  const of = (facet: string): readonly FacetCount[] =>
    rows
      .filter((row) => row.facet === facet)
      .map(({ value, count }) => ({ value: String(value), count }))
      .sort((left, right) => right.count - left.count || (left.value < right.value ? -1 : 1));
  return {
    sources: of('sources').slice(0, MAX_FACET_VALUES),
    languages: of('languages').slice(0, MAX_FACET_VALUES),
    topics: of('topics').slice(0, MAX_FACET_VALUES),
    dates: of('dates')
      .map(({ value, count }) => ({ value: new Date(Number(value) * DAY).toISOString().slice(0, 10), count }))
      .sort((left, right) => (left.value < right.value ? 1 : -1))
      .slice(0, MAX_FACET_VALUES),
  };
}

const DAY = 86_400_000;
