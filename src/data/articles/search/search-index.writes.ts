/** Writes of the search: what was stored before there was an index, and what is learned of other domains. */
import { sql } from 'kysely';
import { DatabaseFault } from '../../database-fault.ts';
import { exclusively } from '../../locks.ts';
import { emitArticles } from '../../many-changed.ts';
import { insertRows, isAmong } from '../../parameters.ts';
import type { Procedure } from '../../write-context.ts';
import { indexArticles } from './search-index.write.ts';

const MAX_BATCH = 500;

/**
 * Indexes the next articles that were stored before the index was made, in the order of their ids. Call it until `left` is false; broken off, it goes on
 * where it was. Articles that were written in the meantime are in the index already and are left alone. Emits `search.indexed` {articleIds}.
 */
const indexStored: Procedure<{ readonly limit: number }, { readonly indexed: number; readonly left: boolean }> = async (
  context,
  { limit },
) => {
  if (!(limit >= 1 && limit <= MAX_BATCH))
    throw new DatabaseFault('BAD_INPUT', `articles.indexStored takes 1 to ${MAX_BATCH} articles: limit is ${limit}.`);
  const progress = await sql<{ done_to: string }>`select done_to from search_backfill`.execute(context.read);
  if (progress.rows.length === 0) return { indexed: 0, left: false };
  await exclusively(context, 'articles');
  const { rows } = await sql<StoredArticle>`
    select a.id, a.source_id, a.language, a.primary_language, a.published_at, a.title, a.standfirst, a.state, b.text, d.docid
    from articles as a join article_bodies as b on b.article_id = a.id left join search_documents as d on d.article_id = a.id
    where a.id > (select max(done_to) from search_backfill) order by a.id limit ${limit}`.execute(context.read);
  const missing = rows.filter(({ docid, state }) => docid === null && state !== 'REMOVED');
  await indexArticles(
    context,
    missing.map((row) => ({
      id: row.id,
      sourceId: row.source_id,
      language: row.language,
      primaryLanguage: row.primary_language,
      publishedAt: row.published_at,
      title: row.title,
      standfirst: row.standfirst,
      body: row.text,
    })),
  );
  emitArticles(
    context,
    'search.indexed',
    missing.map(({ id }) => id),
  );
  const last = rows.at(-1);
  if (last === undefined) await sql`delete from search_backfill`.execute(context.read);
  else await sql`update search_backfill set done_to = ${last.id}`.execute(context.read);
  return { indexed: missing.length, left: last !== undefined };
};

interface StoredArticle {
  readonly id: string;
  readonly source_id: string;
  readonly language: string;
  readonly primary_language: string;
  readonly published_at: number;
  readonly title: string;
  readonly standfirst: string | null;
  readonly state: string;
  readonly text: string;
  readonly docid: number | null;
}

export interface ArticleTopics {
  readonly articleId: string;
  /** IPTC media topic codes, each once. */
  readonly topics: readonly { readonly code: string; readonly score: number }[];
}

const MAX_ARTICLES = 1_000;

/** Keeps what articles are about, as the enrichments found it (events `enrichment.finished`): each article's topics are replaced. Emits `topics.learnt` {articleIds}. */
export const learnTopics: Procedure<{ readonly articles: readonly ArticleTopics[] }, null> = async (context, { articles }) => {
  if (articles.length > MAX_ARTICLES)
    throw new DatabaseFault('BAD_INPUT', `articles.learnTopics takes ${MAX_ARTICLES} articles at most: articles has ${articles.length}.`);
  // Of one article told twice, the last counts.
  const latest = new Map(articles.map(({ articleId, topics }) => [articleId, new Map(topics.map(({ code, score }) => [code, score]))]));
  if (latest.size === 0) return null;
  await sql`delete from article_topics where ${isAmong(context, 'article_id', [...latest.keys()])}`.execute(context.read);
  const rows = [...latest].flatMap(([articleId, topics]) => [...topics].map(([code, score]) => ({ article_id: articleId, code, score })));
  if (rows.length > 0) await insertRows(context, 'article_topics', rows).execute(context.read);
  emitArticles(context, 'topics.learnt', latest.keys());
  return null;
};

export const searchWrites = { 'articles.indexStored': indexStored, 'articles.learnTopics': learnTopics };
