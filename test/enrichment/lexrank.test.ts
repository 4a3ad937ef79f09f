import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { lexRank, SentenceSimilarity } from '../../src/enrichment/engine/lexrank.ts';

const bag = (...words: string[]) => new Map(words.map((word) => [word, 1]));
const even = (n: number) => Array.from({ length: n }, () => 1);

describe('LexRank', () => {
  it('ranks the sentence that shares with all above those that share with one', () => {
    const scores = lexRank(new SentenceSimilarity([bag('a', 'b'), bag('a', 'b', 'c', 'd'), bag('c', 'd'), bag('x', 'y')]), even(4));
    expect(scores.indexOf(Math.max(...scores))).toBe(1);
    expect(scores[0]).toBeCloseTo(scores[2]!, 6);
    expect(scores[3]).toBeLessThan(scores[0]!);
  });

  it('follows the bias among equals', () => {
    const similarity = new SentenceSimilarity([bag('a', 'b'), bag('a', 'b'), bag('a', 'b')]);
    const [first, second, third] = lexRank(similarity, [3, 1, 0]);
    expect(first).toBeGreaterThan(second!);
    expect(second).toBeGreaterThan(third!);
  });

  it('is a distribution whatever the sentences and the bias', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 6 });
    const sentences = fc.array(fc.tuple(words, fc.integer({ min: 0, max: 5 })), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(sentences, (given) => {
        const similarity = new SentenceSimilarity(given.map(([list]) => bag(...list)));
        const scores = lexRank(
          similarity,
          given.map(([, bias]) => bias),
        );
        expect(scores.reduce((sum, score) => sum + score, 0)).toBeCloseTo(given.length, 4);
        for (const score of scores) expect(score).toBeGreaterThanOrEqual(0);
        for (let i = 0; i < given.length; i++) {
          for (let j = 0; j < given.length; j++) expect(similarity.between(i, j)).toBe(similarity.between(j, i));
        }
      }),
    );
    expect(lexRank(new SentenceSimilarity([]), [])).toEqual([]);
  });
});
