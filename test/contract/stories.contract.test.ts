/** Stories and near-duplicates on both engines: through the same write that stores enrichments. */
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { EnrichmentRecord, RelatedRecord } from '../../src/data/enrichments/enrichment.record.ts';
import type { EnrichmentResult, JobKey } from '../../src/data/enrichments/enrichment.writes.ts';
import {
  nearDuplicatesByArticle,
  storiesByArticle,
  storiesByIds,
  storyArticlePages,
  storyCount,
  storyPage,
} from '../../src/data/enrichments/stories/story.queries.ts';
import { outboxAfter } from '../../src/events/outbox.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';

const HOUR = 3_600_000;
let inputs = 0;

describeOnEachEngine('stories', (open) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await open();
  });
  beforeEach(() => test.reset());
  afterAll(() => test.remove());

  /** Enriches one article that is as like others as given. */
  async function enriched(
    articleId: string,
    likes: Readonly<Record<string, number>> = {},
    given: { readonly hours?: number; readonly twins?: readonly string[]; readonly source?: string } = {},
  ) {
    test.clock.advance(1);
    const job: JobKey = { articleId, inputHash: `h${inputs++}`, engineVersion: '1' };
    await test.database.write('enrichments.enqueueMany', { jobs: [job] });
    const result = resultOf(job, likes, given);
    const [stored] = await test.database.write('enrichments.completeMany', { results: [result] });
    expect(stored!.outcome).toBe('stored');
  }

  const storyOf = async (articleId: string) => (await storiesByArticle(test.database, [articleId]))[0]!;
  const events = async () =>
    (await outboxAfter(test.database, 0, 100))
      .filter(({ topic }) => topic.startsWith('story.'))
      .map(({ topic, subjectId }) => [topic, subjectId]);

  it('begin with two, take in more, and are called by the headline most like all others', async () => {
    await enriched('art_a');
    expect(await storyOf('art_a')).toBeNull();
    await enriched('art_b', { art_a: 0.6 }, { hours: 1, source: 'src_2' });
    const begun = await storyOf('art_a');
    expect(begun).toMatchObject({
      size: 2,
      sourceCount: 2,
      title: 'title of art_a',
      language: 'ar',
      firstPublishedAt: 0,
      lastPublishedAt: HOUR,
    });
    await enriched('art_c', { art_b: 0.7, art_a: 0.3 }, { hours: 3 });
    expect(await storyOf('art_c')).toEqual({
      ...begun,
      size: 3,
      title: 'title of art_b',
      lastPublishedAt: 3 * HOUR,
      keywords: ['اقتصاد'],
      topics: [{ code: '04000000', score: 0.5 }],
    });
    await enriched('art_far', { art_c: 0.35 }, { hours: 3 });
    expect(await storyOf('art_far')).toBeNull();
    expect(await events()).toEqual([
      ['story.created', begun.id],
      ['story.changed', begun.id],
    ]);
    expect(await test.database.read.selectFrom('subjects').selectAll().where('id', '=', begun.id).execute()).toHaveLength(1);
  });

  it('keep their id while articles are made again, are left by what is about something else now, and end when one is left', async () => {
    await enriched('art_a');
    await enriched('art_b', { art_a: 0.6 });
    await enriched('art_c', { art_a: 0.6, art_b: 0.6 });
    const { id } = await storyOf('art_a');
    await enriched('art_a', { art_b: 0.55, art_c: 0.6 });
    expect(await storyOf('art_a')).toMatchObject({ id, size: 3 });
    await enriched('art_c');
    expect(await storyOf('art_c')).toBeNull();
    expect(await storyOf('art_a')).toMatchObject({ id, size: 2 });
    await test.database.write('enrichments.forget', { articleIds: ['art_b'] });
    expect(await storyOf('art_a')).toBeNull();
    expect(await storiesByIds(test.database, [id])).toEqual([null]);
    expect((await events()).at(-1)).toEqual(['story.removed', id]);
    expect((await outboxAfter(test.database, 0, 100)).slice(-3).map(({ topic, payload }) => [topic, payload])).toEqual([
      ['enrichment.forgotten', { articleIds: ['art_b'] }],
      ['story.removed', { id, articleIds: ['art_b'], memberIds: ['art_a'] }],
      ['related.changed', { articleIds: ['art_a'] }],
    ]);
  });

  it('become one where an article holds them together', async () => {
    await enriched('art_a');
    await enriched('art_b', { art_a: 0.6 });
    await enriched('art_c', { art_a: 0.6, art_b: 0.6 });
    await enriched('art_x');
    await enriched('art_y', { art_x: 0.6 });
    const [larger, smaller] = [await storyOf('art_a'), await storyOf('art_x')];
    expect(larger.id).not.toBe(smaller.id);
    await enriched('art_m', { art_a: 0.6, art_b: 0.6, art_c: 0.6, art_x: 0.55, art_y: 0.55 });
    expect(await storyOf('art_y')).toMatchObject({ id: larger.id, size: 6 });
    expect(await storiesByIds(test.database, [smaller.id])).toEqual([null]);
    expect((await events()).slice(-2).toSorted()).toEqual([
      ['story.changed', larger.id],
      ['story.removed', smaller.id],
    ]);
  });

  it('are listed by their last article, newest first, forward and back, and so are their articles', async () => {
    for (const [n, name] of ['one', 'two', 'three'].entries()) {
      await enriched(`art_${name}_1`, {}, { hours: n * 10 });
      await enriched(`art_${name}_2`, { [`art_${name}_1`]: 0.8 }, { hours: n * 10 + 1 });
    }
    const all = await storyPage(test.database, {}, { first: 10 });
    expect(all.rows.map(({ lastPublishedAt }) => lastPublishedAt / HOUR)).toEqual([21, 11, 1]);
    const [first, second] = all.rows;
    expect((await storyPage(test.database, { language: 'ar' }, { first: 1, after: first! })).rows).toEqual([second]);
    expect(await storyPage(test.database, {}, { last: 1 })).toMatchObject({ hasPreviousPage: true, rows: [{ lastPublishedAt: HOUR }] });
    expect(await storyCount(test.database, {})).toBe(3);
    expect(await storyCount(test.database, { language: 'en' })).toBe(0);
    const pages = await storyArticlePages(test.database, [first!.id, second!.id], { first: 1 });
    expect(pages.map(({ rows, hasNextPage }) => [rows.map(({ id }) => id), hasNextPage])).toEqual([
      [['art_three_2'], true],
      [['art_two_2'], true],
    ]);
  });

  it('keep near-duplicates from both sides, and forget them with either', async () => {
    await enriched('art_a');
    await enriched('art_b', { art_a: 0.9 }, { twins: ['art_a'] });
    expect(await nearDuplicatesByArticle(test.database, ['art_a', 'art_b'], 5)).toEqual([
      [{ articleId: 'art_a', duplicateId: 'art_b', similarity: 0.95 }],
      [{ articleId: 'art_b', duplicateId: 'art_a', similarity: 0.95 }],
    ]);
    await enriched('art_b');
    expect(await nearDuplicatesByArticle(test.database, ['art_a', 'art_b'], 5)).toEqual([[], []]);
  });

  it('are not made of what a worker could not know: it is told to learn first', async () => {
    await enriched('art_a');
    const job: JobKey = { articleId: 'art_b', inputHash: 'h', engineVersion: '1' };
    await test.database.write('enrichments.enqueueMany', { jobs: [job] });
    const results = [resultOf(job, { art_a: 0.6 })];
    expect(await test.database.write('enrichments.completeMany', { results, learntUpTo: 0 })).toEqual([
      { articleId: 'art_b', outcome: 'behind' },
    ]);
    expect(await storyOf('art_a')).toBeNull();
    const { seq } = await test.database.read.selectFrom('enrichment_vectors').select('seq').executeTakeFirstOrThrow();
    expect(await test.database.write('enrichments.completeMany', { results, learntUpTo: seq })).toEqual([
      { articleId: 'art_b', outcome: 'stored' },
    ]);
    expect(await storyOf('art_b')).toMatchObject({ size: 2 });
  });
});

function resultOf(
  job: JobKey,
  likes: Readonly<Record<string, number>>,
  given: { readonly hours?: number; readonly twins?: readonly string[]; readonly source?: string } = {},
): EnrichmentResult {
  const { articleId } = job;
  const record: EnrichmentRecord = {
    ...job,
    language: 'ar',
    summary: [],
    keyPoints: [],
    keywords: [{ text: 'اقتصاد', score: 1 }],
    sentiment: null,
    entities: [],
    topics: [{ code: '04000000', score: 0.5 }],
    readability: null,
    generatedAt: 1,
    latencyMs: 1,
  };
  return {
    ...job,
    record,
    title: `title of ${articleId}`,
    sourceId: given.source ?? 'src_1',
    publishedAt: (given.hours ?? 0) * HOUR,
    vector: new Uint8Array([1]),
    related: Object.entries(likes).map(([relatedId, score]): RelatedRecord => ({ articleId, relatedId, score, reasons: ['SIMILAR_TEXT'] })),
    links: Object.entries(likes).map(([linked, score]) => ({ articleId: linked, score })),
    nearDuplicates: (given.twins ?? []).map((duplicateId) => ({ articleId, duplicateId, similarity: 0.95 })),
  };
}
