/**
 * What may be shown to everybody: every field of every subgraph is asked by nobody, by a reader, by the author of comments that are held back, and by a
 * moderator. Where their answers differ, the schema must say PRIVATE; where they differ with time, that it is kept for half a minute at most.
 */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { parse } from 'graphql';
import type { Viewer } from '../../src/auth/viewer.ts';
import { composeProgram } from '../../src/compose/compose.ts';
import { readCacheHints } from '../../src/gateway/caching/cache-hints.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../src/subgraph/definition.ts';
import { differsHere, everythingOf, fieldsBehindQuery, isThere, walkBoth } from './everything-asked.ts';
import { openFullWorld, type FullWorld } from './full-world.ts';
import { DAY, MODERATOR, NOBODY, NOW, OTHER, READER } from './world.ts';

const EDITOR: Viewer = { id: 'usr_05editor', name: 'Huda', roles: ['EDITOR', 'ADMIN'] };
const hints = readCacheHints(parse(composeProgram().supergraphSdl), () => false);
let world: FullWorld;
beforeAll(async () => {
  world = await openFullWorld();
});
afterAll(() => world.close());

// Everything is much, and each operation is validated.
jest.setTimeout(60_000);

describe.each(SUBGRAPH_NAMES)('%s', (name) => {
  it('answers everybody the same, but for what is PRIVATE', async () => {
    const differing = { public: new Set<string>(), private: new Set<string>() };
    const nobody = await answersOf(name, null);
    for (const viewer of [NOBODY, READER, OTHER, MODERATOR, EDITOR])
      for (const [at, answer] of await answersOf(name, viewer))
        walkBoth(nobody.get(at), answer, (coordinate, one, other) => {
          const isPrivate = (at === '_entities.Comment' && coordinate === 'Query._entities') || scopeOf(coordinate) === 'private';
          if (differsHere(one, other)) differing[isPrivate ? 'private' : 'public'].add(coordinate);
          return true;
        });
    expect([...differing.public].toSorted()).toEqual([]);
    // Were nothing different, nothing would have been tried.
    expect([...differing.private].toSorted()).toEqual(PRIVATE[name]);
  });

  it('answers tomorrow what it answers today, but for ages', async () => {
    const today = await answersOf(name, null);
    world.clock.set(NOW + 2 * DAY);
    const tomorrow = await answersOf(name, null).finally(() => world.clock.set(NOW));
    const differing = new Set<string>();
    for (const [at, answer] of tomorrow)
      walkBoth(today.get(at), answer, (coordinate, one, other) => {
        if (differsHere(one, other)) differing.add(coordinate);
        return true;
      });
    expect([...differing].map((coordinate) => [coordinate, lifetimeOf(coordinate)])).toEqual(AGES[name]);
  });

  it('depends on the language of the client, as it says', async () => {
    const [arabic, english] = [await answersOf(name, null, ['ar']), await answersOf(name, null, ['en'])];
    expect(JSON.stringify([...english])).not.toEqual(JSON.stringify([...arabic]));
    expect(world.subgraph(name).definition.caching).toMatchObject({ public: true, vary: ['accept-language'] });
  });

  it('is asked for every field that a query can reach', async () => {
    const there = new Set<string>();
    for (const viewer of [null, READER, MODERATOR])
      for (const answer of (await answersOf(name, viewer)).values())
        walkBoth(answer, answer, (coordinate, value) => (isThere(value) ? (there.add(coordinate), true) : false));
    expect([...fieldsBehindQuery(world.subgraph(name).schema)].filter((field) => !there.has(field)).toSorted()).toEqual([]);
  });
});

/** What was found to differ: in each domain all that may. */
const PRIVATE: Readonly<Record<SubgraphName, readonly string[]>> = {
  articles: [],
  sources: [],
  comments: [
    'Comment.parent',
    'Comment.rootParent',
    'CommentPermissions.delete',
    'CommentPermissions.reply',
    'Query._entities',
    'Query.comment',
  ],
  enrichments: [],
  platform: ['Query.viewer'],
};

const AGES: Readonly<Record<SubgraphName, readonly (readonly [string, number])[]>> = {
  articles: [['Article.publishedAtRelative', 30_000]],
  sources: [],
  comments: [['Comment.createdAtRelative', 30_000]],
  enrichments: [],
  platform: [],
};

/** Data of each operation that asks for everything. */
async function answersOf(name: SubgraphName, viewer: Viewer | null, locales = ['ar']): Promise<ReadonlyMap<string, unknown>> {
  const { schema, definition } = world.subgraph(name);
  const answers = new Map<string, unknown>();
  for (const [at, operation] of everythingOf(schema, Object.keys(definition.references), world.literals)) {
    const representations = world.representations[at.replace('_entities.', '')] ?? [];
    const { data, errors } = await world.ask(name, operation, { viewer, locales, variables: { r: representations } });
    if (errors !== undefined) throw new AggregateError(errors, `${at}: ${errors.map((error) => error.message).join('\n')}`);
    answers.set(at, data);
  }
  return answers;
}

/** As the gateway reads it: what the field says, else what the type says that it returns. */
function scopeOf(coordinate: string): string | undefined {
  const [type = '', field = ''] = coordinate.split('.');
  const said = hints.ofField(type, field);
  // What is in a part that is PRIVATE is so with it; an entity's fields are looked at one by one, since there are several ways to it.
  const ofWhole = PARTS.includes(type) ? hints.ofType(type)?.scope : undefined;
  return ofWhole ?? (said && (said.hint?.scope ?? hints.ofType(said.returns)?.scope));
}

const PARTS = ['CommentPermissions', 'Viewer'];

function lifetimeOf(coordinate: string): number | undefined {
  const [type = '', field = ''] = coordinate.split('.');
  return hints.ofField(type, field)?.hint?.lifetime?.freshMs;
}
