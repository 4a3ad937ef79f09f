/** Which articles are about the same: an index of all vectors in memory, asked by vector. Flat arrays only, 460 bytes an article. */
import type { RelatedReason } from '../data/enrichments/enrichment.record.ts';
import { type ArticleVector, MAX_VECTOR_ENTITIES, MAX_VECTOR_KEYWORDS, MAX_VECTOR_TERMS } from './engine/vector.ts';

export interface Neighbour {
  readonly articleId: string;
  /** Cosine of the hashed stem vectors, stems weighed by their rarity, 0 to 1. */
  readonly score: number;
  readonly reasons: readonly RelatedReason[];
  /** Names (entities, keywords) that both have. */
  readonly sharedNames: number;
  /** Seconds between the two. */
  readonly secondsApart: number;
}

export interface NeighbourOptions {
  /** At most so many. */
  readonly limit: number;
  readonly minScore: number;
  /** The asker itself. */
  readonly except?: string;
}

/** Chains of postings: a power of two, for the bucket is the low bits of the term. */
const BUCKETS = 1 << 17;
const NONE = -1;
/** Terms that stand in more than this share of the articles (and in many) say nothing of likeness, and have the longest chains. */
const COMMON_SHARE = 0.05;
const COMMON_COUNT = 200;
/** Fewer words in common are chance. */
const MIN_SHARED_TERMS = 3;
/** As if so many articles had been seen before: in an index of three, a shared word is no common word yet. */
const PRIOR_ARTICLES = 200;
/** Only this many of the nearest by a rough score are measured exactly. */
const SHORTLIST = 200;

/**
 * An inverted index over the vectors' terms. A posting is a place in `terms`: article slot × 64 + position; `next` chains the postings of a bucket. An
 * article that leaves only has its count set to 0; its postings are passed by until the next rebuild.
 */
export class RelatedIndex {
  private readonly capacity: number;
  private ids: (string | undefined)[] = [];
  private readonly slots = new Map<string, number>();
  private used = 0;
  private stale = 0;

  private terms = new Uint32Array(0);
  private weights = new Uint8Array(0);
  private next = new Int32Array(0);
  private counts = new Uint8Array(0);
  private keywords = new Uint32Array(0);
  private entities = new Uint32Array(0);
  private sections = new Uint32Array(0);
  private times = new Uint32Array(0);
  private readonly heads = new Int32Array(BUCKETS).fill(NONE);
  /** Articles by bucket: how common its terms are. */
  private readonly frequency = new Uint32Array(BUCKETS);

  /** Scratch of one search, kept so that a search allocates nothing. */
  private sums = new Float32Array(0);
  private shared = new Uint8Array(0);

  /** @param capacity articles held at most; the one that was put in first leaves for a new one */
  constructor(capacity = 50_000) {
    this.capacity = capacity;
  }

  get size(): number {
    return this.slots.size;
  }

  /** Puts an article in, in place of what was known of it. Returns the article that had to leave for it, if one had to. */
  set(articleId: string, vector: ArticleVector): string | null {
    const known = this.slots.get(articleId);
    if (known !== undefined && this.holds(known, vector)) return null;
    this.delete(articleId);
    const leaving = this.slots.size >= this.capacity ? this.slots.keys().next().value! : null;
    if (leaving !== null) this.delete(leaving);
    if (this.stale > 1_000 && this.stale > this.slots.size / 2) this.rebuild();
    if (this.used === this.counts.length) this.grow();
    this.append(articleId, vector);
    return leaving;
  }

  /** Cosine with an article that is in the index, 0 where it is not. */
  likeness(vector: ArticleVector, articleId: string): number {
    const slot = this.slots.get(articleId);
    if (slot === undefined) return 0;
    const from = slot * MAX_VECTOR_TERMS;
    const to = from + this.counts[slot]!;
    let sum = 0;
    for (let i = 0, j = from; i < vector.terms.length && j < to;) {
      const order = vector.terms[i]! - this.terms[j]!;
      if (order === 0) sum += vector.weights[i++]! * this.weights[j]! * this.rarity(bucketOf(this.terms[j++]!)) ** 2;
      else if (order < 0) i++;
      else j++;
    }
    const lengths = this.lengthOf(vector.terms, vector.weights, 0, vector.terms.length) * this.lengthOf(this.terms, this.weights, from, to);
    return Math.min(1, Math.round((sum / lengths) * 10_000) / 10_000);
  }

  delete(articleId: string): void {
    const slot = this.slots.get(articleId);
    if (slot === undefined) return;
    for (let i = 0; i < this.counts[slot]!; i++) this.frequency[bucketOf(this.terms[slot * MAX_VECTOR_TERMS + i]!)]!--;
    this.counts[slot] = 0;
    this.ids[slot] = undefined;
    this.slots.delete(articleId);
    this.stale++;
  }

  /** The nearest articles, best first; equals by id. */
  neighbours(vector: ArticleVector, { limit, minScore, except }: NeighbourOptions): Neighbour[] {
    const touched = this.accumulate(vector);
    const own = this.lengthOf(vector.terms, vector.weights, 0, vector.terms.length);
    const shortlist = touched
      .filter((slot) => this.shared[slot]! >= MIN_SHARED_TERMS && this.ids[slot] !== except)
      .map((slot) => ({ slot, sum: this.sums[slot]! }));
    for (const slot of touched) this.sums[slot] = this.shared[slot] = 0;
    shortlist.sort((a, b) => b.sum - a.sum || a.slot - b.slot);

    const found: Neighbour[] = [];
    for (const { slot, sum } of shortlist.slice(0, SHORTLIST)) {
      const from = slot * MAX_VECTOR_TERMS;
      const other = this.lengthOf(this.terms, this.weights, from, from + this.counts[slot]!);
      // Two copies of one text may come out a hair above 1.
      const score = Math.min(1, Math.round((sum / (own * other)) * 10_000) / 10_000);
      if (score >= minScore) found.push({ articleId: this.ids[slot]!, score, ...this.commonWith(vector, slot) });
    }
    found.sort((a, b) => b.score - a.score || (a.articleId < b.articleId ? -1 : 1));
    return found.slice(0, limit);
  }

  /** Adds up, for each article that shares a term, the products of the weights. Returns their slots. */
  private accumulate({ terms, weights }: ArticleVector): number[] {
    const touched: number[] = [];
    for (let i = 0; i < terms.length; i++) {
      const term = terms[i]!;
      const bucket = bucketOf(term);
      const factor = weights[i]! * this.rarity(bucket) ** 2;
      if (factor === 0) continue;
      for (let posting = this.heads[bucket]!; posting !== NONE; posting = this.next[posting]!) {
        if (this.terms[posting] !== term) continue;
        const slot = Math.floor(posting / MAX_VECTOR_TERMS);
        if (this.counts[slot] === 0) continue;
        if (this.shared[slot]!++ === 0) touched.push(slot);
        this.sums[slot]! += factor * this.weights[posting]!;
      }
    }
    return touched;
  }

  /** Length of a vector, its terms weighed by their rarity. */
  private lengthOf(terms: Uint32Array, weights: Uint8Array, from: number, to: number): number {
    let sum = 0;
    for (let i = from; i < to; i++) sum += (weights[i]! * this.rarity(bucketOf(terms[i]!))) ** 2;
    return Math.sqrt(sum) || 1;
  }

  /** Inverse document frequency, 0 for common terms; two terms in one bucket count as one. */
  private rarity(bucket: number): number {
    if (this.frequency[bucket]! > Math.max(COMMON_COUNT, this.slots.size * COMMON_SHARE)) return 0;
    return Math.log((this.slots.size + PRIOR_ARTICLES) / (this.frequency[bucket]! + 1));
  }

  private commonWith(vector: ArticleVector, slot: number): Omit<Neighbour, 'articleId' | 'score'> {
    const reasons: RelatedReason[] = ['SIMILAR_TEXT'];
    const keywords = countCommon(vector.keywords, this.keywords.subarray(slot * MAX_VECTOR_KEYWORDS, (slot + 1) * MAX_VECTOR_KEYWORDS));
    if (keywords > 0) reasons.push('SHARED_KEYWORDS');
    const entities = countCommon(vector.entities, this.entities.subarray(slot * MAX_VECTOR_ENTITIES, (slot + 1) * MAX_VECTOR_ENTITIES));
    if (vector.section !== 0 && vector.section === this.sections[slot]) reasons.push('SAME_SECTION');
    return { reasons, sharedNames: keywords + entities, secondsApart: Math.abs(vector.publishedAt - this.times[slot]!) };
  }

  /** What a worker has put in itself comes back to it from the database. */
  private holds(slot: number, { terms, weights, keywords, entities, section, publishedAt }: ArticleVector): boolean {
    if (this.counts[slot] !== terms.length || this.sections[slot] !== section || this.times[slot] !== publishedAt) return false;
    const from = slot * MAX_VECTOR_TERMS;
    return (
      terms.every((term, i) => this.terms[from + i] === term) &&
      weights.every((weight, i) => this.weights[from + i] === weight) &&
      this.keywords
        .subarray(slot * MAX_VECTOR_KEYWORDS, (slot + 1) * MAX_VECTOR_KEYWORDS)
        .every((keyword, i) => keyword === (keywords[i] ?? 0)) &&
      this.entities
        .subarray(slot * MAX_VECTOR_ENTITIES, (slot + 1) * MAX_VECTOR_ENTITIES)
        .every((entity, i) => entity === (entities[i] ?? 0))
    );
  }

  private append(articleId: string, { terms, weights, keywords, entities, section, publishedAt }: ArticleVector): void {
    const slot = this.used++;
    const from = slot * MAX_VECTOR_TERMS;
    this.ids[slot] = articleId;
    this.slots.set(articleId, slot);
    this.counts[slot] = terms.length;
    this.sections[slot] = section;
    this.keywords.fill(0, slot * MAX_VECTOR_KEYWORDS, (slot + 1) * MAX_VECTOR_KEYWORDS);
    this.keywords.set(keywords, slot * MAX_VECTOR_KEYWORDS);
    this.entities.fill(0, slot * MAX_VECTOR_ENTITIES, (slot + 1) * MAX_VECTOR_ENTITIES);
    this.entities.set(entities, slot * MAX_VECTOR_ENTITIES);
    this.times[slot] = publishedAt;
    this.terms.set(terms, from);
    this.weights.set(weights, from);
    for (let i = 0; i < terms.length; i++) {
      const bucket = bucketOf(terms[i]!);
      this.next[from + i] = this.heads[bucket]!;
      this.heads[bucket] = from + i;
      this.frequency[bucket]!++;
    }
  }

  /** By half, not by two: the arrays are most of the memory that enrichment takes. */
  private grow(): void {
    const slots = Math.max(1_024, Math.ceil(this.counts.length * 1.5));
    this.terms = resized(this.terms, slots * MAX_VECTOR_TERMS);
    this.weights = resized(this.weights, slots * MAX_VECTOR_TERMS);
    this.next = resized(this.next, slots * MAX_VECTOR_TERMS);
    this.counts = resized(this.counts, slots);
    this.keywords = resized(this.keywords, slots * MAX_VECTOR_KEYWORDS);
    this.entities = resized(this.entities, slots * MAX_VECTOR_ENTITIES);
    this.sections = resized(this.sections, slots);
    this.times = resized(this.times, slots);
    this.sums = new Float32Array(slots);
    this.shared = new Uint8Array(slots);
  }

  /** Puts all living articles in again, in their order, without the postings of the dead. */
  private rebuild(): void {
    const living = [...this.slots].map(([articleId, slot]) => [articleId, this.vectorAt(slot)] as const);
    this.slots.clear();
    this.ids = [];
    this.used = 0;
    this.stale = 0;
    this.heads.fill(NONE);
    this.frequency.fill(0);
    this.counts.fill(0);
    for (const [articleId, vector] of living) this.append(articleId, vector);
  }

  private vectorAt(slot: number): ArticleVector {
    const from = slot * MAX_VECTOR_TERMS;
    return {
      terms: this.terms.slice(from, from + this.counts[slot]!),
      weights: this.weights.slice(from, from + this.counts[slot]!),
      keywords: this.keywords.slice(slot * MAX_VECTOR_KEYWORDS, (slot + 1) * MAX_VECTOR_KEYWORDS),
      entities: this.entities.slice(slot * MAX_VECTOR_ENTITIES, (slot + 1) * MAX_VECTOR_ENTITIES),
      section: this.sections[slot]!,
      publishedAt: this.times[slot]!,
      // Kept by the index of fingerprints.
      fingerprint: [0, 0],
    };
  }
}

/** 0 is no name. */
function countCommon(some: Uint32Array, others: Uint32Array): number {
  let count = 0;
  for (const one of some) if (one !== 0 && others.includes(one)) count++;
  return count;
}

function bucketOf(term: number): number {
  return term & (BUCKETS - 1);
}

function resized<A extends Uint32Array | Int32Array | Uint8Array>(array: A, length: number): A {
  const larger = new (array.constructor as new (length: number) => A)(length);
  larger.set(array);
  return larger;
}
