import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sourceId } from '../../src/data/ids.ts';
import { openWorld, source, type World } from './world.ts';

let world: World;

beforeAll(async () => {
  world = await openWorld();
  await world.database.write('sources.upsertMany', {
    sources: [
      source('albayan'),
      source('herald', {
        names: { en: 'The Herald' },
        descriptions: {},
        language: 'en-GB',
        country: 'GB',
        domains: ['herald.example', 'news.herald.example'],
        icon: null,
      }),
      source('okaz', { names: { ar: 'عكاظ' }, country: 'SA' }),
    ],
  });
});
afterAll(() => world.close());

describe('source(by)', () => {
  it('finds a publisher by id, slug or any of its domains', async () => {
    const { data } = await world.ask(
      'sources',
      `{ id: source(by: { id: "${sourceId('okaz')}" }) { slug } slug: source(by: { slug: "herald" }) { slug }
         domain: source(by: { domain: "WWW.news.herald.example" }) { slug } none: source(by: { slug: "nobody" }) { slug } }`,
    );
    expect(data).toEqual({ id: { slug: 'okaz' }, slug: { slug: 'herald' }, domain: { slug: 'herald' }, none: null });
  });

  it('refuses two ways at once', async () => {
    const { data, errors } = await world.ask('sources', 'query ($by: SourceBy!) { source(by: $by) { id } }', {
      variables: { by: { slug: 'okaz', domain: 'okaz.example' } },
    });
    expect(data).toEqual({ source: null });
    expect(errors).toMatchObject([
      {
        message: 'Argument "by" must have exactly one field, not null: "slug" and "domain" were given.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  it("is named in the reader's language, else in its own", async () => {
    const name = async (slug: string, locales: readonly string[], argument = '') =>
      (await world.ask('sources', `{ source(by: { slug: "${slug}" }) { name${argument} description direction } }`, { locales })).data
        .source;
    expect(await name('albayan', [])).toEqual({ name: 'البيان', description: 'صحيفة يومية', direction: 'RTL' });
    expect(await name('albayan', ['en-US'])).toMatchObject({ name: 'Al Bayan', description: 'صحيفة يومية' });
    expect(await name('albayan', ['en'], '(locale: "ar-EG")')).toMatchObject({ name: 'البيان' });
    // The record's own language is en-GB, its name is filed under en.
    expect(await name('herald', ['ar'])).toEqual({ name: 'The Herald', description: null, direction: 'LTR' });
  });

  it('draws its icon at the size asked', async () => {
    const { data } = await world.ask(
      'sources',
      '{ a: source(by: { slug: "albayan" }) { icon { url width height alt } } b: source(by: { slug: "albayan" }) { icon(size: 16) { width } } none: source(by: { slug: "herald" }) { icon { url } } }',
    );
    expect(data).toEqual({
      a: { icon: { url: '/media/icons/albayan.svg', width: 64, height: 64, alt: 'شعار' } },
      b: { icon: { width: 16 } },
      none: { icon: null },
    });
    const { errors } = await world.ask('sources', '{ source(by: { slug: "albayan" }) { icon(size: 513) { url } } }');
    expect(errors).toMatchObject([
      { message: 'Argument "size" must be from 16 to 512, but 513 was given.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

describe('sources', () => {
  it('pages in order of the slugs, and filters', async () => {
    const { data } = await world.ask(
      'sources',
      `{ all: sources(first: 2) { nodes { slug } totalCount pageInfo { hasNextPage endCursor } } last: sources(last: 1) { edges { node { slug } } }
         sa: sources(first: 5, filter: { countries: { in: ["sa"] } }) { nodes { slug } totalCount }
         en: sources(first: 5, filter: { languages: { in: ["en"] } }) { nodes { slug } } notEn: sources(first: 5, filter: { languages: { notIn: ["en"] } }) { totalCount } }`,
    );
    expect(data).toMatchObject({
      all: { nodes: [{ slug: 'albayan' }, { slug: 'herald' }], totalCount: 3, pageInfo: { hasNextPage: true } },
      last: { edges: [{ node: { slug: 'okaz' } }] },
      sa: { nodes: [{ slug: 'okaz' }], totalCount: 1 },
      en: { nodes: [{ slug: 'herald' }] },
      notEn: { totalCount: 2 },
    });
    const { data: next } = await world.ask(
      'sources',
      'query ($after: Cursor) { sources(first: 2, after: $after) { nodes { slug } pageInfo { hasNextPage } } }',
      { variables: { after: data.all.pageInfo.endCursor } },
    );
    expect(next.sources).toEqual({ nodes: [{ slug: 'okaz' }], pageInfo: { hasNextPage: false } });
  });

  it('refuses what is no country', async () => {
    const { errors } = await world.ask('sources', '{ sources(first: 5, filter: { countries: { notIn: ["Egypt"] } }) { totalCount } }');
    expect(errors).toMatchObject([
      {
        message: 'Argument "filter.countries.notIn" takes ISO 3166-1 codes of two letters, but "Egypt" was given.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });
});
