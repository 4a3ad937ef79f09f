/** How the platform subgraph's answers may be kept, and which of them a change makes wrong. */
import type { SubgraphCaching } from '../../src/subgraph/definition.ts';
import { entities, named } from '../shared/changed-tags.ts';

export const platformCaching: SubgraphCaching = {
  public: true,
  vary: ['accept-language'],
  tagsOf({ topic, subjectId }) {
    // What is known once stays known; before, `node` had nothing to answer.
    const births = BIRTHS.test(topic) ? [...named('node', [subjectId])] : [];
    return topic === 'user.written' ? [...births, ...entities('platform', 'User', [subjectId])] : births;
  },
};

const BIRTHS = /\.(?:written|created)$/;
