/** Progressive @override: which subgraph is asked for a moved field, request by request. */
import { describe, expect, it } from '@jest/globals';
import { createPlanner } from '../../src/gateway/planner/planner.ts';
import { federate, type TestSubgraph } from './testkit.ts';

const monolith: TestSubgraph = {
  sdl: `type Query { bill: Bill }
    type Bill @key(fields: "id") { id: ID! total: Int tax: Int due: String }`,
  resolve: { 'Query.bill': () => ({ id: 'b1', total: 100, tax: 20, due: 'old' }) },
  entities: { Bill: ({ id }: { id: string }) => ({ id, total: 100, tax: 20, due: 'old' }) },
};
const taxes: TestSubgraph = {
  sdl: `type Bill @key(fields: "id") {
      id: ID!
      total: Int @external
      tax: Int @override(from: "monolith", label: "percent(30)")
      due: String @override(from: "monolith", label: "new-dates")
      rate: Int @requires(fields: "total")
    }`,
  entities: { Bill: ({ id, total }: { id: string; total?: number }) => ({ id, tax: 20, due: 'new', rate: 20 * Number(total) }) },
};

const asked = (calls: readonly { readonly subgraph: string }[]): string[] => calls.map(({ subgraph }) => subgraph);

describe('percent(n)', () => {
  it.each([
    [0, ['monolith', 'taxes']],
    [0.2999, ['monolith', 'taxes']],
    [0.3, ['monolith']],
    [0.9999, ['monolith']],
  ])('a request that draws %d asks %j', async (drawn, subgraphs) => {
    const { run, calls } = federate({ monolith, taxes }, { overrides: { random: () => drawn } });
    expect((await run('{ bill { tax } }')).text).toBe('{"bill":{"tax":20}}');
    expect(asked(calls)).toEqual(subgraphs);
  });

  it('is drawn anew for each request, once, and each outcome is planned once', async () => {
    const draws = [0.1, 0.9, 0.1, 0.9, 0.9];
    let drawn = 0;
    let planned = 0;
    const { run, calls } = federate(
      { monolith, taxes },
      { overrides: { random: () => draws[drawn++] ?? 1 }, observer: { planned: () => void (planned += 1) } },
    );
    for (let i = 0; i < 5; i += 1) await run('{ bill { tax again: tax } }');
    expect([drawn, planned]).toEqual([5, 2]);
    expect(asked(calls)).toEqual(['monolith', 'taxes', 'monolith', 'monolith', 'taxes', 'monolith', 'monolith']);
  });
});

describe('any other label', () => {
  it('is inactive until somebody says otherwise', async () => {
    const { run, calls } = federate({ monolith, taxes });
    expect((await run('{ bill { due } }')).text).toBe('{"bill":{"due":"old"}}');
    expect(asked(calls)).toEqual(['monolith']);
  });

  it('is active for the requests that the callback names', async () => {
    const labels: string[] = [];
    const isActive = async (label: string, client: { readonly headers: Readonly<Record<string, string>> }): Promise<boolean> => {
      labels.push(label);
      return client.headers['x-beta'] === 'yes';
    };
    const { gateway, calls } = federate({ monolith, taxes }, { overrides: { isActive, random: () => 1 } });
    const ask = async (headers: Readonly<Record<string, string>>): Promise<string | undefined> =>
      (await gateway.execute({ source: '{ bill { due tax } }', client: { requestId: 'r', headers, memory: new Map() } })).data?.text;
    expect(await ask({})).toBe('{"bill":{"due":"old","tax":20}}');
    expect(await ask({ 'x-beta': 'yes' })).toBe('{"bill":{"due":"new","tax":20}}');
    expect(asked(calls)).toEqual(['monolith', 'monolith', 'taxes']);
    expect(labels).toEqual(['new-dates', 'new-dates']);
  });

  it('is not asked about for operations that have nothing to do with it', async () => {
    const labels: string[] = [];
    const { run } = federate({ monolith, taxes }, { overrides: { isActive: (label) => labels.push(label) > 0, random: () => 0 } });
    expect((await run('{ bill { total rate } }')).text).toBe('{"bill":{"total":100,"rate":2000}}');
    expect(labels).toEqual([]);
  });

  it('whose callback fails, fails the request and no other', async () => {
    const { gateway, run } = federate(
      { monolith, taxes },
      { overrides: { isActive: () => Promise.reject(new Error('flags are down')), random: () => 0 } },
    );
    await expect(run('{ bill { due } }')).rejects.toThrow('flags are down');
    expect((await run('{ bill { total } }')).text).toBe('{"bill":{"total":100}}');
    expect(gateway.explain('{ bill { due } }')).toContain('monolith');
  });
});

it('plans what requires a moved field with whoever has it now', () => {
  // Composition does not take a @requires of a field with a label yet; the join specification has no trouble with it.
  const rates: TestSubgraph = { sdl: 'type Bill @key(fields: "id") { id: ID! share: Int }' };
  const supergraphSdl = federate({ monolith, taxes, rates }).supergraphSdl.replace(
    'share: Int @join__field(graph: RATES)',
    'share: Int @join__field(graph: RATES, requires: "tax")',
  );
  const planner = createPlanner(supergraphSdl);
  const asks = (labels: ReadonlySet<string>): string[] => {
    const plan = planner.plan('{bill{share}}', labels);
    return plan.kind === 'Graph' ? plan.fetches.map(({ fetch }) => fetch.subgraph) : [];
  };
  expect(asks(new Set())).toEqual(['monolith', 'rates']);
  expect(asks(new Set(['percent(30)']))).toEqual(['monolith', 'taxes', 'rates']);
});
