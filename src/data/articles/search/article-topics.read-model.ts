/** What articles are about, as their enrichments tell it: the table that lists and searches filter by topic with. */
import { sql } from 'kysely';
import type { ReadModel } from '../../../events/read-model.ts';
import { type ArticleTopics, learnTopics } from './search-index.writes.ts';

export const articleTopics: ReadModel = {
  name: 'article_topics',
  topics: ['enrichment.finished'],
  async apply(context, events) {
    const articles = events.flatMap(({ subjectId, payload }) => {
      const topics = payload['topics'] as ArticleTopics['topics'] | undefined;
      // Engines before topics told of none.
      return topics === undefined ? [] : [{ articleId: subjectId, topics }];
    });
    await learnTopics(context, { articles });
  },
  async clear(context) {
    await sql`delete from article_topics`.execute(context.read);
    context.emit({ topic: 'topics.learnt', subjectId: 'all', payload: { articleIds: [] } });
  },
};
