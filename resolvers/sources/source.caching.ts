/** How the sources subgraph's answers may be kept, and which of them a change makes wrong. What feeds are doing is never kept. */
import type { SubgraphCaching } from '../../src/subgraph/definition.ts';
import { entities, named } from '../shared/changed-tags.ts';

export const sourcesCaching: SubgraphCaching = {
  public: true,
  vary: ['accept-language'],
  tagsOf({ topic, subjectId }) {
    if (topic !== 'source.written') return [];
    return [...entities('sources', 'Source', [subjectId]), ...named('source', [subjectId]), 'source-lists'];
  },
};
