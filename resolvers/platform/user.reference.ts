/** How the platform subgraph turns representations into entities. */
import { batchedReference, keyString } from '../../src/subgraph/reference.ts';
import type { PlatformContext } from './platform.context.ts';

export const userReference = batchedReference(
  (representation) => keyString(representation, 'id'),
  (ids, context: PlatformContext) => Promise.all(ids.map((id) => context.users.byId.load(id))),
);
