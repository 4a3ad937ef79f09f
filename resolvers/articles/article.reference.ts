/** How the articles subgraph turns representations into entities. */
import { batchedReference, keyString } from '../../src/subgraph/reference.ts';
import type { ArticlesContext } from './article.context.ts';

export const articleReference = batchedReference(
  (representation) => keyString(representation, 'id'),
  (ids, context: ArticlesContext) => Promise.all(ids.map((id) => context.articles.byId.load(id))),
);

/** A publisher's articles need no row of the publisher: the `sources` subgraph says whether it exists. */
export const sourceReference = batchedReference(
  (representation) => ({ id: keyString(representation, 'id') }),
  async (stubs, _context: ArticlesContext) => stubs,
);
