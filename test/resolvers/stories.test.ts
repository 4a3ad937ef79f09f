/** Stories, near-duplicates, entities and topics in the enrichments subgraph: answers, and one statement per level. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { EnrichmentRecord } from '../../src/data/enrichments/enrichment.record.ts';
import { articleId } from '../../src/data/ids.ts';
import { describeOnEachEngine } from '../testkit/database.ts';
import { HOUR, NOW, openWorld, type World } from './world.ts';

const idOf = (key: string) => articleId(`https://news.example/${key}`);
const KEYS = ['a1', 'a2', 'b1', 'b2'];

describeOnEachEngine('stories in the graph', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(open);
    for (const [n, key] of KEYS.entries()) {
      const job = { articleId: idOf(key), inputHash: 'h', engineVersion: '1' };
      const like = key.endsWith('2') ? [idOf(KEYS[n - 1]!)] : [];
      await world.database.write('enrichments.enqueueMany', { jobs: [job] });
      await world.database.write('enrichments.completeMany', {
        results: [
          {
            ...job,
            record: { ...job, ...MADE },
            title: `خبر ${key}`,
            publishedAt: NOW + n * HOUR,
            sourceId: `src_${n % 2}`,
            vector: new Uint8Array(8),
            related: [],
            links: like.map((linked) => ({ articleId: linked, score: 0.8 })),
            nearDuplicates: like.map((duplicateId) => ({ articleId: job.articleId, duplicateId, similarity: 0.9 })),
          },
        ],
      });
    }
  });
  afterAll(() => world.close());

  async function counted(query: string, variables: Readonly<Record<string, unknown>> = {}) {
    // oxlint-disable-next-line typescript/no-explicit-any -- the answer is asserted by shape
    let data: any;
    const statements = await world.statements(async () => {
      const answer = await world.ask('enrichments', query, { variables, locales: ['ar'] });
      expect(answer.errors).toBeUndefined();
      data = answer.data;
    });
    return { data, statements: statements.length };
  }

  const ARTICLES = (selection: string) => `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Article { ${selection} } } }`;
  const representations = { r: KEYS.map((key) => ({ __typename: 'Article', id: idOf(key), wordCount: 100, language: 'ar' })) };

  it('answers the story of each article with one statement, and its articles with one more', async () => {
    const { data, statements } = await counted(
      ARTICLES('id story { id title direction size sourceCount articles(first: 5) { nodes { id } totalCount } }'),
      representations,
    );
    const [a1, a2, b1] = data._entities;
    expect(a1.story).toEqual({
      id: expect.stringMatching(/^sty_/),
      title: 'خبر a1',
      direction: 'RTL',
      size: 2,
      sourceCount: 2,
      articles: { nodes: [{ id: idOf('a2') }, { id: idOf('a1') }], totalCount: 2 },
    });
    expect(a2.story).toEqual(a1.story);
    expect(b1.story.id).not.toBe(a1.story.id);
    expect(statements).toBe(2);
  });

  it('lists stories newest first with cursors, their topics in words, and finds one by its id', async () => {
    const query =
      '{ stories(first: 1) { nodes { id title topics { code label } keywords } pageInfo { endCursor hasNextPage } totalCount } }';
    const { data, statements } = await counted(query);
    expect(data.stories).toMatchObject({
      nodes: [{ title: 'خبر b1', topics: [{ code: '15000000', label: 'رياضة' }], keywords: ['كأس'] }],
      pageInfo: { hasNextPage: true },
      totalCount: 2,
    });
    expect(statements).toBe(2);
    const next = await counted('query ($after: Cursor) { stories(first: 5, after: $after, language: "ar") { nodes { id title } } }', {
      after: data.stories.pageInfo.endCursor,
    });
    expect(next.data.stories.nodes).toMatchObject([{ title: 'خبر a1' }]);
    const [{ id }] = next.data.stories.nodes;
    expect((await counted('query ($id: ID!) { story(id: $id) { title } }', { id })).data.story).toEqual({ title: 'خبر a1' });
    expect((await counted('{ story(id: "sty_00000000000000000000") { title } }')).data.story).toBeNull();
    expect((await world.ask('platform', `{ node(id: "${id}") { __typename id } }`)).data).toEqual({ node: { __typename: 'Story', id } });
  });

  it('answers near-duplicates of all articles with one statement', async () => {
    const { data, statements } = await counted(ARTICLES('duplicates { article { id } similarity }'), representations);
    expect(data._entities[0].duplicates).toEqual([{ article: { id: idOf('a2') }, similarity: 0.9 }]);
    expect(data._entities[1].duplicates).toEqual([{ article: { id: idOf('a1') }, similarity: 0.9 }]);
    expect(statements).toBe(1);
  });

  it('answers entities, topics, readability and language from the record', async () => {
    const { data, statements } = await counted(
      ARTICLES(
        'ai { features language entities { name type prominence mentions { block start end quote } provenance { method } } topics { code label en: label(locale: "en") score } readability { measure score level } }',
      ),
      representations,
    );
    expect(data._entities[0].ai).toEqual({
      features: ['READING_TIME', 'KEYWORDS', 'ENTITIES', 'TOPICS', 'READABILITY'],
      language: 'ar',
      entities: [
        {
          name: 'الرياض',
          type: 'PLACE',
          prominence: 1,
          mentions: [{ block: 0, start: 1, end: 7, quote: 'الرياض' }],
          provenance: { method: 'RULES' },
        },
      ],
      topics: [{ code: '15000000', label: 'رياضة', en: 'Sport', score: 0.7 }],
      readability: { measure: 'LIX', score: 48.5, level: 'MEDIUM' },
    });
    expect(statements).toBe(1);
  });
});

const MADE: Omit<EnrichmentRecord, 'articleId' | 'inputHash' | 'engineVersion'> = {
  language: 'ar',
  summary: [],
  keyPoints: [],
  keywords: [{ text: 'كأس', score: 1 }],
  sentiment: null,
  entities: [{ name: 'الرياض', type: 'PLACE', prominence: 1, mentions: [{ block: 0, start: 1, end: 7, quote: 'الرياض' }] }],
  topics: [{ code: '15000000', score: 0.7 }],
  readability: { measure: 'LIX', score: 48.5, level: 'MEDIUM' },
  generatedAt: NOW,
  latencyMs: 3,
};
