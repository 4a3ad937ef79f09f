/**
 * Random operations through the monolith twin, through the engine with subgraphs in process, and through the engine over HTTP: the same data in
 * the same key order, and the same reasons for every null. `DIFFERENTIAL_OPERATIONS` and `DIFFERENTIAL_SEED` make the run longer, or one
 * operation again.
 */
import { expect, it } from '@jest/globals';
import { print, parse } from 'graphql';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { generateOperation, type ValueFor } from './generate-operation.ts';
import { openShapes, type Answer } from './shapes.ts';

const OPERATIONS = Number(process.env['DIFFERENTIAL_OPERATIONS'] ?? 300);
const FIRST_SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? 1);

describeOnEachEngine('differential', (open) => {
  it(`agrees on ${OPERATIONS} random operations`, async () => {
    await using closing = new AsyncDisposableStack();
    const opened = await open();
    closing.defer(() => opened.remove());
    const shapes = closing.use(await openShapes(opened));
    const valueFor = await valuesOf(opened);
    let withData = 0;
    let withErrors = 0;
    for (let seed = FIRST_SEED; seed < FIRST_SEED + OPERATIONS; seed += 1) {
      const { source, variables } = generateOperation(shapes.gateway.schema, seed, valueFor);
      const [expected, ...others] = await Promise.all(
        shapes.all.map(async ({ name, run }) => ({ name, answer: comparable(await run(source, variables)) })),
      );
      if (!expected) throw new Error('there is no twin to compare with');
      const told = (name: string): string => `seed ${seed}, ${name}:\n${print(parse(source))}\nvariables ${JSON.stringify(variables)}`;
      for (const { name, answer } of others) {
        expect({ told: told(name), ...answer }).toEqual({ told: told(name), ...expected.answer });
        expect([told(name), JSON.stringify(answer)]).toEqual([told(name), JSON.stringify(expected.answer)]); // the order of keys
      }
      if (JSON.stringify(expected.answer.data).length > 40) withData += 1;
      if (expected.answer.errors.length > 0) withErrors += 1;
    }
    // A generator that asks nothing, or nothing but errors, would agree with anything.
    expect(withData).toBeGreaterThan(OPERATIONS / 3);
    if (OPERATIONS >= 100) expect(withErrors).toBeGreaterThan(0);
  }, 1_200_000);
});

/** Errors as a set of reasons: which of several failed siblings an executor hears of first is not laid down (section 6.4.4). */
function comparable({ data, errors }: Answer): Answer {
  const reasons = errors.map(({ message, path, code }) => ({
    message,
    path,
    code: message.startsWith('Cannot return null for non-nullable field') ? 'INVALID_SUBGRAPH_VALUE' : code,
  }));
  return {
    data,
    errors: [...new Map(reasons.map((reason) => [JSON.stringify(nulledAt(data, reason.path)), reason])).values()].toSorted((a, b) =>
      JSON.stringify(a.path) < JSON.stringify(b.path) ? -1 : 1,
    ),
  };
}

/** The position that became null because of an error at `path`. */
function nulledAt(data: unknown, path: Answer['errors'][number]['path']): readonly (string | number)[] {
  let value = data;
  for (let i = 0; i <= path.length; i += 1) {
    if (value === null || typeof value !== 'object') return path.slice(0, i);
    value = (value as Record<string | number, unknown>)[path[i] as string | number];
  }
  return path;
}

/** Arguments that find something, most of the time. */
async function valuesOf({ database }: TestDatabase): Promise<ValueFor> {
  const articles = await database.read.selectFrom('articles').select(['id', 'slug', 'url']).orderBy('id').execute();
  const sources = await database.read.selectFrom('sources').select(['id', 'slug']).orderBy('id').execute();
  const comments = await database.read.selectFrom('comments').select('id').orderBy('id').execute();
  const users = await database.read.selectFrom('users').select('id').orderBy('id').execute();
  const feeds = await database.read.selectFrom('feeds').select('id').orderBy('id').execute();
  const ids = {
    article: articles.map(({ id }) => id),
    source: sources.map(({ id }) => id),
    comment: comments.map(({ id }) => id),
    user: users.map(({ id }) => id),
    feed: feeds.map(({ id }) => id),
  };
  return (coordinate, type, random) => {
    const argument = coordinate.split('.').at(-1);
    if (argument === 'first') return random.chance(0.9) ? random.between(1, 4) : random.between(-1, 101);
    if (argument === 'last' || argument === 'after' || argument === 'before') return random.chance(0.9) ? null : undefined;
    if (argument === 'locale') return random.pick(['ar', 'en', 'ar-EG', 'fr', null]);
    if (argument === 'chars' || argument === 'maxChars') return random.between(20, 300);
    if (argument === 'size') return random.between(16, 128);
    if (coordinate === 'Query.comment.id') return random.pick(ids.comment);
    if (coordinate === 'Query.feed.id') return random.chance(0.9) ? random.pick(ids.feed) : 'fee_00000000000000000000';
    if (coordinate === 'Query.node.id' || coordinate === 'Query.nodes.ids')
      return random.pick([
        ...random.pick([ids.article, ids.source, ids.comment, ids.user, ids.feed]),
        'art_00000000000000000000',
        'nonsense',
      ]);
    if (coordinate === 'ArticleBy.id') return random.chance(0.9) ? random.pick(ids.article) : 'art_00000000000000000000';
    if (coordinate === 'ArticleBy.slug') return random.pick(articles).slug;
    if (coordinate === 'ArticleBy.url') return random.pick(articles).url;
    if (coordinate === 'SourceBy.id') return random.pick(ids.source);
    if (coordinate === 'SourceBy.slug') return random.pick(sources).slug;
    if (coordinate === 'IDFilter.in' || coordinate === 'IDFilter.notIn') return random.pick(ids.source);
    if (type === 'Locale') return random.pick(['ar', 'en']);
    return undefined;
  };
}
