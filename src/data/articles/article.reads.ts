/** Named reads of articles: many bodies at once take milliseconds on SQLite, so they are read beside the event loop. */
import type { Reader } from '../database.ts';
import { articleBodiesByIds, articlesByIds } from './article.queries.ts';
import type { ArticleBody, ArticleHead } from './article.record.ts';

export interface WholeArticle {
  readonly head: ArticleHead;
  readonly body: ArticleBody;
}

/** In the order of the ids; those that are gone, or have no body, are left out. Removed ones are there: their `state` says so. */
async function wholeArticles(db: Reader, ids: readonly string[]): Promise<readonly WholeArticle[]> {
  const [heads, bodies] = await Promise.all([articlesByIds(db, ids), articleBodiesByIds(db, ids)]);
  return heads.flatMap((head, i) => {
    const body = bodies[i] ?? null;
    return head === null || body === null ? [] : { head, body };
  });
}

export const articleReads = { 'articles.whole': wholeArticles };
