/** How the enrichments subgraph turns representations into entities. */
import { badRepresentation, batchedReference, keyString } from '../../src/subgraph/reference.ts';
import type { Representation } from '../../src/subgraph/definition.ts';
import type { ArticleStub } from './article.resolver.ts';
import type { EnrichmentsContext } from './enrichment.context.ts';

/** Every id is answered: the `articles` subgraph says whether the article exists. */
export const articleReference = batchedReference(articleStub, async (stubs, _context: EnrichmentsContext) => stubs);

export const storyReference = batchedReference(
  (representation) => keyString(representation, 'id'),
  (ids, context: EnrichmentsContext) => Promise.all(ids.map((id) => context.enrichments.storyById.load(id))),
);

function articleStub(representation: Representation): ArticleStub {
  const id = keyString(representation, 'id');
  const { wordCount, language } = representation;
  if (wordCount === undefined && language === undefined) return { id };
  if (typeof wordCount !== 'number' || !Number.isSafeInteger(wordCount) || wordCount < 0) {
    throw badRepresentation(representation, '"wordCount" must be a whole number of 0 or more');
  }
  return { id, wordCount, language: keyString(representation, 'language') };
}
