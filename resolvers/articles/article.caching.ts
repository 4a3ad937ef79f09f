/** How the articles subgraph's answers may be kept, and which of them a change makes wrong. */
import type { SubgraphCaching } from '../../src/subgraph/definition.ts';
import { entities, idsIn, named } from '../shared/changed-tags.ts';

export const articlesCaching: SubgraphCaching = {
  public: true,
  vary: ['accept-language'],
  tagsOf(change) {
    switch (change.topic) {
      case 'article.written':
        return [
          ...entities('articles', 'Article', [change.subjectId]),
          ...named('article', [change.subjectId]),
          ...listsOf(idsIn(change, 'sourceIds')),
        ];
      case 'article.repeated':
        return ['article:'];
      case 'search.indexed':
        return ['article-lists'];
      case 'topics.learnt':
        return ['article-topics'];
      default:
        return [];
    }
  },
};

/** Lists of all articles, and those of the publishers. */
function listsOf(sourceIds: readonly string[]): string[] {
  return ['article-lists', ...entities('articles', 'Source', sourceIds), ...named('source-articles', sourceIds)];
}
