/** The archive as it was ingested, read through the data layer. */
import type { Reader } from '../../src/data/database.ts';
import type { SearchableText } from './peers.ts';

/** Every article that readers can see, by id. */
export async function archiveTexts(database: Reader): Promise<readonly SearchableText[]> {
  const rows = await database.read
    .selectFrom('articles')
    .innerJoin('article_bodies', 'article_bodies.article_id', 'articles.id')
    .select(['articles.id', 'articles.title', 'articles.standfirst', 'article_bodies.text as body'])
    .where('articles.state', '<>', 'REMOVED')
    .orderBy('articles.id')
    .execute();
  return rows.map(({ id, title, standfirst, body }) => ({ id, title, standfirst: standfirst ?? '', body }));
}
