/** How the comments subgraph turns representations into entities. */
import { batchedReference, keyString } from '../../src/subgraph/reference.ts';
import type { CommentsContext } from './comment.context.ts';
import { visibleComment } from './comment.resolver.ts';

export const commentReference = batchedReference(
  (representation) => keyString(representation, 'id'),
  (ids, context: CommentsContext) => Promise.all(ids.map(async (id) => visibleComment(await context.comments.byId.load(id), context))),
);

/** An article without comments has no row here: every id is answered, the `articles` subgraph says whether it exists. */
export const articleReference = batchedReference(
  (representation) => ({ id: keyString(representation, 'id') }),
  async (stubs, _context: CommentsContext) => stubs,
);
