import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EnrichmentRecord } from '../../src/data/enrichments/enrichment.record.ts';
import { articleId } from '../../src/data/ids.ts';
import { NOW, openWorld, type World } from './world.ts';

const idOf = (key: string) => articleId(`https://news.example/${key}`);
const CITATION = { block: 0, start: 0, end: 12, quote: 'جملة أولى.' };

let world: World;

beforeAll(async () => {
  world = await openWorld();
  await world.database.write('enrichments.enqueueMany', { jobs: ['ready', 'stale'].map((key) => job(key, 'h1')) });
  await world.database.write('enrichments.claim', { limit: 10, leaseMs: 1000 });
  await world.database.write('enrichments.completeMany', {
    results: ['ready', 'stale'].map((key) => ({
      ...job(key, 'h1'),
      record: record(key),
      title: key,
      publishedAt: NOW,
      sourceId: 'src_1',
      links: [],
      nearDuplicates: [],
      vector: new Uint8Array(8),
      related: [
        { articleId: idOf(key), relatedId: idOf('near'), score: 0.34, reasons: ['SIMILAR_TEXT' as const, 'SHARED_KEYWORDS' as const] },
        { articleId: idOf(key), relatedId: idOf('far'), score: 0.16, reasons: ['SIMILAR_TEXT' as const] },
      ],
    })),
  });
  world.clock.set(NOW + 1000);
  await world.database.write('enrichments.enqueueMany', { jobs: [job('stale', 'h2'), job('waiting', 'h1'), job('broken', 'h1')] });
  await world.database.write('enrichments.claim', { limit: 10, leaseMs: 1000 });
  await world.database.write('enrichments.fail', { ...job('broken', 'h1'), error: 'too short', retryAt: null });
});
afterAll(() => world.close());

const ask = async (selection: string, representation: object, locales: readonly string[] = [], fragments = '') => {
  const { data, errors } = await world.ask(
    'enrichments',
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Article { ${selection} } } } ${fragments}`,
    { locales, variables: { r: [{ __typename: 'Article', ...representation }] } },
  );
  return { article: data._entities[0], errors };
};
const REQUIRED = { wordCount: 540, language: 'ar' };

describe('ai', () => {
  it('answers summary, key points, keywords and sentiment, each with provenance and disclosure', async () => {
    const { article, errors } = await ask(
      `ai { status features readingTime { seconds label } summary { text sentences { text citation { block start end quote } } ...Made } keyPoints { text citation { block } ...Made } keywords { text score } sentiment { label score confidence ...Made } }`,
      { id: idOf('ready'), ...REQUIRED },
      [],
      'fragment Made on Enrichment { __typename status provenance { method provider model version inputHash confidence latencyMs generatedAt } disclosure { label digitalSourceType } }',
    );
    expect(errors).toBeUndefined();
    const provenance = {
      provider: 'local',
      version: '1',
      inputHash: 'h1',
      confidence: null,
      latencyMs: 35,
      generatedAt: '2026-11-24T12:00:00.000Z',
    };
    const extractive = {
      status: 'READY',
      provenance: { ...provenance, method: 'EXTRACTIVE', model: 'newsgraph-local' },
      disclosure: {
        label: 'جُمل من المقال نفسه اختارها برنامج',
        digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia',
      },
    };
    expect(article.ai).toEqual({
      status: 'READY',
      features: ['READING_TIME', 'SUMMARY', 'KEY_POINTS', 'KEYWORDS', 'SENTIMENT'],
      readingTime: { seconds: 180, label: '3 دقائق قراءة' },
      summary: {
        __typename: 'Summary',
        text: 'جملة أولى. جملة ثانية.',
        sentences: [
          { text: 'جملة أولى.', citation: CITATION },
          { text: 'جملة ثانية.', citation: { ...CITATION, block: 1 } },
        ],
        ...extractive,
      },
      keyPoints: [{ __typename: 'KeyPoint', text: 'نقطة', citation: { block: 0 }, ...extractive }],
      keywords: [{ text: 'الذكاء الاصطناعي', score: 9.5 }],
      sentiment: {
        __typename: 'Sentiment',
        label: 'POSITIVE',
        score: 0.4,
        confidence: 0.7,
        status: 'READY',
        provenance: { ...provenance, confidence: 0.7, method: 'LEXICON', model: 'newsgraph-local' },
        disclosure: {
          label: 'تقدير آلي بحسب ألفاظ المقال',
          digitalSourceType: 'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia',
        },
      },
    });
  });

  it.each([
    ['ready', 540, 'ar', 'READY'],
    ['stale', 540, 'ar', 'STALE'],
    ['waiting', 540, 'en-GB', 'PENDING'],
    ['never-seen', 540, 'ar', 'PENDING'],
    ['broken', 540, 'ar', 'FAILED'],
    ['never-seen', 0, 'ar', 'UNSUPPORTED'],
    ['never-seen', 540, 'fr', 'UNSUPPORTED'],
  ])('%s with %i words of %s is %s', async (key, wordCount, language, status) => {
    const { article } = await ask('ai { status summary { status } }', { id: idOf(key), language, wordCount });
    expect(article.ai).toEqual({ status, summary: status === 'READY' || status === 'STALE' ? { status } : null });
  });

  it('tells the reading time before anything was made, in the words of the language asked', async () => {
    const label = async (wordCount: number, language: string, argument: string, locales: readonly string[] = []) =>
      (
        await ask(
          `ai${argument} { features readingTime { label } summary { text } keyPoints { text } keywords { text } sentiment { label } }`,
          { id: idOf('waiting'), wordCount, language },
          locales,
        )
      ).article.ai;
    expect(await label(362, 'ar', '')).toEqual({
      features: ['READING_TIME'],
      readingTime: { label: 'دقيقتا قراءة' },
      summary: null,
      keyPoints: null,
      keywords: null,
      sentiment: null,
    });
    expect((await label(1991, 'ar', '(locale: "ar")', ['en'])).readingTime.label).toBe('11 دقيقة قراءة');
    expect((await label(714, 'en', '', ['en-GB'])).readingTime.label).toBe('3 min read');
    const { article } = await ask('ai(locale: "ar") { readingTime { label(locale: "en") } }', { id: idOf('waiting'), ...REQUIRED });
    expect(article.ai.readingTime.label).toBe('3 min read');
  });

  it('needs what it requires', async () => {
    const { article, errors } = await ask('ai { status }', { id: idOf('ready') });
    expect(article).toEqual({ ai: null });
    expect(errors).toMatchObject([
      {
        message: 'Field "ai" requires "wordCount" and "language" in the representation of Article.',
        path: ['_entities', 0, 'ai'],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(await ask('id', { id: idOf('ready'), wordCount: 'many', language: 'ar' })).toMatchObject({
      article: null,
      errors: [{ message: 'Bad representation of Article: "wordCount" must be a whole number of 0 or more.', path: ['_entities', 0] }],
    });
  });
});

describe('related', () => {
  it('answers the best, best first, with score and reasons', async () => {
    const { article } = await ask('related { score reasons article { id } } one: related(first: 1) { score }', { id: idOf('ready') });
    expect(article).toEqual({
      related: [
        { score: 0.34, reasons: ['SIMILAR_TEXT', 'SHARED_KEYWORDS'], article: { id: idOf('near') } },
        { score: 0.16, reasons: ['SIMILAR_TEXT'], article: { id: idOf('far') } },
      ],
      one: [{ score: 0.34 }],
    });
    expect((await ask('related { score }', { id: idOf('waiting') })).article).toEqual({ related: [] });
  });

  it.each([0, 13])('refuses %i', async (first) => {
    const { article, errors } = await ask(`related(first: ${first}) { score }`, { id: idOf('ready') });
    expect(article).toEqual({ related: null });
    expect(errors).toMatchObject([
      { message: `Argument "first" must be from 1 to 12, but ${first} was given.`, extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

function job(key: string, inputHash: string) {
  return { articleId: idOf(key), inputHash, engineVersion: '1' };
}

function record(key: string): EnrichmentRecord {
  return {
    ...job(key, 'h1'),
    language: 'ar',
    summary: [
      { text: 'جملة أولى.', citation: CITATION },
      { text: 'جملة ثانية.', citation: { ...CITATION, block: 1 } },
    ],
    keyPoints: [{ text: 'نقطة', citation: CITATION }],
    keywords: [{ text: 'الذكاء الاصطناعي', score: 9.5 }],
    sentiment: { label: 'POSITIVE', score: 0.4, confidence: 0.7 },
    entities: [],
    topics: [],
    readability: null,
    generatedAt: NOW,
    latencyMs: 35.2,
  };
}
