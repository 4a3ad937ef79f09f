/** How far a directive reaches: to what is computed from a guarded field, and in supergraphs that say it in other ways. */
import { describe, expect, it } from '@jest/globals';
import { as, denied, people, taxes, world } from './authorization-world.ts';
import { federate, type TestSubgraph } from './testkit.ts';

describe('what a field is computed from', () => {
  it('counts for it, however it is asked for', async () => {
    const { run, calls } = world(as());
    const { data, errors } = await run('{ person { owed: tax office } }');
    expect(data).toEqual({ person: { owed: null, office: 'o1' } });
    expect(errors).toEqual([denied('Person.tax', 'person', 'owed')]);
    expect(calls.every(({ text, representations }) => !/salary|\btax\b/.test(text + JSON.stringify(representations)))).toBe(true);
    expect((await world(as('payroll')).run('{ person { tax } }')).data).toEqual({ person: { tax: 5 } });
  });

  it('counts in supergraphs whose composition let it pass, over several steps', async () => {
    // Composition before Federation 2.9.5: `tax` says nothing, and `bonus` requires `tax`.
    const payroll: TestSubgraph = {
      sdl: `type Person @key(fields: "id") { id: ID! tax: Int @external bonus: Int @requires(fields: "tax") }`,
      entities: { Person: () => ({ bonus: 1 }) },
    };
    const open: TestSubgraph = {
      ...taxes,
      sdl: taxes.sdl.replace(/tax: Int @requires\(fields: "salary"\).*/, 'tax: Int @requires(fields: "salary")'),
    };
    const unguarded: TestSubgraph = { ...people, sdl: people.sdl.replace(/salary: Int @requiresScopes.*/, 'salary: Int') };
    const { supergraphSdl } = federate({ people: unguarded, taxes: open, payroll });
    const older = supergraphSdl.replace(/(salary: Int @join__field\(graph: PEOPLE\).*)/, '$1 @requiresScopes(scopes: [["payroll"]])');
    expect(older).not.toBe(supergraphSdl);
    const { run, calls } = federate(
      { people: unguarded, taxes: open, payroll },
      { supergraphSdl: older, authorization: { grantsOf: () => as('hr') } },
    );
    const { data, errors } = await run('{ person { bonus tax salary office } }');
    expect(data).toEqual({ person: { bonus: null, tax: null, salary: null, office: 'o1' } });
    expect(errors).toHaveLength(3);
    expect(calls.map(({ subgraph }) => subgraph)).toEqual(['people', 'taxes']);
  });

  it('counts where it comes as a context from further up', async () => {
    const trips: TestSubgraph = {
      sdl: `
        type Query { trip: Trip }
        type Trip @key(fields: "id") @context(name: "journey") { id: ID! currency: String! stop: Stop }
        type Stop @key(fields: "id") { id: ID! name: String price(in: String @fromContext(field: "$journey { currency }")): String }`,
      resolve: {
        'Query.trip': () => ({ id: 't', currency: 'EUR', stop: { id: 's', name: 'Cairo' } }),
        'Stop.price': (_: never, { in: currency }: { in?: string }) => `5 ${currency}`,
      },
      entities: { Stop: ({ id }: { id: string }) => ({ id, name: 'Cairo' }), Trip: ({ id }: { id: string }) => ({ id, currency: 'EUR' }) },
    };
    const { supergraphSdl } = federate({ trips });
    const guarded = supergraphSdl.replace(/( currency: String![^\n]*)/, '$1 @authenticated');
    expect(guarded).not.toBe(supergraphSdl);
    const options = { supergraphSdl: guarded, authorization: { grantsOf: () => as() } };
    expect((await federate({ trips }, options).run('{ trip { stop { price } } }')).data).toEqual({ trip: { stop: { price: '5 EUR' } } });
    const stranger = federate({ trips }, { supergraphSdl: guarded });
    const { data, errors } = await stranger.run('{ trip { stop { name dear: price } } }');
    expect(data).toEqual({ trip: { stop: { name: 'Cairo', dear: null } } });
    expect(errors).toEqual([denied('Stop.price', 'trip', 'stop', 'dear')]);
    expect(stranger.calls.every(({ text }) => !text.includes('currency'))).toBe(true);
  });

  it('does not count keys: they travel, and are never shown', async () => {
    const keyed: TestSubgraph = { ...people, sdl: people.sdl.replace('id: ID!\n      name', 'id: ID! @authenticated\n      name') };
    const { run, calls } = federate({ people: keyed, taxes: { ...taxes, sdl: taxes.sdl.replace('id: ID!', 'id: ID! @authenticated') } });
    const { data, errors } = await run('{ person { id office } }');
    expect({ data, errors }).toEqual({ data: { person: null }, errors: [denied('Person.id', 'person', 'id')] });
    expect((await run('{ person { office } }')).data).toEqual({ person: { office: 'o1' } });
    expect(calls.map(({ subgraph }) => subgraph)).toEqual(['people', 'taxes', 'people', 'taxes']);
  });
});

describe('supergraphs that say it otherwise', () => {
  const composed = federate({ people, taxes }).supergraphSdl;

  it.each([
    ['renamed by the link', `as: "login"`, '@login'],
    ['renamed by an import', `import: [{ name: "@authenticated", as: "@signedIn" }]`, '@signedIn'],
  ])('directives %s', async (_, how, name) => {
    const renamed = composed
      .replace('"https://specs.apollo.dev/authenticated/v0.1"', `"https://specs.apollo.dev/authenticated/v0.1", ${how}`)
      .replaceAll('@authenticated', name)
      .replace(`name: "${name}"`, 'name: "@authenticated"');
    expect(renamed).toContain(`directive ${name} on`);
    const { run, calls } = federate({ people, taxes }, { supergraphSdl: renamed });
    expect((await run('{ person { email name } }')).data).toEqual({ person: { email: null, name: 'Anna' } });
    expect(calls[0]?.text).not.toContain('email');
  });

  it('interfaces that composition left alone', async () => {
    const older = composed.replace(/(interface Document [^}]*title: String)[^\n]*/, '$1');
    expect(older).not.toBe(composed);
    const { run } = federate({ people, taxes }, { supergraphSdl: older });
    expect((await run('{ documents { title } }')).data).toEqual({ documents: [{ title: null }, { title: null }] });
  });

  it('a guarded type behind an interface guards the fields that return the interface', async () => {
    const guarded = composed.replace('type Memo implements Document', 'type Memo implements Document @authenticated');
    const { run, calls } = federate({ people, taxes }, { supergraphSdl: guarded });
    expect((await run('{ documents { id } }')).data).toEqual({ documents: null });
    expect(calls).toEqual([]);
  });

  it('a field that stands on an interface object only', async () => {
    const shelf: TestSubgraph = {
      sdl: `type Query { media: [Media!]! book: Book } interface Media @key(fields: "id") { id: ID! } type Book implements Media @key(fields: "id") { id: ID! pages: Int }`,
      resolve: { 'Query.media': () => [{ __typename: 'Book', id: 'b' }], 'Query.book': () => ({ id: 'b' }) },
      entities: { Book: ({ id }: { id: string }) => ({ id }) },
    };
    const notes: TestSubgraph = {
      sdl: `type Media @key(fields: "id") @interfaceObject { id: ID! note: String @authenticated }`,
      entities: { Media: ({ id }: { id: string }) => ({ id, note: `note ${id}` }) },
    };
    const open: TestSubgraph = { ...notes, sdl: notes.sdl.replace(' @authenticated', '') };
    const { supergraphSdl } = federate({ shelf, notes: open });
    // Only the interface's field says it, as compositions of old have it.
    const guarded = supergraphSdl
      .replace(/(interface Media [^}]*note: String[^\n]*)/, '$1 @authenticated')
      .replace('enum link__Purpose', 'directive @authenticated on FIELD_DEFINITION enum link__Purpose');
    const { run, calls } = federate({ shelf, notes: open }, { supergraphSdl: guarded });
    expect((await run('{ media { note } book { note } }')).data).toEqual({ media: [{ note: null }], book: { note: null } });
    expect(calls.map(({ subgraph }) => subgraph)).toEqual(['shelf']);
  });

  it('a mistake that grants nothing: no list can be held', async () => {
    const empty = composed.replace('@requiresScopes(scopes: [["payroll"], ["hr", "money"]])', '@requiresScopes(scopes: [])');
    const { run } = federate({ people, taxes }, { supergraphSdl: empty, authorization: { grantsOf: () => as('payroll') } });
    expect((await run('{ person { salary } }')).data).toEqual({ person: { salary: null } });
  });
});
