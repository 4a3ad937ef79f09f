/** Filters of a search, over `search_documents as d`. */
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../database.ts';
import { languagesOf, membershipOf } from '../../membership.ts';
import { isAmong } from '../../parameters.ts';
import type { SearchFilter } from './search.record.ts';

export function filterConditions(db: Reader, filter: SearchFilter | null): readonly RawBuilder<boolean>[] {
  if (filter === null) return [];
  return [
    ...membershipOf(db, 'd.source_id', filter.sources),
    ...languagesOf(db, { tag: 'd.language', primary: 'd.primary_language' }, filter.languages),
    ...topicConditions(db, 'd.article_id', filter.topics),
    ...timeConditions('d.published_at', filter.published),
  ];
}

export function timeConditions(column: string, published: SearchFilter['published']): readonly RawBuilder<boolean>[] {
  return [
    ...(published?.from == null ? [] : [sql<boolean>`${sql.ref(column)} >= ${published.from}`]),
    ...(published?.to == null ? [] : [sql<boolean>`${sql.ref(column)} < ${published.to}`]),
  ];
}

/** An article has a topic where one of the given codes is among its own. */
export function topicConditions(db: Reader, articleId: string, topics: SearchFilter['topics']): readonly RawBuilder<boolean>[] {
  const having = (codes: readonly string[]) =>
    sql<boolean>`exists (select 1 from article_topics as t where t.article_id = ${sql.ref(articleId)} and ${isAmong(db, 't.code', codes)})`;
  return [
    ...(topics?.in == null ? [] : [having(topics.in)]),
    ...(topics?.notIn == null ? [] : [sql<boolean>`not ${having(topics.notIn)}`]),
  ];
}
