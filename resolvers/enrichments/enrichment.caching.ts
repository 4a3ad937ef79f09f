/** How the enrichments subgraph's answers may be kept, and which of them a change makes wrong. */
import type { SubgraphCaching } from '../../src/subgraph/definition.ts';
import { entities, idsIn, named } from '../shared/changed-tags.ts';

export const enrichmentsCaching: SubgraphCaching = {
  public: true,
  vary: ['accept-language'],
  tagsOf(change) {
    switch (change.topic) {
      case 'enrichment.finished':
      case 'enrichment.failed':
        return articles([change.subjectId]);
      case 'enrichment.requested':
      case 'enrichment.dropped':
      case 'enrichment.forgotten':
      case 'related.changed':
        return articles(idsIn(change, 'articleIds'));
      case 'story.created':
      case 'story.changed':
      case 'story.removed':
        return [
          ...entities('enrichments', 'Story', [change.subjectId]),
          ...named('story', [change.subjectId]),
          'stories',
          ...articles([...idsIn(change, 'articleIds'), ...idsIn(change, 'memberIds')]),
        ];
      default:
        return [];
    }
  },
};

/** What was made of them, what is like them, and the story they belong to. */
function articles(ids: readonly string[]): string[] {
  const distinct = [...new Set(ids)];
  return [...entities('enrichments', 'Article', distinct), ...named('enrichments', distinct)];
}
