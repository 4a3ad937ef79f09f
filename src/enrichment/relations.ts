/** What the indexes know of an article: its related ones, those that may be of one story with it, and those that are nearly the same. */
import type { NearDuplicateRecord, StoryLink } from '../data/enrichments/stories/story.record.ts';
import { LINK_FROM, MAX_LINKS, STORY_WINDOW_MS } from '../data/enrichments/stories/story-rules.ts';
import type { ArticleVector } from './engine/vector.ts';
import type { Relations } from './enrichment-messages.ts';
import type { FingerprintIndex } from './fingerprint-index.ts';
import type { Neighbour, RelatedIndex } from './related-index.ts';

export interface RelationSettings {
  readonly relatedLimit: number;
  readonly relatedMinScore: number;
}

/** The nearest of all times are looked at for those of the last days. */
const NEIGHBOURS = 60;
/** Fingerprints that differ in so few bits are of one text, whatever else is known (G. Manku et al., 2007). */
const SAME_BITS = 3;
/** Up to so many differing bits a like vector decides: a reprint with another first sentence. */
const LIKE_BITS = 14;
const LIKE_COSINE = 0.8;
const MAX_DUPLICATES = 20;
/** Without a name in common two texts must be this alike to be of one story. */
const NAMELESS_LINK_FROM = 0.5;

export function relationsOf(
  articleId: string,
  vector: ArticleVector,
  index: RelatedIndex,
  fingerprints: FingerprintIndex,
  { relatedLimit, relatedMinScore }: RelationSettings,
): Relations {
  const neighbours = index.neighbours(vector, { limit: NEIGHBOURS, minScore: Math.min(relatedMinScore, LINK_FROM), except: articleId });
  return {
    related: neighbours
      .filter(({ score }) => score >= relatedMinScore)
      .slice(0, relatedLimit)
      .map(({ articleId: relatedId, score, reasons }) => ({ articleId, relatedId, score, reasons })),
    links: neighbours
      .filter(couldBeOneStory)
      .slice(0, MAX_LINKS)
      .map(({ articleId: linked, score }): StoryLink => ({ articleId: linked, score })),
    nearDuplicates: nearDuplicatesOf(articleId, vector, neighbours, index, fingerprints),
  };
}

function couldBeOneStory({ score, sharedNames, secondsApart }: Neighbour): boolean {
  return secondsApart * 1_000 <= STORY_WINDOW_MS && score >= (sharedNames > 0 ? LINK_FROM : NAMELESS_LINK_FROM);
}

/** Found by a shared quarter of the fingerprint, or by a like vector; most alike first. */
function nearDuplicatesOf(
  articleId: string,
  vector: ArticleVector,
  neighbours: readonly Neighbour[],
  index: RelatedIndex,
  fingerprints: FingerprintIndex,
): NearDuplicateRecord[] {
  const candidates = new Map<string, { readonly bits: number; readonly cosine: number }>();
  for (const { articleId: other, score } of neighbours) {
    if (score < LIKE_COSINE) break;
    const bits = fingerprints.distanceTo(other, vector.fingerprint);
    if (bits !== null) candidates.set(other, { bits, cosine: score });
  }
  for (const { articleId: other, distance } of fingerprints.near(vector.fingerprint, LIKE_BITS)) {
    if (other !== articleId && !candidates.has(other)) candidates.set(other, { bits: distance, cosine: index.likeness(vector, other) });
  }
  return [...candidates]
    .filter(([, { bits, cosine }]) => bits <= SAME_BITS || (bits <= LIKE_BITS && cosine >= LIKE_COSINE))
    .map(([duplicateId, { cosine }]): NearDuplicateRecord => ({ articleId, duplicateId, similarity: cosine }))
    .sort((a, b) => b.similarity - a.similarity || (a.duplicateId < b.duplicateId ? -1 : 1))
    .slice(0, MAX_DUPLICATES);
}
