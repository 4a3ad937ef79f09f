/**
 * The judged set is sound, and the search finds what it should in a small corpus of its own. How good it is on the archive is measured by measure.ts,
 * which needs the archive.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { searchArticles } from '../../src/data/articles/search/search-articles.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { CATEGORIES, faultsOf, type JudgedQuery, readJudgedQueries } from './judged-set.ts';
import { fts5Query } from './peers.ts';
import { meanOf, scoresOf } from './scores.ts';
import { nameOf, SMALL_QUERIES, smallCorpus } from './small-corpus.ts';

describe('the judged queries', () => {
  const queries = readJudgedQueries();

  it('are at least 80, well formed, and none is there twice', () => {
    expect(faultsOf(queries)).toEqual([]);
    expect(queries.length).toBeGreaterThanOrEqual(80);
  });

  it('cover every category, and know all that is relevant for half of them', () => {
    for (const category of CATEGORIES) {
      expect({ category, enough: queries.filter((judged) => judged.category === category).length >= 5 }).toEqual({
        category,
        enough: true,
      });
    }
    expect(queries.filter(({ many }) => !many).length).toBeGreaterThanOrEqual(queries.length / 2);
  });

  it('would say what is wrong with them', () => {
    const [first, second] = queries as [JudgedQuery, JudgedQuery];
    const faults = faultsOf([
      first,
      { ...second, id: first.id, category: 'any' as 'name', query: `${first.query} `, relevant: [], irrelevant: ['art_1'] },
      { ...second, partly: [second.relevant[0]!] },
    ]);
    expect(faults).toEqual([
      `${first.id}: its id is another one’s`,
      `${first.id}: its query is empty or has blanks around it`,
      `${first.id}: "any" is no category`,
      `${first.id}: nothing is relevant`,
      `${first.id}: "art_1" is no article id`,
      `${second.id}: an article is judged twice`,
    ]);
  });
});

describe('scores', () => {
  const judged = (judgement: Partial<JudgedQuery>): JudgedQuery => ({
    id: 'q',
    query: 'q',
    category: 'topic',
    note: '',
    many: false,
    relevant: [],
    partly: [],
    irrelevant: [],
    ...judgement,
  });

  it('accept relevant and partly, miss only relevant, and count what nobody judged as wrong', () => {
    const scores = scoresOf(judged({ relevant: ['a', 'b'], partly: ['c'], irrelevant: ['d'] }), ['c', 'a', 'd', 'x']);
    expect(scores).toMatchObject({ precision: 0.5, recall: 0.5, unjudged: 1 });
    // (1/log2(2) + 3/log2(3)) / (3/log2(2) + 3/log2(3) + 1/log2(4))
    expect(scores.ndcg).toBeCloseTo(0.536, 3);
  });

  it('look at ten hits, and ask for ten of more relevant ones', () => {
    const relevant = Array.from({ length: 15 }, (_, i) => `r${i}`);
    expect(scoresOf(judged({ relevant }), relevant)).toEqual({ precision: 1, recall: 1, ndcg: 1, unjudged: 0 });
    expect(scoresOf(judged({ relevant }), [...Array.from({ length: 10 }, (_, i) => `x${i}`), ...relevant])).toMatchObject({
      precision: 0,
      recall: 0,
      ndcg: 0,
    });
  });

  it('say nothing of recall where not everything is known, and call an empty list a failure', () => {
    expect(scoresOf(judged({ relevant: ['a'], many: true }), ['a'])).toMatchObject({ recall: null, precision: 1 });
    expect(scoresOf(judged({ relevant: ['a'] }), [])).toEqual({ precision: 0, recall: 0, ndcg: 0, unjudged: 0 });
    expect(meanOf([scoresOf(judged({ relevant: ['a'], many: true }), ['a']), scoresOf(judged({ relevant: ['a'] }), [])])).toMatchObject({
      precision: 0.5,
      recall: 0,
    });
  });
});

describe('a query for plain FTS5', () => {
  it.each([
    ['أسعار النفط', '("أسعار" AND "النفط")'],
    ['"عاصفة الحزم" -إيران', '("عاصفة الحزم") NOT "إيران"'],
    ['النفط - ؟', '("النفط")'],
    ['iPhone OR* (6)', '("iPhone" AND "OR*" AND "(6)")'],
  ])('%s', (query, match) => {
    expect(fts5Query(query, 'all')).toBe(match);
  });

  it('asks for any word where it is told to', () => {
    expect(fts5Query('أسعار النفط -إيران', 'any')).toBe('("أسعار" OR "النفط") NOT "إيران"');
  });

  it.each(['', ' ? ', '-إيران'])('asks nothing of "%s"', (query) => {
    expect(fts5Query(query, 'all')).toBeNull();
  });
});

describeOnEachEngine('the search in a small corpus', (open) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await open();
    await test.database.write('articles.upsertMany', { drafts: smallCorpus() });
  });
  afterAll(() => test.remove());

  it.each(SMALL_QUERIES)('$query', async ({ query, finds, fillsUpWith = [], first }) => {
    const { hits } = await searchArticles(test.database, { query, limit: 10 });
    const names = hits.map(({ articleId }) => nameOf(articleId));
    expect(names.slice(0, finds.length).toSorted()).toEqual([...finds].toSorted());
    expect(names.slice(finds.length).filter((name) => !fillsUpWith.some((other) => other === name))).toEqual([]);
    expect(names[0]).toBe(first ?? names[0]);
  });
});
