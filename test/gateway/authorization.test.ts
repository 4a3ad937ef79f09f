/** What a viewer may not see is not fetched: by directive, by type, filtered or rejected. Authorization that travels: authorization-reach.test.ts. */
import { describe, expect, it } from '@jest/globals';
import { Cache } from '../../src/cache/cache.ts';
import type { Grants } from '../../src/gateway/authorization/authorization.ts';
import { as, denied, people, STRANGER, taxes, world } from './authorization-world.ts';
import { federate } from './testkit.ts';

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
