import { afterEach, describe, expect, it } from '@jest/globals';
import { enrich } from '../../src/enrichment/engine/enrich.ts';
import { inputHash } from '../../src/enrichment/engine/input-hash.ts';
import { encodeVector } from '../../src/enrichment/engine/vector.ts';
import { EnrichmentPool, type PoolOptions } from '../../src/enrichment/enrichment-pool.ts';
import { ALL, dataCentre, match, offer } from './articles.ts';

const pools: EnrichmentPool[] = [];
afterEach(() => Promise.all(pools.splice(0).map((pool) => pool.close())));
const open = (options: PoolOptions = {}): EnrichmentPool => {
  const pool = new EnrichmentPool(options);
  pools.push(pool);
  return pool;
};
const fragile = new URL('./fragile.thread.ts', import.meta.url);
const vectorOf = (article: (typeof ALL)[number]) => ({ articleId: article.articleId, vector: encodeVector(enrich(article).vector) });

describe('the pool', () => {
  it.each([1, 3])('answers in order what the engine answers, with %d threads', async (threads) => {
    const pool = open({ threads });
    expect(await pool.hash(ALL)).toEqual(ALL.map(inputHash));
    const analyses = await pool.analyse(ALL);
    expect(analyses.map((analysis) => 'analysed' in analysis && analysis.analysed.parts)).toEqual(
      ALL.map((article) => enrich(article).parts),
    );
    expect(await pool.analyse([])).toEqual([]);
  });

  it('relates each to those before it, and to what it has learnt', async () => {
    const pool = open({ threads: 2 });
    expect(await pool.learn([vectorOf(offer)])).toBe(1);
    const related = await pool.relate([vectorOf(dataCentre), vectorOf(match)]);
    expect(related).toEqual([
      {
        related: [
          {
            articleId: 'art_centre',
            relatedId: 'art_offer',
            score: expect.any(Number),
            reasons: ['SIMILAR_TEXT', 'SHARED_KEYWORDS', 'SAME_SECTION'],
          },
        ],
        links: [{ articleId: 'art_offer', score: expect.any(Number) }],
        nearDuplicates: [],
      },
      { related: [], links: [], nearDuplicates: [] },
    ]);
    expect(await pool.forget(['art_offer', 'art_never'])).toBe(2);
    expect(await pool.relate([vectorOf(dataCentre)])).toEqual([{ related: [], links: [], nearDuplicates: [] }]);
  });

  it('does not hold the event loop while it works', async () => {
    const pool = open();
    await pool.hash([]);
    let turns = 0;
    let working = true;
    const spin = (): void => {
      turns++;
      if (working) setImmediate(spin);
    };
    setImmediate(spin);
    await pool.analyse(Array.from({ length: 40 }, () => ALL).flat());
    working = false;
    // Forty times all articles are some hundred milliseconds of work; a held loop would have turned a few times.
    expect(turns).toBeGreaterThan(50);
  });

  it('keeps a text that breaks the engine to itself', async () => {
    const pool = open({ threadFile: fragile });
    const analyses = await pool.analyse([offer, { ...match, title: 'broken' }, dataCentre]);
    expect(analyses.map((analysis) => Object.keys(analysis))).toEqual([['analysed'], ['error'], ['analysed']]);
  });

  it('starts a new thread, with an empty index, where one was lost', async () => {
    const pool = open({ threadFile: fragile });
    await pool.learn([vectorOf(offer)]);
    expect(pool.indexGeneration).toBe(1);
    await expect(pool.analyse([{ ...match, title: 'poison' }])).rejects.toThrow('The enrichment thread ended: exit code 13');
    expect(pool.indexGeneration).toBe(2);
    expect(await pool.relate([vectorOf(dataCentre)])).toEqual([{ related: [], links: [], nearDuplicates: [] }]);
  });

  it('refuses when closed, and refuses nonsense', async () => {
    const pool = open();
    await pool.close();
    expect(() => pool.hash([])).toThrow('closed');
    expect(() => new EnrichmentPool({ threads: 0 })).toThrow('threads: 0');
  });
});
