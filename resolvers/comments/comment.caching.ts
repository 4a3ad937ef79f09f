/** How the comments subgraph's answers may be kept, and which of them a change makes wrong. */
import type { SubgraphCaching } from '../../src/subgraph/definition.ts';
import { entities, idIn, idsIn, named } from '../shared/changed-tags.ts';

export const commentsCaching: SubgraphCaching = {
  public: true,
  vary: ['accept-language'],
  tagsOf(change) {
    switch (change.topic) {
      case 'comment.created':
      case 'comment.deleted': {
        // Its parent counts it; of a tombstone that went with it, the one above does.
        const comments = [
          ...new Set([change.subjectId, ...idIn(change, 'parentId'), ...idsIn(change, 'unlisted'), ...idIn(change, 'above')]),
        ];
        return [
          ...threadOf(idIn(change, 'articleId')),
          ...entities('comments', 'Comment', comments),
          ...named('comment', comments),
          'comment-threads',
        ];
      }
      case 'commenting.changed':
        return [...threadOf(idIn(change, 'articleId')), 'comment-permissions'];
      default:
        return [];
    }
  },
};

/** Everything below an article. */
function threadOf(articleIds: readonly string[]): string[] {
  return [...entities('comments', 'Article', articleIds), ...named('comments', articleIds)];
}
