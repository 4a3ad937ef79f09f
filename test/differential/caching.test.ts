/**
 * The program's own hints, end to end: whatever is written, a gateway with a cache answers at all times what one without answers. First time hardly moves, so that
 * nothing expires: what is right is right because somebody was told. `CACHING_STEPS` and `CACHING_SEED` make the run longer, or one run again.
 */
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';
import type { Viewer } from '../../src/auth/viewer.ts';
import { MODERATOR, OTHER, READER } from '../resolvers/world.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { openCachedAndNot, type Question } from './cached-and-not.ts';
import { comparable } from './comparable.ts';
import { generateOperation, type ValueFor } from './generate-operation.ts';
import { valuesOf } from './operation-values.ts';
import { Random } from './random.ts';
import { randomWrites } from './random-writes.ts';
import type { Answer } from './shapes.ts';

const STEPS = Number(process.env['CACHING_STEPS'] ?? 40);
const SEED = Number(process.env['CACHING_SEED'] ?? 1);
/** Operations that are asked again and again, and how many of them after each write. */
const QUESTIONS = 50;
const ASKED_AT_ONCE = 10;
const VIEWERS: readonly (Viewer | null)[] = [null, null, READER, OTHER, MODERATOR];
const OPERATIONS = new URL('../../schema/operations/', import.meta.url);

describeOnEachEngine('a gateway with a cache', (open) => {
  it(`answers what one without answers, over ${STEPS} writes`, () => compare(false), 1_200_000);

  it('answers the same while time passes, ages apart: what is old may be shown, what is wrong may not', () => compare(true), 1_200_000);

  async function compare(timePasses: boolean): Promise<void> {
    const opened = await open();
    await using closing = new AsyncDisposableStack();
    closing.defer(() => opened.remove());
    const random = new Random(SEED);
    const writes = randomWrites(opened.database, opened.clock, random);
    await writes.begin();
    for (let i = 0; i < 30; i += 1) await writes.step();
    const { gateway, cached, plain, hear, outcomes } = await openCachedAndNot(opened);
    // In operations of any kind ages have other names.
    const kinds = timePasses ? [appOperation, smallOperation] : [appOperation, smallOperation, anyOperation(gateway.schema)];
    const shown = ({ data, errors }: Answer): Answer => ({ data: timePasses ? withoutAges(data) : data, errors });
    const draw = async (): Promise<Question[]> => {
      const valueFor = await valuesWithStories(opened);
      return Array.from({ length: QUESTIONS }, (_, i) => kinds[i % kinds.length]!(random, valueFor));
    };

    let questions: Question[] = [];
    const last = new Map<string, string>();
    let changed = 0;
    for (let step = 0; step < STEPS; step += 1) {
      if (step % 40 === 0) questions = await draw();
      opened.clock.advance(timePasses && random.chance(0.4) ? random.between(10_000, 400_000) : 1);
      const what = await writes.step();
      await hear();
      for (let i = 0; i < ASKED_AT_ONCE; i += 1) {
        const asked = { ...random.pick(questions), viewer: random.pick(VIEWERS), language: random.pick(['ar', 'en']) };
        const [answer, expected] = [shown(comparable(await cached(asked))), shown(comparable(await plain(asked)))];
        const told = `seed ${SEED}, step ${step}, after «${what}»: ${JSON.stringify(asked)}`;
        expect({ told, ...answer }).toEqual({ told, ...expected });
        const key = JSON.stringify(asked);
        const text = JSON.stringify(expected);
        if (last.has(key) && last.get(key) !== text) changed += 1;
        last.set(key, text);
      }
    }
    // A cache that keeps nothing would agree, and so would one over a world that stands still.
    expect(outcomes['entity hit']).toBeGreaterThan(STEPS / 2);
    expect(outcomes['root hit']).toBeGreaterThan(STEPS / 4);
    if (timePasses) expect(outcomes['entity stale']).toBeGreaterThan(0);
    expect(changed).toBeGreaterThan(STEPS / 20);
  }
});

function withoutAges(data: unknown): unknown {
  return JSON.parse(JSON.stringify(data, (name, value: unknown) => (name.endsWith('Relative') ? undefined : value)));
}

const read = (name: string): string => readFileSync(new URL(`${name}.graphql`, OPERATIONS), 'utf8');
const PAGES = {
  article: read('article-page'),
  home: read('home-feed'),
  thread: read('thread'),
  source: read('source-page'),
  story: read('story-page'),
  search: read('search'),
};

/** What the apps ask, of something that is there. */
function appOperation(random: Random, valueFor: ValueFor): Question {
  const value = (coordinate: string): unknown => valueFor(coordinate, 'ID', random);
  const first = random.between(1, 4);
  const locale = random.pick(['ar', 'en', null]);
  const page = random.pick(Object.keys(PAGES) as (keyof typeof PAGES)[]);
  const source = PAGES[page];
  switch (page) {
    case 'article':
      return { source, variables: { id: value('ArticleBy.id'), locale } };
    case 'home':
      return { source, variables: { first, locale, filter: random.chance(0.3) ? { topics: { in: [value('TopicFilter.in')] } } : null } };
    case 'thread':
      return { source, variables: { articleId: value('ArticleBy.id'), first, orderBy: random.pick(['NEWEST', 'MOST_REPLIES']), locale } };
    case 'source':
      return { source, variables: { slug: value('SourceBy.slug'), first, locale } };
    case 'story':
      return { source, variables: { id: value('Query.story.id'), first, locale } };
    case 'search':
      return { source, variables: { query: value('Query.search.query'), first, locale } };
  }
}

/** One thing at a time, by each way to it: a page is made of so much that something else of it may be told of. */
function smallOperation(random: Random, valueFor: ValueFor): Question {
  const of = (coordinate: string): string => JSON.stringify(valueFor(coordinate, 'ID', random));
  const comment = '{ id body isDeleted replyCount author { name } }';
  const source = random.pick([
    `{ comment(id: ${of('Query.comment.id')}) ${comment} }`,
    `{ comment(id: ${of('Query.comment.id')}) { parent ${comment} replies(first: 3) { nodes ${comment} totalCount } viewerCan { reply delete } } }`,
    `{ comment(id: ${of('Query.comment.id')}) { article { commentCount commenting { state } comments(first: 2) { nodes { body } } } } }`,
    `{ node(id: ${of('Query.comment.id')}) { id ... on Comment ${comment} } }`,
    `{ node(id: ${of('Query.comment.id')}) { ... on Comment { replies(first: 2) { nodes { body } } viewerCan { reply } } } }`,
    `{ nodes(ids: [${of('Query.node.id')}, "usr_01reader", "usr_02other"]) { __typename id ... on User { name } ... on Story { size } } }`,
    `{ node(id: "usr_0${random.between(1, 3)}reader") { id ... on User { name } } }`,
    `{ article(by: { id: ${of('ArticleBy.id')} }) { title state source { id name } } }`,
    `{ article(by: { slug: ${of('ArticleBy.slug')} }) { title state } }`,
    `{ article(by: { url: "https://reprint.example/${random.between(1, 2)}" }) { id title } }`,
    `{ article(by: { id: ${of('ArticleBy.id')} }) { ai { status summary { text } keywords { text } } } }`,
    `{ article(by: { id: ${of('ArticleBy.id')} }) { related(first: 12) { score article { id title } } duplicates(first: 9) { article { id } } } }`,
    `{ article(by: { id: ${of('ArticleBy.id')} }) { story { id title size articles(first: 3) { nodes { id title } totalCount } } } }`,
    `{ story(id: ${of('Query.story.id')}) { title size sourceCount keywords articles(first: 2) { nodes { id } totalCount } } }`,
    `{ stories(first: 3) { nodes { id title size } totalCount } }`,
    `{ source(by: { id: ${of('SourceBy.id')} }) { name articles(first: 2) { nodes { id title } totalCount } } }`,
    `{ source(by: { slug: ${of('SourceBy.slug')} }) { name } }`,
    `{ sources(first: 5) { nodes { slug name } totalCount } }`,
    `{ articles(first: 3) { nodes { id title source { articles(first: 1) { totalCount } } } totalCount } }`,
    `{ articles(first: 3, filter: { topics: { in: [${of('TopicFilter.in')}] } }) { nodes { id } totalCount } }`,
    `{ search(query: ${of('Query.search.query')}, first: 3) { nodes { id } facets { topics { code count } } totalCount { value } } }`,
    `{ suggest(prefix: ${of('Query.suggest.prefix')}) { text kind } }`,
  ]);
  return { source, variables: {} };
}

const anyOperation =
  (schema: GraphQLSchema) =>
  (random: Random, valueFor: ValueFor): Question =>
    generateOperation(schema, random.between(1, 1_000_000_000), valueFor);

async function valuesWithStories({ database }: TestDatabase): Promise<ValueFor> {
  const valueFor = await valuesOf({ database });
  const stories = (await database.read.selectFrom('stories').select('id').orderBy('id').execute()).map(({ id }) => id);
  return (coordinate, type, random) => {
    if (coordinate === 'Query.story.id') return random.pick([...stories, ...stories, 'sty_00000000000000000000']);
    if (coordinate === 'Query.node.id' && random.chance(0.3)) return random.pick([...stories, 'usr_01reader']);
    if (coordinate === 'Query.search.query' || coordinate === 'Query.suggest.prefix')
      return random.pick(['خبر', 'كأس العالم', 'market', 'سوق']);
    if (coordinate === 'TopicFilter.in') return random.pick(['04000000', '11000000', '15000000']);
    return valueFor(coordinate, type, random);
  };
}
