/** Operations made to be hard, all within the gateway's limits: planned by bounded work, into plans that can be sent. `npm run bench:planner` has the milliseconds. */
import { describe, expect, it } from '@jest/globals';
import { createGateway } from '../../src/gateway/create-gateway.ts';
import type { GraphNode } from '../../src/gateway/plan/plan.ts';
import { createPlanner } from '../../src/gateway/planner/planner.ts';
import { heavyOperations, starSupergraph } from './heavy-operations.ts';

/** Fetches, requests one after another, and the most fields the search may plan for it, repetitions included. */
const EXPECTED: Readonly<Record<string, readonly [fetches: number, hops: number, work: number]>> = {
  'fragment doubling, 2^8 paths': [3, 2, 100],
  '400 aliases of 12 fields': [6, 4, 500],
  '400 aliases, no two alike': [6, 4, 5_000],
  '7,900 fields by fragments': [7, 5, 2_500],
  '7,100 fields, few alike': [10, 8, 25_000],
  '70 implementations': [2, 2, 500],
  '100 subgraphs, 200 fields': [199, 3, 3_000],
  '8 levels over 7 subgraphs': [13, 9, 4_000],
  '8 levels of value types over 7': [7, 2, 2_500],
  '38 levels': [38, 37, 2_500],
  'a chain of 40 keys': [40, 40, 300],
};
/** Twenty times what they take on a quiet machine, so that only another order of growth fails. */
const MOST_CPU_MS = 1_000;

describe('within bounds', () => {
  const operations = heavyOperations();

  it('are all that are expected', () => {
    expect(operations.map(({ name }) => name)).toEqual(Object.keys(EXPECTED));
  });

  it.each(operations.map((operation) => [operation.name, operation] as const))('%s', (name, { supergraphSdl, source }) => {
    const planner = createPlanner(supergraphSdl);
    let plan: GraphNode | undefined;
    let cpu = 0;
    const gateway = createGateway(
      { supergraphSdl, introspection: false, executorFor: () => () => Promise.resolve({ data: {} }) },
      {
        plan(text, labels) {
          const started = process.cpuUsage();
          plan = planner.plan(text, labels) as GraphNode;
          const { user, system } = process.cpuUsage(started);
          cpu += (user + system) / 1_000;
          return plan;
        },
      },
    );
    expect(gateway.prepare(source).errors).toEqual([]);
    const fetches = gateway.plan(source);
    const levels: number[] = [];
    for (const { after } of fetches) levels.push(1 + Math.max(0, ...after.map((id) => levels[id - 1] ?? 0)));
    const [mostFetches, mostHops, mostWork] = EXPECTED[name] ?? [0, 0, 0];
    expect(fetches.length).toBeLessThanOrEqual(mostFetches);
    expect(Math.max(...levels)).toBeLessThanOrEqual(mostHops);
    expect(plan?.work).toBeLessThanOrEqual(mostWork);
    expect(cpu).toBeLessThan(MOST_CPU_MS);
  });
});

describe('work grows with what is asked', () => {
  const star = createPlanner(starSupergraph(80));
  const workOf = (fields: number): number =>
    (star.plan(`{p{${Array.from({ length: fields }, (_, i) => `f${i} other${i}{f${(i + 7) % 80}}`).join(' ')}}}`) as GraphNode).work;

  it('and not with its square: four times the fields take at most five times the work', () => {
    expect(workOf(80)).toBeLessThanOrEqual(5 * workOf(20));
  });

  it('nor with the number of aliases that ask the same', () => {
    const planner = createPlanner(starSupergraph(5));
    const workOfAliases = (count: number): number =>
      (planner.plan(`{${Array.from({ length: count }, (_, i) => `a${i}:p{f1 f2 other3{f4}}`).join(' ')}}`) as GraphNode).work;
    // Each alias is looked at once per attempt; what is below is planned once. One by one it would be 400 times that of one.
    expect(workOfAliases(400)).toBeLessThanOrEqual(100 * workOfAliases(1));
  });
});
