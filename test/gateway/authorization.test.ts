import { describe, expect, it } from '@jest/globals';
import { Cache } from '../../src/cache/cache.ts';
import type { AuthorizationOptions, Grants } from '../../src/gateway/authorization/authorization.ts';
import { federate, type TestGateway, type TestSubgraph } from './testkit.ts';

const STRANGER: Grants = { authenticated: false, scopes: new Set() };
const as = (...scopes: string[]): Grants => ({ authenticated: true, scopes: new Set(scopes) });

/** People with a salary, and documents of two kinds, one of them secret. */
const people: TestSubgraph = {
  sdl: `
    type Query { person: Person people: [Person!]! me: Person! @authenticated search: [Hit] documents: [Document!] stamps: [Stamp] }
    type Mutation { open: String hire: Person! @requiresScopes(scopes: [["hr"]]) close: String }
    type Person @key(fields: "id") {
      id: ID!
      name: String
      email: String @authenticated
      salary: Int @requiresScopes(scopes: [["payroll"], ["hr", "money"]])
      rank: String! @policy(policies: [["staff"]])
      boss: Person
    }
    interface Document { id: ID! title: String }
    type Memo implements Document { id: ID! title: String @authenticated }
    type Flyer implements Document { id: ID! title: String }
    type Secret @requiresScopes(scopes: [["secret"]]) { code: String }
    union Hit = Person | Secret | Flyer
    scalar Seal @authenticated
    enum Ink @policy(policies: [["ink"]]) { RED BLUE }
    type Stamp { seal: Seal ink: Ink size: Int }`,
  resolve: {
    'Query.person': () => ANNA,
    'Query.people': () => [ANNA, BERT],
    'Query.me': () => BERT,
    'Query.search': () => [
      { __typename: 'Secret', code: 'x' },
      { __typename: 'Flyer', title: 'f' },
      { __typename: 'Person', ...ANNA },
    ],
    'Query.documents': () => [
      { __typename: 'Memo', id: 'm', title: 'memo' },
      { __typename: 'Flyer', id: 'f', title: 'flyer' },
    ],
    'Query.stamps': () => [{ seal: 's', ink: 'RED', size: 3 }],
    'Mutation.open': () => 'opened',
    'Mutation.hire': () => BERT,
    'Mutation.close': () => 'closed',
  },
  entities: { Person: ({ id }: { id: string }) => (id === ANNA.id ? ANNA : BERT) },
};
const ANNA = { id: '1', name: 'Anna', email: 'anna@x', salary: 10, rank: 'chief', boss: null as unknown };
const BERT = { id: '2', name: 'Bert', email: 'bert@x', salary: 20, rank: 'clerk', boss: ANNA };
const taxes: TestSubgraph = {
  sdl: `type Person @key(fields: "id") {
    id: ID!
    salary: Int @external
    office: String
    tax: Int @requires(fields: "salary") @requiresScopes(scopes: [["payroll"], ["hr", "money"]])
  }`,
  entities: { Person: ({ id, salary }: { id: string; salary?: number }) => ({ id, office: `o${id}`, tax: (salary ?? 0) / 2 }) },
};

function world(grants: Grants, options: Omit<AuthorizationOptions, 'grantsOf'> = {}): TestGateway {
  return federate({ people, taxes }, { authorization: { ...options, grantsOf: () => grants } });
}

const denied = (what: string, ...path: (string | number)[]) => ({
  message: `Unauthorized field or type: ${what}.`,
  path,
  extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' },
});

describe('@authenticated, filtered', () => {
  it('is null with an error for each, on the path of the alias, and asks no subgraph for it', async () => {
    const { run, calls } = world(STRANGER);
    const { text, errors } = await run('{ people { mail: email name } }');
    expect(text).toBe('{"people":[{"mail":null,"name":"Anna"},{"mail":null,"name":"Bert"}]}');
    expect(errors).toEqual([denied('Person.email', 'people', 0, 'mail'), denied('Person.email', 'people', 1, 'mail')]);
    expect(calls.map(({ text: sent }) => sent)).toEqual([expect.not.stringContaining('email')]);
  });

  it('shows it to who is authenticated', async () => {
    const { run } = world(as());
    expect(await run('{ people { email } }')).toEqual({
      data: { people: [{ email: 'anna@x' }, { email: 'bert@x' }] },
      text: expect.any(String),
    });
  });

  it('lets the null of a field that may not be null travel up, with one error', async () => {
    const { run, calls } = world(STRANGER);
    const { data, errors } = await run('{ person { name } me { name } }');
    expect({ data, errors }).toEqual({ data: null, errors: [denied('Query.me', 'me')] });
    expect(calls.map(({ text }) => text)).toEqual([expect.not.stringContaining('me{')]);
  });

  it('asks nobody where nothing is left to ask', async () => {
    const { run, calls } = world(STRANGER);
    expect((await run('{ me { name } __typename }')).data).toBeNull();
    expect(calls).toEqual([]);
  });

  it('has no way round it by fragments, variables, conditions or repeated fields', async () => {
    const { run, calls } = world(STRANGER);
    const operation = `query ($yes: Boolean!) {
      person { ...A boss { ...A } }
      person { ... @include(if: $yes) { email } __proto__: email ... on Person { name: email } }
    } fragment A on Person { email }`;
    const { data, errors } = await run(operation, { yes: true });
    expect(data).toEqual({ person: { email: null, boss: null, ['__proto__']: null, name: null } });
    expect(errors).toHaveLength(3);
    expect(calls.every(({ text }) => !text.includes('email'))).toBe(true);
  });
});

describe('@requiresScopes', () => {
  it.each([
    ['none', as(), null],
    ['half of one list', as('hr'), null],
    ['the first list', as('payroll'), 10],
    ['the second list', as('money', 'hr'), 10],
    ['all of it', as('payroll', 'money', 'hr'), 10],
  ])('with %s', async (_, grants, salary) => {
    const { run } = world(grants);
    const { data, errors } = await run('{ person { salary } }');
    expect(data).toEqual({ person: { salary } });
    expect(errors ?? []).toHaveLength(salary === null ? 1 : 0);
  });

  it('runs nothing of a mutation that is denied, and nothing after it where its null reaches the top', async () => {
    const stranger = world(STRANGER);
    const { data, errors } = await stranger.run('mutation { open hire { name } close }');
    expect({ data, errors }).toEqual({ data: null, errors: [denied('Mutation.hire', 'hire')] });
    expect(stranger.calls.map(({ text }) => text)).toEqual([expect.stringContaining('{open}')]);
    const clerk = world(as('hr'));
    expect((await clerk.run('mutation { open hire { name } close }')).data).toEqual({
      open: 'opened',
      hire: { name: 'Bert' },
      close: 'closed',
    });
  });
});

describe('@policy', () => {
  it('asks once, for the policies of the operation alone, and denies what is not returned', async () => {
    const asked: (readonly string[])[] = [];
    const { run } = world(STRANGER, {
      policies: (names) => {
        asked.push(names);
        return ['ink'];
      },
    });
    const { data, errors } = await run('{ people { name } stamps { ink size } person { rank name } }');
    expect(data).toEqual({ people: [{ name: 'Anna' }, { name: 'Bert' }], stamps: [{ ink: 'RED', size: 3 }], person: null });
    expect(errors).toEqual([denied('Person.rank', 'person', 'rank')]);
    expect(asked).toEqual([['staff', 'ink']]);
    await run('{ people { name } }');
    expect(asked).toHaveLength(1);
  });

  it('may answer later, and is given the request', async () => {
    const { run } = world(STRANGER, { policies: async (names, request) => (request.requestId === 'test' ? names : []) });
    expect((await run('{ person { rank } }')).data).toEqual({ person: { rank: 'chief' } });
  });

  it('denies all policies where there is no function, and fails the operation where the function fails', async () => {
    expect((await world(as('staff')).run('{ person { rank } }')).data).toEqual({ person: null });
    const { run, calls } = world(as(), {
      policies: () => {
        throw new Error('no policy server');
      },
    });
    await expect(run('{ person { rank } }')).rejects.toThrow('no policy server');
    expect(calls).toEqual([]);
  });
});

describe('types', () => {
  it('denies fields that return a guarded scalar or enum', async () => {
    const { run } = world(STRANGER);
    const { data, errors } = await run('{ stamps { seal ink size } }');
    expect(data).toEqual({ stamps: [{ seal: null, ink: null, size: 3 }] });
    expect(errors).toEqual([denied('Stamp.seal', 'stamps', 0, 'seal'), denied('Stamp.ink', 'stamps', 0, 'ink')]);
  });

  it('shows nothing of a guarded object that a union brings, not even its name', async () => {
    const { run, calls } = world(as());
    const { data, errors } = await run('{ search { __typename ... on Secret { code } ... on Flyer { title } } }');
    expect(data).toEqual({ search: [null, { __typename: 'Flyer', title: 'f' }, { __typename: 'Person' }] });
    expect(errors).toEqual([denied('Secret', 'search', 0)]);
    expect(calls[0]?.text).not.toContain('code');
    expect((await world(as('secret')).run('{ search { __typename ... on Secret { code } } }')).data).toMatchObject({
      search: [{ __typename: 'Secret', code: 'x' }, {}, {}],
    });
  });

  it('denies an interface’s field that one implementation denies, and keeps the way by a type open', async () => {
    const { run } = world(STRANGER);
    const all = await run('{ documents { id title } }');
    expect(all.data).toEqual({
      documents: [
        { id: 'm', title: null },
        { id: 'f', title: null },
      ],
    });
    expect(all.errors).toEqual([denied('Document.title', 'documents', 0, 'title'), denied('Document.title', 'documents', 1, 'title')]);
    const byType = await run('{ documents { ... on Flyer { title } ... on Memo { title } } }');
    expect(byType.data).toEqual({ documents: [{ title: null }, { title: 'flyer' }] });
    const both = await run('{ documents { title ... on Flyer { title } } }');
    expect(both.data).toEqual({ documents: [{ title: null }, { title: 'flyer' }] });
  });
});

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

describe('rejected', () => {
  it('refuses the operation as a whole and lists the fields; nothing is fetched', async () => {
    const { run, calls } = world(STRANGER, { mode: 'reject' });
    const answer = await run(
      'query ($no: Boolean!) { person { name mail: email ...P boss @skip(if: $no) { rank } } } fragment P on Person { salary email }',
      {
        no: true,
      },
    );
    expect(answer).toEqual({
      errors: [
        {
          message: 'The operation asks for what its sender may not see: Person.email, Person.salary.',
          extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE', fields: ['Person.email', 'Person.salary'] },
        },
      ],
      text: null,
    });
    expect(calls).toEqual([]);
  });

  it('lets pass what asks for nothing that is denied', async () => {
    const { run } = world(STRANGER, { mode: 'reject' });
    expect((await run('query ($no: Boolean!) { person { name email @skip(if: $no) } }', { no: true })).data).toEqual({
      person: { name: 'Anna' },
    });
    expect((await run('{ search { ... on Flyer { title } } }')).errors).toEqual([denied('Secret', 'search', 0)]);
  });
});

it('keeps no answer of one viewer for another, where answers are kept', async () => {
  let grants: Grants = as();
  const now = { now: () => 1_000_000 };
  const { gateway, calls } = federate(
    { people, taxes },
    {
      authorization: { grantsOf: () => grants },
      caching: {
        cache: new Cache({ clock: now, random: () => 0, memoryBytes: 1_000_000, redis: null }),
        clock: now,
        rules: { people: { public: true, maxAge: 60 }, taxes: { public: true, maxAge: 60 } },
        viewerOf: () => (grants.authenticated ? 'anna' : null),
      },
    },
  );
  const ask = (source: string) => ({ source, client: { requestId: 'test', headers: {}, memory: new Map() } });
  const answer = async (source: string) => {
    const { data, errors, freshness } = await gateway.execute(ask(source));
    return { text: data?.text, errors: errors?.length ?? 0, scope: freshness?.scope, kept: gateway.kept(ask(source)) !== null };
  };
  const open = { text: '{"person":{"name":"Anna"}}', errors: 0, scope: 'public', kept: true };
  expect(await answer('{ person { name } }')).toEqual(open);
  const seen = await answer('{ person { name email } }');
  expect(seen).toMatchObject({ text: '{"person":{"name":"Anna","email":"anna@x"}}', kept: false });
  expect(seen.scope).not.toBe('public');
  grants = STRANGER;
  expect(await answer('{ person { name email } }')).toMatchObject({
    text: '{"person":{"name":"Anna","email":null}}',
    errors: 1,
    kept: false,
  });
  const before = calls.length;
  expect(await answer('{ person { name } }')).toEqual(open);
  expect(calls).toHaveLength(before);
});

it('compiles one program for all who lack the same, and none anew for who lacks nothing', async () => {
  let grants: Grants = STRANGER;
  const planned: number[] = [];
  const { run } = federate(
    { people, taxes },
    { authorization: { grantsOf: () => grants }, observer: { planned: ({ fetches }) => planned.push(fetches) } },
  );
  const operation = '{ person { name email tax } }';
  for (const next of [STRANGER, as(), as('x'), as('payroll'), STRANGER, as('payroll', 'y')]) {
    grants = next;
    await run(operation);
  }
  expect(planned).toEqual([1, 1, 2]);
});
