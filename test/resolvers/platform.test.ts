import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { articleId, sourceId } from '../../src/data/ids.ts';
import { article, openWorld, READER, source, type World } from './world.ts';

let world: World;
const known = articleId('https://news.example/known');

beforeAll(async () => {
  world = await openWorld();
  await world.database.write('sources.upsertMany', { sources: [source('albayan')] });
  await world.database.write('articles.upsertMany', { drafts: [article('known')] });
  await world.database.write('users.upsert', { users: [{ id: READER.id, name: READER.name }] });
});
afterAll(() => world.close());

describe('viewer', () => {
  it('is who the token says, or nobody', async () => {
    const operation = '{ viewer { id name roles } }';
    expect((await world.ask('platform', operation, { viewer: READER })).data).toEqual({ viewer: READER });
    expect((await world.ask('platform', operation)).data).toEqual({ viewer: null });
  });
});

describe('app', () => {
  it('speaks Arabic unless asked for something else', async () => {
    const { data } = await world.ask(
      'platform',
      '{ app { name stores { platform url label } aiPromo { title description } } english: app(locale: "en") { name stores { label } aiPromo { title } } }',
    );
    expect(data.app).toEqual({
      name: 'نيوزغراف',
      stores: [
        { platform: 'IOS', url: expect.any(String), label: 'التطبيق لآيفون وآيباد' },
        { platform: 'ANDROID', url: expect.any(String), label: 'التطبيق لأندرويد' },
        { platform: 'WEB', url: '/', label: 'اقرأ في المتصفح' },
      ],
      aiPromo: { title: 'الخبر في دقيقة', description: expect.stringContaining('ملخص') },
    });
    expect(data.english).toMatchObject({
      name: 'Newsgraph',
      stores: [{ label: 'The app for iPhone and iPad' }, { label: 'The app for Android' }, { label: 'Read in the browser' }],
      aiPromo: { title: 'The news in a minute' },
    });
    expect((await world.ask('platform', '{ app { name } }', { locales: ['de', 'ar'] })).data.app.name).toBe('Newsgraph');
  });
});

describe('node', () => {
  it('tells the type by the prefix, and null for what was never there', async () => {
    const { data } = await world.ask(
      'platform',
      `{ article: node(id: "${known}") { __typename id } source: node(id: "${sourceId('albayan')}") { __typename id } user: node(id: "${READER.id}") { __typename id ... on User { name } }
         unknownArticle: node(id: "art_00000000000000000000") { id } unknownUser: node(id: "usr_0") { id } unknownPrefix: node(id: "xyz_1") { id } noPrefix: node(id: "_") { id } empty: node(id: "") { id } proto: node(id: "constructor_1") { id } }`,
    );
    expect(data).toEqual({
      article: { __typename: 'Article', id: known },
      source: { __typename: 'Source', id: sourceId('albayan') },
      user: { __typename: 'User', id: READER.id, name: READER.name },
      unknownArticle: null,
      unknownUser: null,
      unknownPrefix: null,
      noPrefix: null,
      empty: null,
      proto: null,
    });
  });

  it('answers many in the order asked, with one statement for users and one for all else', async () => {
    let data: unknown;
    const ids = [READER.id, 'art_00000000000000000000', known, sourceId('albayan'), known];
    const statements = await world.statements(async () => {
      ({ data } = await world.ask('platform', 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }', { variables: { ids } }));
    });
    expect(data).toEqual({
      nodes: [
        { __typename: 'User', id: READER.id },
        null,
        { __typename: 'Article', id: known },
        { __typename: 'Source', id: sourceId('albayan') },
        { __typename: 'Article', id: known },
      ],
    });
    expect(statements).toHaveLength(2);
  });

  it.each([0, 101])('refuses %i ids', async (count) => {
    const { data, errors } = await world.ask('platform', 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      variables: { ids: Array.from({ length: count }, () => known) },
    });
    expect(data).toEqual({ nodes: null });
    expect(errors).toMatchObject([
      { message: `Argument "ids" must have 1 to 100 ids, but ${count} were given.`, extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});
