/**
 * Which sentences speak for the whole: LexRank (G. Erkan and D. Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization",
 * JAIR 22 (2004), 457–479), continuous form, with a biased teleport (J. Otterbacher, G. Erkan, D. Radev, "Using Random Walks for Question-focused Sentence Retrieval", 2005).
 */

/** Cosines between sentences, symmetric, 0 to 1; row-major n × n. */
export class SentenceSimilarity {
  readonly size: number;
  private readonly cosines: Float32Array;
  private readonly inverseFrequency: ReadonlyMap<string, number>;
  private readonly vectors: readonly ReadonlyMap<string, number>[];

  /** @param bags stems and counts of each sentence */
  constructor(bags: readonly ReadonlyMap<string, number>[]) {
    this.size = bags.length;
    this.inverseFrequency = inverseSentenceFrequency(bags);
    this.vectors = bags.map((bag) => this.vectorOf(bag));
    this.cosines = new Float32Array(this.size * this.size);
    for (let i = 0; i < this.size; i++) {
      this.cosines[i * this.size + i] = 1;
      for (let j = i + 1; j < this.size; j++) {
        const cosine = dot(this.vectors[i]!, this.vectors[j]!);
        this.cosines[i * this.size + j] = cosine;
        this.cosines[j * this.size + i] = cosine;
      }
    }
  }

  between(i: number, j: number): number {
    return this.cosines[i * this.size + j]!;
  }

  /** Cosine of a sentence with any other text. */
  with(i: number, bag: ReadonlyMap<string, number>): number {
    return dot(this.vectors[i]!, this.vectorOf(bag));
  }

  /** Unit tf·isf vector: (1 + ln tf) · ln(1 + n/sf). */
  private vectorOf(bag: ReadonlyMap<string, number>): Map<string, number> {
    const vector = new Map<string, number>();
    let sum = 0;
    for (const [stem, count] of bag) {
      const weight = (1 + Math.log(count)) * (this.inverseFrequency.get(stem) ?? 0);
      if (weight === 0) continue;
      vector.set(stem, weight);
      sum += weight * weight;
    }
    const length = Math.sqrt(sum) || 1;
    for (const [stem, weight] of vector) vector.set(stem, weight / length);
    return vector;
  }
}

function inverseSentenceFrequency(bags: readonly ReadonlyMap<string, number>[]): Map<string, number> {
  const frequency = new Map<string, number>();
  for (const bag of bags) for (const stem of bag.keys()) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  for (const [stem, sentences] of frequency) frequency.set(stem, Math.log(1 + bags.length / sentences));
  return frequency;
}

function dot(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let sum = 0;
  for (const [stem, weight] of small) sum += weight * (large.get(stem) ?? 0);
  return sum;
}

/** Below this two sentences share a word, not a subject. */
const MIN_SIMILARITY = 0.08;
const DAMPING = 0.6;
const ITERATIONS = 50;
const TOLERANCE = 1e-6;

/**
 * The stationary distribution of a walk that goes on to similar sentences, and with probability 1 − 0.6 jumps to one by `bias`.
 * @param bias one non-negative number a sentence, any scale; all zero means no bias
 * @returns one score a sentence, the mean being 1
 */
export function lexRank(similarity: SentenceSimilarity, bias: readonly number[]): number[] {
  const n = similarity.size;
  if (n === 0) return [];
  const total = bias.reduce((sum, value) => sum + value, 0);
  const teleport = bias.map((value) => (total > 0 ? value / total : 1 / n));
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) if (i !== j) out[i]! += edge(similarity, i, j);

  let scores = new Float64Array(n).fill(1 / n);
  for (let round = 0; round < ITERATIONS; round++) {
    const next = new Float64Array(n);
    let loose = 0;
    for (let i = 0; i < n; i++) if (out[i] === 0) loose += scores[i]!;
    let change = 0;
    for (let j = 0; j < n; j++) {
      let flow = loose * teleport[j]!;
      for (let i = 0; i < n; i++) if (i !== j && out[i]! > 0) flow += (scores[i]! * edge(similarity, i, j)) / out[i]!;
      next[j] = (1 - DAMPING) * teleport[j]! + DAMPING * flow;
      change += Math.abs(next[j]! - scores[j]!);
    }
    scores = next;
    if (change < TOLERANCE) break;
  }
  return Array.from(scores, (score) => score * n);
}

function edge(similarity: SentenceSimilarity, i: number, j: number): number {
  const cosine = similarity.between(i, j);
  return cosine >= MIN_SIMILARITY ? cosine : 0;
}
