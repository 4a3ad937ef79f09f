/** Fingerprints by which texts that are nearly the same are found. */
import { type ArticleText, textOfBlock } from './article-text.ts';
import { hash } from './hash.ts';
import { contentStems } from './terms.ts';

/** Content stems in a row that make one feature: order counts, small words do not. */
const SHINGLE = 2;
/** Texts with fewer features differ by chance as little as copies do. */
const FEWEST_SHINGLES = 12;
const MAX_STEMS = 1_500;

/**
 * SimHash (M. Charikar, "Similarity estimation techniques from rounding algorithms", 2002; G. Manku, A. Jain, A. Das Sarma, "Detecting near-duplicates for web crawling", 2007): 64 bits of
 * which two texts share the more, the more shingles of stems they share. The headline is left out, for reprints change it. [0, 0] for texts too short to tell.
 */
export function fingerprintOf(article: ArticleText): [high: number, low: number] {
  const stems: string[] = [];
  for (const block of article.blocks) {
    if (stems.length > MAX_STEMS) break;
    const text = textOfBlock(block);
    if (text !== null) stems.push(...contentStems(text, article.language));
  }
  const shingles = new Set<number>();
  const hashes = stems.slice(0, MAX_STEMS).map(hash);
  for (let i = 0; i + SHINGLE <= hashes.length; i++) shingles.add((Math.imul(hashes[i]!, 0x9e3779b1) ^ hashes[i + 1]!) >>> 0);
  if (shingles.size < FEWEST_SHINGLES) return [0, 0];

  const votes = new Int32Array(64);
  for (const shingle of shingles) {
    const high = mixed(shingle ^ 0x5bd1e995);
    const low = mixed(shingle);
    for (let bit = 0; bit < 32; bit++) {
      votes[bit]! += (high >>> bit) & 1 ? 1 : -1;
      votes[bit + 32]! += (low >>> bit) & 1 ? 1 : -1;
    }
  }
  let high = 0;
  let low = 0;
  for (let bit = 0; bit < 32; bit++) {
    if (votes[bit]! > 0) high |= 1 << bit;
    if (votes[bit + 32]! > 0) low |= 1 << bit;
  }
  return [high >>> 0, low >>> 0];
}

/** Bits that differ, 0 to 64. */
export function distance(a: readonly [number, number], b: readonly [number, number]): number {
  return ones(a[0] ^ b[0]) + ones(a[1] ^ b[1]);
}

function ones(word: number): number {
  let value = word - ((word >>> 1) & 0x55555555);
  value = (value & 0x33333333) + ((value >>> 2) & 0x33333333);
  return Math.imul((value + (value >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** The finalizer of MurmurHash3. */
function mixed(word: number): number {
  let value = word;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
