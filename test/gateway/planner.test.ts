/** Plans as text: what is asked of whom, after what. */
import { describe, expect, it, jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { generateOperation } from '../differential/generate-operation.ts';
import { createGateway } from '../../src/gateway/create-gateway.ts';
import type { GraphNode, Planner, PlanNode } from '../../src/gateway/plan/plan.ts';
import { createPlanner } from '../../src/gateway/planner/planner.ts';
import { libraryPlanner } from './library/library-planner.ts';
import { federate, type TestSubgraph } from './testkit.ts';

const items: TestSubgraph = {
  sdl: 'type Query { item: Item items: [Item!]! } type Item @key(fields: "id") { id: ID! size: Int kind: Kind } type Kind { a: Int @shareable label: String @shareable }',
};
const extras: TestSubgraph = {
  sdl: `type Query { anything: Thing } union Thing = Item | Person
    type Item @key(fields: "id") { id: ID! size: Int @external similar: [Item!] price: Int @requires(fields: "size") }
    type Person @key(fields: "id") @key(fields: "mail") { id: ID! mail: String! best: Item }`,
};
const people: TestSubgraph = {
  sdl: 'type Person @key(fields: "mail") { mail: String! name: String age: Int }',
};

describe('a plan', () => {
  it('asks what is ready at once, the rest when its keys are there, and each subgraph once per step', () => {
    const { gateway } = federate({ items, extras, people });
    expect(
      gateway.explain(
        'query Page { item { size price similar { size price } } anything { ... on Person { name best { price } } ... on Item { size } } }',
      ),
    ).toMatchInlineSnapshot(`
     "#1 items (Page__items__0)
        at once
        brings item.size
        needed for item.price, item.similar, item.similar.price, anything|Person.best.price, item.similar.size, anything|Item.size
        query Page__items__0 {
          item {
            size
            id
            __typename
          }
        }

     #2 extras (Page__extras__1)
        at once
        brings anything|Person.best
        needed for anything|Person.name, item.similar.price, anything|Person.best.price, item.similar.size, anything|Item.size
        query Page__extras__1 {
          anything {
            __typename
            ... on Person {
              best {
                id
                __typename
              }
              mail
              __typename
            }
            ... on Item {
              id
              __typename
            }
          }
        }

     #3 extras (Page__extras__2)
        after #1
        for the entities at item
        brings item.price, item.similar
        needed for item.similar.price, anything|Person.best.price, item.similar.size, anything|Item.size
        query Page__extras__2($representations: [_Any!]!) {
          _entities(representations: $representations) {
            ... on Item {
              price
              similar {
                id
                __typename
              }
            }
          }
        }

     #4 items (Page__items__3)
        after #2, #3
        for the entities at item.similar
        for the entities at anything|Person.best
        for the entities at anything|Item
        brings item.similar.size, anything|Item.size
        needed for item.similar.price, anything|Person.best.price
        query Page__items__3($representations: [_Any!]!) {
          _entities(representations: $representations) {
            ... on Item {
              size
            }
          }
        }

     #5 extras (Page__extras__4)
        after #2, #3, #4
        for the entities at item.similar
        for the entities at anything|Person.best
        brings item.similar.price, anything|Person.best.price
        query Page__extras__4($representations: [_Any!]!) {
          _entities(representations: $representations) {
            ... on Item {
              price
            }
          }
        }

     #6 people (Page__people__5)
        after #2
        for the entities at anything|Person
        brings anything|Person.name
        query Page__people__5($representations: [_Any!]!) {
          _entities(representations: $representations) {
            ... on Person {
              name
            }
          }
        }
     "
    `);
  });

  it('is the same every time', () => {
    const operation = '{ items { similar { price } size } anything { ... on Person { name } } }';
    const texts = Array.from({ length: 5 }, () => federate({ items, extras, people }).gateway.explain(operation));
    expect(new Set(texts).size).toBe(1);
  });

  it('says which field no subgraph can bring: to clients under their own names, and why to whoever runs the gateway', async () => {
    const supergraphSdl = federate({ items, extras, people }).supergraphSdl.replace(
      'price: Int @join__field(graph: EXTRAS, requires: "size")',
      'price: Int @join__field(graph: EXTRAS, external: true)',
    );
    const asked = jest.fn(() => Promise.resolve({ data: {} }));
    const refusalOf = async (debug: boolean): Promise<unknown> => {
      const gateway = createGateway({ supergraphSdl, introspection: false, debug, executorFor: () => asked });
      const source = '{ items { price: size } one: item { id cost: price } }';
      return gateway.execute({ source, client: { requestId: 'r', headers: {}, memory: new Map() } });
    };
    const code = 'OPERATION_NOT_PLANNABLE';
    expect(await refusalOf(false)).toEqual({ errors: [{ message: 'No subgraph can answer one.cost.', extensions: { code } }] });
    const message = 'No subgraph can answer Query.item → Item.price: none resolves it; where it is declared it is @external or overridden.';
    expect(await refusalOf(true)).toEqual({ errors: [{ message, extensions: { code } }] });
    expect(asked).not.toHaveBeenCalled();
  });
});

describe('beside the planner library', () => {
  const supergraphSdl = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
  const texts = operationTexts(supergraphSdl, 400);

  it('refuses nothing, and asks no more and no later in sum', () => {
    const own = measured(createPlanner(supergraphSdl), texts);
    const library = measured(libraryPlanner(supergraphSdl), texts);
    expect(own.refused).toBe(0);
    expect(own.fetches).toBeLessThanOrEqual(library.fetches);
    expect(own.hops).toBeLessThanOrEqual(library.hops);
  });
});

/** Canonical texts of random operations, as the engine hands them to its planner. */
function operationTexts(supergraphSdl: string, wanted: number): string[] {
  const texts: string[] = [];
  const own = createPlanner(supergraphSdl);
  const recording: Planner = {
    plan(text) {
      texts.push(text);
      return own.plan(text);
    },
  };
  const gateway = createGateway(
    {
      supergraphSdl,
      introspection: true,
      executorFor: () => () => Promise.resolve({ data: {} }),
    },
    recording,
  );
  for (let seed = 1; texts.length < wanted; seed += 1) {
    const { source, variables } = generateOperation(gateway.schema, seed, (coordinate) =>
      /\.(first|last)$/.test(coordinate) ? 1 : undefined,
    );
    gateway.explain(source, null, variables);
  }
  return texts;
}

interface Measured {
  fetches: number;
  /** Requests one after another, summed over the operations. */
  hops: number;
  refused: number;
}

function measured(planner: Planner, texts: readonly string[]): Measured {
  const sum: Measured = { fetches: 0, hops: 0, refused: 0 };
  for (const text of texts) {
    try {
      const plan = planner.plan(text);
      sum.fetches += count(plan);
      sum.hops += hops(plan);
    } catch {
      sum.refused += 1; // counted, and asserted by the caller
    }
  }
  return sum;
}

function count(node: PlanNode): number {
  if (node.kind === 'Fetch') return 1;
  if (node.kind === 'Graph') return node.fetches.length;
  return node.kind === 'Condition' ? count(node.node) : node.nodes.reduce((total, child) => total + count(child), 0);
}

function hops(node: PlanNode): number {
  if (node.kind === 'Fetch') return 1;
  if (node.kind === 'Graph') return hopsOfGraph(node);
  if (node.kind === 'Condition') return hops(node.node);
  const each = node.nodes.map(hops);
  return node.kind === 'Sequence' ? each.reduce((total, one) => total + one, 0) : Math.max(0, ...each);
}

function hopsOfGraph({ fetches }: GraphNode): number {
  const depths: number[] = [];
  for (const { after } of fetches) depths.push(1 + Math.max(0, ...after.map((index) => depths[index] ?? 0)));
  return Math.max(0, ...depths);
}
