/** How the sources subgraph turns representations into entities. */
import { batchedReference, keyString } from '../../src/subgraph/reference.ts';
import type { SourcesContext } from './source.context.ts';

export const sourceReference = batchedReference(
  (representation) => keyString(representation, 'id'),
  (ids, context: SourcesContext) => Promise.all(ids.map((id) => context.sources.byId.load(id))),
);

export const feedReference = batchedReference(
  (representation) => keyString(representation, 'id'),
  (ids, context: SourcesContext) => Promise.all(ids.map((id) => context.feeds.byId.load(id))),
);
