/** An article as a vector of hashed stems, small enough to be kept for each: what related articles are found by. */
import { type ArticleText, textOfBlock } from './article-text.ts';
import { isGenericStem, isReportingStem } from './news-words.ts';
import { contentStems, termsOf } from './terms.ts';

/**
 * Stems are hashed to 32 bits and not folded into a few dimensions: into 256, as is usual for dense vectors, two texts without one word in common have a cosine of 0 ± 1/√256 = 0.06,
 * and the nearest of 18,685 strangers one of 0.25. At 32 bits strangers have 0. The weightiest 64 stems are kept: a record is 420 bytes at most, about what 256 dimensions and
 * the keywords would take.
 */
export const MAX_VECTOR_TERMS = 64;
export const MAX_VECTOR_KEYWORDS = 10;
const FORMAT = 1;
const HEADER_BYTES = 8;

export interface ArticleVector {
  /** FNV-1a of the stems, ascending. */
  readonly terms: Uint32Array;
  /** Beside `terms`: 1 to 255, the largest being 255. */
  readonly weights: Uint8Array;
  /** Hashes of the keyword phrases' stems, ascending. */
  readonly keywords: Uint32Array;
  /** Hash of the section's name, 0 where there is none. */
  readonly section: number;
}

/**
 * Weights: (1 + ln tf), where the title counts threefold and the standfirst twofold; a quarter for words of the trade. How rare a stem is among articles is
 * weighed by the index, which knows them.
 */
export function vectorOf(article: ArticleText, keywords: readonly { readonly text: string }[]): ArticleVector {
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
  const phrases = keywords.slice(0, MAX_VECTOR_KEYWORDS).map((keyword) =>
    hash(
      termsOf(keyword.text, article.language)
        .map((term) => term.stem)
        .join(' '),
    ),
  );
  return {
    terms: Uint32Array.from(kept, (entry) => entry.hash),
    weights: Uint8Array.from(kept, (entry) => Math.max(1, Math.round((entry.weight / largest) * 255))),
    keywords: Uint32Array.from([...new Set(phrases)].sort((a, b) => a - b)),
    section: article.section === null || article.section.trim() === '' ? 0 : hash(article.section.trim().toLowerCase()) || 1,
  };
}

/** Little-endian: format, count of terms, count of keywords, 0, section (u32), keywords (u32 each), terms (u32 each), weights (u8 each). */
export function encodeVector({ terms, weights, keywords, section }: ArticleVector): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + keywords.length * 4 + terms.length * 5);
  const view = new DataView(bytes.buffer);
  bytes.set([FORMAT, terms.length, keywords.length, 0]);
  view.setUint32(4, section, true);
  let at = HEADER_BYTES;
  for (const keyword of keywords) view.setUint32((at += 4) - 4, keyword, true);
  for (const term of terms) view.setUint32((at += 4) - 4, term, true);
  bytes.set(weights, at);
  return bytes;
}

/**
 * Null for bytes of another format (an older engine's): they are made again with the article.
 */
export function decodeVector(bytes: Uint8Array): ArticleVector | null {
  const [format, termCount, keywordCount] = bytes;
  if (format !== FORMAT || termCount === undefined || keywordCount === undefined) return null;
  if (bytes.byteLength !== HEADER_BYTES + keywordCount * 4 + termCount * 5) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = (from: number, length: number): Uint32Array => Uint32Array.from({ length }, (_, i) => view.getUint32(from + i * 4, true));
  const termsAt = HEADER_BYTES + keywordCount * 4;
  return {
    section: view.getUint32(4, true),
    keywords: words(HEADER_BYTES, keywordCount),
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

/** FNV-1a over UTF-16 units, with the last mixing step of MurmurHash3, for FNV leaves the low bits of short words alike. */
export function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    value ^= text.charCodeAt(i);
    value = Math.imul(value, 0x01000193);
  }
  value ^= value >>> 16;
  value = Math.imul(value, 0x85ebca6b);
  value ^= value >>> 13;
  value = Math.imul(value, 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
