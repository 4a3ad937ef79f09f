/** Pages of stories and of their articles: arguments checked, cursors read and written. */
import type { StoryArticleKey, StoryKey } from '../../src/data/enrichments/stories/story.queries.ts';
import type { StoryArticleRecord, StoryRecord } from '../../src/data/enrichments/stories/story.record.ts';
import { connectionOf } from '../shared/connection.ts';
import type { Connection, RowPage } from '../shared/connection.ts';
import { pageOf } from '../shared/connection.args.ts';
import type { ConnectionArgs, PageOf } from '../shared/connection.args.ts';
import { decodeCursor } from '../shared/cursor.ts';
import type { EnrichmentsContext } from './enrichment.context.ts';

const STORIES = 'stories:LAST_ARTICLE';
const ARTICLES = 'story-articles:NEWEST';

/** Throws BAD_USER_INPUT naming the argument that is wrong. */
export function storyPageArguments(args: ConnectionArgs): PageOf<StoryKey> {
  return pageOf(args, (argument, cursor) => {
    const [lastPublishedAt, id] = decodeCursor(argument, cursor, STORIES, ['number', 'string']) as [number, string];
    return { lastPublishedAt, id };
  });
}

/** Throws BAD_USER_INPUT naming the argument that is wrong. */
export function storyArticlePageArguments(args: ConnectionArgs): PageOf<StoryArticleKey> {
  return pageOf(args, (argument, cursor) => {
    const [publishedAt, id] = decodeCursor(argument, cursor, ARTICLES, ['number', 'string']) as [number, string];
    return { publishedAt, id };
  });
}

export function storyConnection(
  context: EnrichmentsContext,
  page: RowPage<StoryRecord>,
  totalCount: () => Promise<number>,
): Connection<StoryRecord> {
  return connectionOf(context, page, { order: STORIES, keyOf: (story) => [story.lastPublishedAt, story.id] }, totalCount);
}

/** The rows are the articles' stubs: what they need is the id. */
export function storyArticleConnection(
  context: EnrichmentsContext,
  page: RowPage<StoryArticleRecord>,
  totalCount: () => Promise<number>,
): Connection<StoryArticleRecord> {
  return connectionOf(context, page, { order: ARTICLES, keyOf: (article) => [article.publishedAt, article.id] }, totalCount);
}
