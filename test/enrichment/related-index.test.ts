import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { enrich } from '../../src/enrichment/engine/enrich.ts';
import { type ArticleVector, cosine, decodeVector, encodeVector } from '../../src/enrichment/engine/vector.ts';
import { hash } from '../../src/enrichment/engine/hash.ts';
import { RelatedIndex } from '../../src/enrichment/related-index.ts';
import { ALL, busTicket, dataCentre, flood, match, offer, orchard, tram } from './articles.ts';

const vectorOf = (article: (typeof ALL)[number]) => enrich(article).vector;
const OPTIONS = { limit: 12, minScore: 0.12 };

const vector: fc.Arbitrary<ArticleVector> = fc
  .record({
    weighed: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 255 })), {
      maxLength: 64,
      selector: ([term]) => term,
    }),
    keywords: fc.uniqueArray(fc.integer({ min: 1, max: 0xffffffff }), { maxLength: 10 }),
    entities: fc.uniqueArray(fc.integer({ min: 1, max: 0xffffffff }), { maxLength: 8 }),
    section: fc.integer({ min: 0, max: 0xffffffff }),
    publishedAt: fc.integer({ min: 0, max: 0xffffffff }),
    fingerprint: fc.tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 0xffffffff })),
  })
  .map(({ weighed, keywords, entities, section, publishedAt, fingerprint }) => {
    const sorted = weighed.map(([term, weight]) => [hash(String(term)), weight] as const).toSorted((a, b) => a[0] - b[0]);
    return {
      terms: Uint32Array.from(sorted, ([term]) => term),
      weights: Uint8Array.from(sorted, ([, weight]) => weight),
      keywords: Uint32Array.from(keywords.toSorted((a, b) => a - b)),
      entities: Uint32Array.from(entities.toSorted((a, b) => a - b)),
      section,
      publishedAt,
      fingerprint,
    };
  });

describe('vectors', () => {
  it('tell related texts from strangers', () => {
    for (const [one, other] of [
      [offer, dataCentre],
      [tram, busTicket],
    ] as const)
      expect(cosine(vectorOf(one), vectorOf(other))).toBeGreaterThan(0.3);
    for (const [one, other] of [
      [offer, match],
      [dataCentre, match],
      [offer, flood],
      [tram, orchard],
      [tram, offer],
    ] as const) {
      expect(cosine(vectorOf(one), vectorOf(other))).toBeLessThan(0.05);
    }
  });

  it('come back from their bytes, and foreign bytes do not pass', () => {
    fc.assert(fc.property(vector, (given) => expect(decodeVector(encodeVector(given))).toEqual(given)));
    for (const article of ALL) expect(encodeVector(vectorOf(article)).length).toBeLessThanOrEqual(8 + 40 + 320);
    const bytes = encodeVector(vectorOf(offer));
    expect(decodeVector(bytes.slice(1))).toBeNull();
    expect(decodeVector(bytes.slice(0, -1))).toBeNull();
    expect(decodeVector(new Uint8Array(0))).toBeNull();
    expect(decodeVector(Uint8Array.from([1, ...bytes.slice(1)]))).toBeNull();
    // A driver may hand over a view that begins anywhere.
    expect(decodeVector(Buffer.concat([Buffer.from([9]), bytes]).subarray(1))).toEqual(vectorOf(offer));
  });
});

describe('the index', () => {
  const filled = () => {
    const index = new RelatedIndex();
    for (const article of ALL) index.set(article.articleId, vectorOf(article));
    return index;
  };

  it('finds what is about the same, says why, and leaves the asker out', () => {
    const index = filled();
    expect(index.neighbours(vectorOf(offer), { ...OPTIONS, except: 'art_offer' })).toEqual([
      {
        articleId: 'art_centre',
        score: expect.closeTo(0.36, 1),
        reasons: ['SIMILAR_TEXT', 'SHARED_KEYWORDS', 'SAME_SECTION'],
        sharedNames: 2,
        secondsApart: 0,
      },
    ]);
    expect(index.neighbours(vectorOf(tram), { ...OPTIONS, except: 'art_tram' }).map(({ articleId }) => articleId)).toEqual(['art_bus']);
    expect(index.neighbours(vectorOf(match), { ...OPTIONS, except: 'art_match' })).toEqual([]);
  });

  it('scores a copy 1, and forgets what is taken out or overwritten', () => {
    const index = filled();
    expect(index.neighbours(vectorOf(offer), OPTIONS)[0]).toMatchObject({ articleId: 'art_offer', score: 1 });
    index.set('art_centre', vectorOf(match));
    expect(index.neighbours(vectorOf(offer), { ...OPTIONS, except: 'art_offer' })).toEqual([]);
    index.delete('art_offer');
    index.delete('art_never');
    expect(index.neighbours(vectorOf(offer), OPTIONS)).toEqual([]);
    expect(index.size).toBe(ALL.length - 1);
  });

  it('holds its capacity: the first one in leaves', () => {
    const index = new RelatedIndex(3);
    for (const article of ALL) index.set(article.articleId, vectorOf(article));
    expect(index.size).toBe(3);
    expect(index.neighbours(vectorOf(offer), OPTIONS)).toEqual([]);
    expect(index.neighbours(vectorOf(orchard), OPTIONS)[0]?.articleId).toBe('art_orchard');
  });

  it('answers the same after any history as an index made of what is left', () => {
    const step = fc.tuple(fc.integer({ min: 0, max: 15 }), fc.option(vector, { freq: 4 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), vector, (history, asked) => {
        const index = new RelatedIndex();
        const left = new Map<string, ArticleVector>();
        for (const [n, given] of history) {
          const id = `art_${n}`;
          if (given === null) {
            index.delete(id);
            left.delete(id);
          } else {
            index.set(id, given);
            left.set(id, given);
          }
        }
        const fresh = new RelatedIndex();
        for (const [id, given] of left) fresh.set(id, given);
        expect(index.size).toBe(left.size);
        expect(index.neighbours(asked, { limit: 5, minScore: 0.01 })).toEqual(fresh.neighbours(asked, { limit: 5, minScore: 0.01 }));
      }),
      { numRuns: 200 },
    );
  });

  it('survives thousands of rewrites without growing', () => {
    const index = new RelatedIndex();
    const vectors = ALL.map(vectorOf);
    for (let round = 0; round < 20_000; round++) index.set(`art_${round % 40}`, vectors[(round * 31) % vectors.length]!);
    expect(index.size).toBe(40);
    const own = index.neighbours(vectors[0]!, { limit: 40, minScore: 0.99 });
    expect(own.every(({ score }) => score === 1)).toBe(true);
    expect(own.length).toBeGreaterThan(0);
  });

  it('searches 18,685 articles within 10 ms', () => {
    const index = new RelatedIndex();
    // Terms by Zipf's law, as words are.
    let seed = 7;
    const random = () => (seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
    const made = Array.from({ length: 18_685 }, (): ArticleVector => {
      const terms = new Set<number>();
      while (terms.size < 64) terms.add(hash(String(Math.floor(60_000 ** random()))));
      return {
        terms: Uint32Array.from([...terms].sort((a, b) => a - b)),
        weights: new Uint8Array(64).fill(100),
        keywords: new Uint32Array(0),
        entities: new Uint32Array(0),
        section: 0,
        publishedAt: 0,
        fingerprint: [0, 0],
      };
    });
    for (const [i, given] of made.entries()) index.set(`art_${i}`, given);
    const before = process.cpuUsage();
    for (const [i, given] of made.slice(0, 200).entries()) {
      expect(index.neighbours(given, { ...OPTIONS, limit: 12 })[0]).toMatchObject({ articleId: `art_${i}`, score: 1 });
    }
    // Time of this process, for the machine may be busy with others.
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000 / 200).toBeLessThan(10);
  });
});
