/** A page of a search as the connection resolves from it. */
import type { ArticleHead } from '../../src/data/articles/article.record.ts';
import { searchArticles } from '../../src/data/articles/search/search-articles.ts';
import { SearchQueryError } from '../../src/data/articles/search/search-query.ts';
import {
  type Highlight,
  MAX_DEPTH,
  type SearchFacets,
  type SearchHit,
  type SearchKey,
  type SearchRequest,
} from '../../src/data/articles/search/search.record.ts';
import { badUserInput } from '../shared/bad-user-input.ts';
import { decodeCursor, encodeCursor } from '../shared/cursor.ts';
import type { ArticlesContext } from './article.context.ts';

/** Statements: the search's own in one read; the articles; and, only where they are asked for, highlights and facets. */
export async function searchPage(context: ArticlesContext, request: SearchRequest) {
  const { hits, total, hasNextPage } = await named('query', searchArticles(context.database, request));
  context.nodes.take(hits.length);
  const found = await Promise.all(hits.map(async (hit) => ({ hit, node: await context.articles.byId.load(hit.articleId) })));
  // What was removed between the two reads is no hit any more.
  const shown = found.filter((one): one is { hit: SearchHit; node: ArticleHead } => one.node !== null);
  let highlights: Promise<ReadonlyMap<string, readonly Highlight[]>> | undefined;
  const highlightsOf = async (articleId: string) => {
    highlights ??= highlightsById(context, request, hits);
    return (await highlights).get(articleId) ?? [];
  };
  const order = searchCursor(request);
  const cursorOf = ({ score, publishedAt, articleId, depth }: SearchKey) => encodeCursor(order, [score, publishedAt, articleId, depth]);
  return {
    edges: () =>
      shown.map(({ hit, node }) => ({ cursor: cursorOf(hit), node, score: hit.score, highlights: () => highlightsOf(hit.articleId) })),
    nodes: shown.map(({ node }) => node),
    pageInfo: {
      hasNextPage,
      hasPreviousPage: request.after != null,
      startCursor: hits[0] === undefined ? null : cursorOf(hits[0]),
      endCursor: hits.length === 0 ? null : cursorOf(hits.at(-1)!),
    },
    totalCount: total,
    facets: async () => facetValues(await context.database.query('articles.searchFacets', request)),
  };
}

/** Throws BAD_USER_INPUT where it is no cursor of a search in this order. */
export function searchKey(cursor: string, request: Pick<SearchRequest, 'orderBy'>): SearchKey {
  const [score, publishedAt, articleId, depth] = decodeCursor('after', cursor, searchCursor(request), [
    'number',
    'number',
    'string',
    'number',
  ]) as [number, number, string, number];
  if (!Number.isSafeInteger(depth) || depth < 1 || depth > MAX_DEPTH)
    throw badUserInput('Argument "after" is not a cursor of this service.', 'after');
  return { score, publishedAt, articleId, depth };
}

/** A query that is too long is the client's to mend. */
export async function named<Answer>(argument: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof SearchQueryError) throw badUserInput(`Argument "${argument}": ${error.message}`, argument);
    throw error;
  }
}

async function highlightsById(
  context: ArticlesContext,
  { query, mode, searchIn }: SearchRequest,
  hits: readonly SearchHit[],
): Promise<ReadonlyMap<string, readonly Highlight[]>> {
  const articleIds = hits.map(({ articleId }) => articleId);
  const all = await context.database.query('articles.searchHighlights', { query, mode, searchIn, articleIds });
  return new Map(articleIds.map((id, index) => [id, all[index]!]));
}

function facetValues({ sources, languages, topics, dates }: SearchFacets) {
  return {
    sources: sources.map(({ value, count }) => ({ source: { id: value }, count })),
    languages: languages.map(({ value, count }) => ({ language: value, count })),
    topics: topics.map(({ value, count }) => ({ code: value, count })),
    dates: dates.map(({ value, count }) => ({ date: value, count })),
  };
}

const searchCursor = ({ orderBy }: Pick<SearchRequest, 'orderBy'>): string => `search:${orderBy ?? 'RELEVANCE'}`;
