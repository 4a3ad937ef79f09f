/** The sources and platform domains say the same on both engines. */
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { sourceId } from '../../src/data/ids.ts';
import { subjectLoaders } from '../../src/data/platform/subject.loaders.ts';
import { usersByIds } from '../../src/data/platform/user.queries.ts';
import { sourceLoaders } from '../../src/data/sources/source.loaders.ts';
import { sourceCount, sourcePage, sourcesByDomains, sourcesByIds, sourcesBySlugs } from '../../src/data/sources/source.queries.ts';
import type { SourceRecord } from '../../src/data/sources/source.record.ts';
import { outboxAfter } from '../../src/events/outbox.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { draftOf, range } from './drafts.ts';
import { walkBackwards, walkForwards } from './walk.ts';

const sourceOf = (slug: string, given: Partial<SourceRecord> = {}): SourceRecord => ({
  id: sourceId(slug),
  slug,
  names: { ar: `صحيفة ${slug}`, en: slug },
  descriptions: {},
  domains: [`${slug}.example`],
  homepage: `https://${slug}.example/`,
  icon: null,
  color: '#112233',
  country: 'SA',
  language: 'ar',
  ...given,
});

describeOnEachEngine('sources', (open) => {
  let test: TestDatabase;
  beforeAll(async () => void (test = await open()));
  beforeEach(() => test.reset());
  afterAll(() => test.remove());

  it('upsertMany creates, overwrites and tells what changed', async () => {
    const { database } = test;
    const [a, b] = [
      sourceOf('a'),
      sourceOf('b', { domains: ['b.example', 'b.test'], icon: { url: '/media/b.svg', width: 64, height: 64, alt: null, credit: null } }),
    ];
    const upsert = async (...sources: readonly SourceRecord[]) =>
      (await database.write('sources.upsertMany', { sources })).map(({ outcome }) => outcome);
    expect(await upsert(a, b)).toEqual(['new', 'new']);
    expect(await upsert(a, { ...b, country: 'EG', domains: ['b.test'] })).toEqual(['unchanged', 'updated']);
    expect(await sourcesByIds(database, [b.id, 'src_none', a.id])).toEqual([{ ...b, country: 'EG', domains: ['b.test'] }, null, a]);
    expect((await sourcesByDomains(database, ['b.example', 'b.test', 'a.example'])).map((source) => source?.slug)).toEqual([
      undefined,
      'b',
      'a',
    ]);
    expect((await outboxAfter(database, 0, 10)).map(({ topic, subjectId }) => [topic, subjectId])).toEqual([
      ['source.written', a.id],
      ['source.written', b.id],
      ['source.written', b.id],
    ]);
  });

  it('ensureMany creates what is missing and overwrites nothing, also when two do it at once', async () => {
    const { database } = test;
    await database.write('sources.upsertMany', { sources: [sourceOf('a')] });
    const ensure = (country: string) =>
      database.write('sources.ensureMany', { sources: ['a', 'b', 'c'].map((slug) => sourceOf(slug, { country })) });
    const outcomes = await Promise.all([ensure('EG'), ensure('MA')]);
    expect(
      outcomes
        .flat()
        .filter(({ outcome }) => outcome === 'new')
        .map(({ id }) => id),
    ).toEqual([sourceId('b'), sourceId('c')]);
    const countries = (await sourcesBySlugs(database, ['a', 'b', 'c'])).map((source) => source?.country);
    expect(countries[0]).toBe('SA');
    expect(countries[1]).toBe(countries[2]);
  });

  it('pages in order of the slug, filtered by countries and language ranges', async () => {
    const { database } = test;
    // ｆ (U+FF46) and 😀 order differently by UTF-16 units than by code points: both engines and the program must agree.
    const slugs = ['b', 'a', 'e', 'c', 'd', 'ｆ', '😀', 'B'];
    await database.write('sources.upsertMany', {
      sources: slugs.map((slug, n) => sourceOf(slug, { country: n % 2 === 0 ? 'SA' : null, language: n % 3 === 0 ? 'ar-SA' : 'en' })),
    });
    const ordered = ['B', 'a', 'b', 'c', 'd', 'e', 'ｆ', '😀'];
    const keyOf = ({ slug }: SourceRecord) => ({ slug });
    for (const size of range(9).slice(1)) {
      expect((await walkForwards(size, keyOf, (page) => sourcePage(database, { page }))).map(({ slug }) => slug)).toEqual(ordered);
      expect((await walkBackwards(size, keyOf, (page) => sourcePage(database, { page }))).map(({ slug }) => slug)).toEqual(ordered);
    }
    const filter = { countries: { in: ['SA'] }, languages: { in: ['ar'] } };
    expect((await sourcePage(database, { filter, page: { first: 5 } })).rows.map(({ slug }) => slug)).toEqual(['b', '😀']);
    expect(await sourceCount(database, filter)).toBe(2);
    expect(await sourceCount(database, { languages: { notIn: ['ar'] } })).toBe(5);
    expect(await sourceCount(database)).toBe(8);
  });

  it('loads fifty sources with one statement', async () => {
    await test.database.write('sources.upsertMany', { sources: range(50).map((n) => sourceOf(`s${n}`)) });
    const loaders = sourceLoaders(test.database);
    const statements = await test.statements(() => Promise.all(range(50).map((n) => loaders.byId.load(sourceId(`s${n}`)))));
    expect(statements).toHaveLength(1);
  });
});

describeOnEachEngine('platform', (open) => {
  let test: TestDatabase;
  beforeAll(async () => void (test = await open()));
  beforeEach(() => test.reset());
  afterAll(() => test.remove());

  it('users.upsert creates, takes over a new name, and is quiet where nothing changed', async () => {
    const { database, clock } = test;
    const start = clock.now();
    const upsert = (...names: readonly string[]) =>
      database.write('users.upsert', { users: names.map((name, n) => ({ id: `usr_${n}`, name })) });
    expect(await upsert('Muna', 'سالم')).toEqual({ written: 2 });
    clock.advance(10);
    expect(await upsert('Muna', 'سالم ٢')).toEqual({ written: 1 });
    expect(await usersByIds(database, ['usr_1', 'usr_x', 'usr_0'])).toEqual([
      { id: 'usr_1', name: 'سالم ٢', createdAt: start, updatedAt: start + 10 },
      null,
      { id: 'usr_0', name: 'Muna', createdAt: start, updatedAt: start },
    ]);
    expect((await outboxAfter(database, 0, 10)).map(({ subjectId }) => subjectId)).toEqual(['usr_0', 'usr_1', 'usr_1']);
  });

  it('knows which ids exist, whatever their domain, with one statement', async () => {
    const { database } = test;
    await database.write('articles.upsertMany', { drafts: [draftOf(1)] });
    await database.write('sources.upsertMany', { sources: [sourceOf('a')] });
    await database.write('users.upsert', { users: [{ id: 'usr_1', name: 'Muna' }] });
    const { known } = subjectLoaders(database);
    const ids = [draftOf(1).id, 'art_none', sourceId('a'), 'usr_1'];
    let answers: readonly unknown[] = [];
    const statements = await test.statements(async () => void (answers = await known.loadMany(ids)));
    expect(answers).toEqual([true, false, true, true]);
    expect(statements).toHaveLength(1);
  });
});
