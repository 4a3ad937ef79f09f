/** Arguments for random operations: ids and names of what the database has. */
import type { TestDatabase } from '../testkit/database.ts';
import type { ValueFor } from './generate-operation.ts';

/** Arguments that find something, most of the time. */
export async function valuesOf({ database }: Pick<TestDatabase, 'database'>): Promise<ValueFor> {
  const articles = await database.read.selectFrom('articles').select(['id', 'slug', 'url']).orderBy('id').execute();
  const sources = await database.read.selectFrom('sources').select(['id', 'slug']).orderBy('id').execute();
  const comments = await database.read.selectFrom('comments').select('id').orderBy('id').execute();
  const users = await database.read.selectFrom('users').select('id').orderBy('id').execute();
  const feeds = await database.read.selectFrom('feeds').select('id').orderBy('id').execute();
  const ids = {
    article: articles.map(({ id }) => id),
    source: sources.map(({ id }) => id),
    comment: comments.map(({ id }) => id),
    user: users.map(({ id }) => id),
    feed: feeds.map(({ id }) => id),
  };
  return (coordinate, type, random) => {
    const argument = coordinate.split('.').at(-1);
    if (argument === 'first') return random.chance(0.9) ? random.between(1, 4) : random.between(-1, 101);
    if (argument === 'last' || argument === 'after' || argument === 'before') return random.chance(0.9) ? null : undefined;
    if (argument === 'locale') return random.pick(['ar', 'en', 'ar-EG', 'fr', null]);
    if (argument === 'chars' || argument === 'maxChars') return random.between(20, 300);
    if (argument === 'size') return random.between(16, 128);
    if (coordinate === 'Query.comment.id') return random.pick(ids.comment);
    if (coordinate === 'Query.feed.id') return random.chance(0.9) ? random.pick(ids.feed) : 'fee_00000000000000000000';
    if (coordinate === 'Query.node.id' || coordinate === 'Query.nodes.ids')
      return random.pick([
        ...random.pick([ids.article, ids.source, ids.comment, ids.user, ids.feed]),
        'art_00000000000000000000',
        'nonsense',
      ]);
    if (coordinate === 'ArticleBy.id') return random.chance(0.9) ? random.pick(ids.article) : 'art_00000000000000000000';
    if (coordinate === 'ArticleBy.slug') return random.pick(articles).slug;
    if (coordinate === 'ArticleBy.url') return random.pick(articles).url;
    if (coordinate === 'SourceBy.id') return random.pick(ids.source);
    if (coordinate === 'SourceBy.slug') return random.pick(sources).slug;
    if (coordinate === 'IDFilter.in' || coordinate === 'IDFilter.notIn') return random.pick(ids.source);
    if (type === 'Locale') return random.pick(['ar', 'en']);
    return undefined;
  };
}
