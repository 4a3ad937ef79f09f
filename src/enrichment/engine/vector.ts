/** An article as a vector of hashed stems, small enough to be kept for each: what related articles are found by. */
import { type ArticleText, textOfBlock } from './article-text.ts';
import { isGenericStem, isReportingStem } from './news-words.ts';
import { hash } from './hash.ts';
import { fingerprintOf } from './simhash.ts';
import { contentStems, termsOf } from './terms.ts';

/**
 * Stems are hashed to 32 bits and not folded into a few dimensions: into 256, as is usual for dense vectors, two texts without one word in common have a cosine of 0 ± 1/√256 = 0.06,
 * and the nearest of 18,685 strangers one of 0.25. At 32 bits strangers have 0. The weightiest 64 stems are kept: a record is 420 bytes at most, about what 256 dimensions and
 * the keywords would take.
 */
export const MAX_VECTOR_TERMS = 64;
export const MAX_VECTOR_KEYWORDS = 10;
export const MAX_VECTOR_ENTITIES = 8;
const FORMAT = 2;
const HEADER_BYTES = 20;

export interface ArticleVector {
  /** FNV-1a of the stems, ascending. */
  readonly terms: Uint32Array;
  /** Beside `terms`: 1 to 255, the largest being 255. */
  readonly weights: Uint8Array;
  /** Hashes of the keyword phrases' stems, ascending. */
  readonly keywords: Uint32Array;
  /** Hashes of the most prominent entities' names, ascending. */
  readonly entities: Uint32Array;
  /** Hash of the section's name, 0 where there is none. */
  readonly section: number;
  /** Seconds since the Unix epoch. */
  readonly publishedAt: number;
  /** The two halves of the text's fingerprint (simhash.ts), both 0 where it is too short for one. */
  readonly fingerprint: readonly [high: number, low: number];
}

/**
 * Weights: (1 + ln tf), where the title counts threefold and the standfirst twofold; a quarter for words of the trade. How rare a stem is among articles is
 * weighed by the index, which knows them.
 */
export function vectorOf(
  article: ArticleText,
  keywords: readonly { readonly text: string }[],
  entities: readonly { readonly name: string }[],
): ArticleVector {
  const frequency = new Map<string, number>();
  const count = (text: string, times: number): void => {
    for (const stem of contentStems(text, article.language)) frequency.set(stem, (frequency.get(stem) ?? 0) + times);
  };
  count(article.title, 3);
  if (article.standfirst !== null) count(article.standfirst, 2);
  for (const block of article.blocks) {
    const text = textOfBlock(block);
    if (text !== null) count(text, 1);
  }
  // Maps keep the order of insertion, and sort is stable: of equals the one that came first in the article stays.
  const weighed = [...frequency].map(([stem, times]) => ({
    hash: hash(stem),
    weight: (1 + Math.log(times)) * (isReportingStem(stem) || isGenericStem(stem) ? 0.25 : 1),
  }));
  weighed.sort((a, b) => b.weight - a.weight);
  const kept = weighed.slice(0, MAX_VECTOR_TERMS);
  const largest = kept[0]?.weight ?? 1;
  kept.sort((a, b) => a.hash - b.hash);
  const phraseHash = (phrase: string): number =>
    hash(
      termsOf(phrase, article.language)
        .map((term) => term.stem)
        .join(' '),
    );
  const phrases = keywords.slice(0, MAX_VECTOR_KEYWORDS).map((keyword) => phraseHash(keyword.text));
  const names = entities.slice(0, MAX_VECTOR_ENTITIES).map((entity) => phraseHash(entity.name));
  return {
    terms: Uint32Array.from(kept, (entry) => entry.hash),
    weights: Uint8Array.from(kept, (entry) => Math.max(1, Math.round((entry.weight / largest) * 255))),
    keywords: ascending(phrases),
    entities: ascending(names),
    section: article.section === null || article.section.trim() === '' ? 0 : hash(article.section.trim().toLowerCase()) || 1,
    publishedAt: Math.max(0, Math.floor(article.publishedAt / 1_000)),
    fingerprint: fingerprintOf(article),
  };
}

function ascending(hashes: readonly number[]): Uint32Array {
  return Uint32Array.from([...new Set(hashes)].sort((a, b) => a - b));
}

/**
 * Little-endian: format, counts of terms, keywords and entities (u8 each), section, time, fingerprint (u32, u32, 2 × u32), keywords, entities, terms (u32 each),
 * weights (u8 each).
 */
export function encodeVector({ terms, weights, keywords, entities, section, publishedAt, fingerprint }: ArticleVector): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + (keywords.length + entities.length) * 4 + terms.length * 5);
  const view = new DataView(bytes.buffer);
  bytes.set([FORMAT, terms.length, keywords.length, entities.length]);
  let at = 4;
  for (const word of [section, publishedAt, ...fingerprint]) view.setUint32((at += 4) - 4, word, true);
  for (const keyword of keywords) view.setUint32((at += 4) - 4, keyword, true);
  for (const entity of entities) view.setUint32((at += 4) - 4, entity, true);
  for (const term of terms) view.setUint32((at += 4) - 4, term, true);
  bytes.set(weights, at);
  return bytes;
}

/**
 * Null for bytes of another format (an older engine's): they are made again with the article.
 */
export function decodeVector(bytes: Uint8Array): ArticleVector | null {
  const [format, termCount, keywordCount, entityCount] = bytes;
  if (format !== FORMAT || termCount === undefined || keywordCount === undefined || entityCount === undefined) return null;
  if (bytes.byteLength !== HEADER_BYTES + (keywordCount + entityCount) * 4 + termCount * 5) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = (from: number, length: number): Uint32Array => Uint32Array.from({ length }, (_, i) => view.getUint32(from + i * 4, true));
  const entitiesAt = HEADER_BYTES + keywordCount * 4;
  const termsAt = entitiesAt + entityCount * 4;
  return {
    section: view.getUint32(4, true),
    publishedAt: view.getUint32(8, true),
    fingerprint: [view.getUint32(12, true), view.getUint32(16, true)],
    keywords: words(HEADER_BYTES, keywordCount),
    entities: words(entitiesAt, entityCount),
    terms: words(termsAt, termCount),
    weights: bytes.slice(termsAt + termCount * 4),
  };
}

/** Cosine of two vectors as they are, 0 to 1, without the index's knowledge of rare words. */
export function cosine(a: ArticleVector, b: ArticleVector): number {
  let sum = 0;
  for (let i = 0, j = 0; i < a.terms.length && j < b.terms.length;) {
    const order = a.terms[i]! - b.terms[j]!;
    if (order === 0) sum += a.weights[i++]! * b.weights[j++]!;
    else if (order < 0) i++;
    else j++;
  }
  return sum === 0 ? 0 : sum / (lengthOf(a) * lengthOf(b));
}

function lengthOf({ weights }: ArticleVector): number {
  let sum = 0;
  for (const weight of weights) sum += weight * weight;
  return Math.sqrt(sum);
}
