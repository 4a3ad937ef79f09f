/** Pages of articles: arguments checked, cursors read and written. */
import type { ArticleFilter as ArticleFilterQuery, ArticleKey, ArticlePageArguments } from '../../src/data/articles/article.queries.ts';
import type { ArticleHead } from '../../src/data/articles/article.record.ts';
import { connectionOf } from '../shared/connection.ts';
import type { Connection, RowPage } from '../shared/connection.ts';
import { pageOf } from '../shared/connection.args.ts';
import type { ConnectionArgs } from '../shared/connection.args.ts';
import { decodeCursor } from '../shared/cursor.ts';
import { checkedFilter } from '../shared/filter.input.ts';
import type { ArticlesContext } from './article.context.ts';
import type { ArticleOrder } from './article.enums.ts';
import type { ArticleFilter } from './article.input.ts';

/** Throws BAD_USER_INPUT naming the argument that is wrong. */
export function articlePageArguments(
  args: ConnectionArgs,
  filter: ArticleFilter | null | undefined,
  order: ArticleOrder,
): ArticlePageArguments {
  const keyFrom = (argument: string, cursor: string): ArticleKey => {
    const [publishedAt, id] = decodeCursor(argument, cursor, cursorOrder(order), ['number', 'string']) as [number, string];
    return { publishedAt, id };
  };
  return { filter: articleFilter(filter), order, page: pageOf(args, keyFrom) };
}

export function articleConnection(
  context: ArticlesContext,
  page: RowPage<ArticleHead>,
  order: ArticleOrder,
  totalCount: () => Promise<number>,
): Connection<ArticleHead> {
  return connectionOf(context, page, { order: cursorOrder(order), keyOf: (article) => [article.publishedAt, article.id] }, totalCount);
}

/** Checked. Throws BAD_USER_INPUT where a list is too long. */
export function articleFilter(filter: ArticleFilter | null | undefined): ArticleFilterQuery | null {
  if (!filter) return null;
  return {
    sources: checkedFilter('filter.sources', filter.sources),
    languages: checkedFilter('filter.languages', filter.languages),
    topics: checkedFilter('filter.topics', filter.topics),
    published: filter.published ?? null,
  };
}

function cursorOrder(order: ArticleOrder): string {
  return `articles:${order}`;
}
