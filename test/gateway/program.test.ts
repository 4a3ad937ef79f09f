/** What a program does with the plan nodes that our own planner has no need of. */
import { expect, it } from '@jest/globals';
import { OperationTypeNode } from 'graphql';
import { createGateway } from '../../src/gateway/create-gateway.ts';
import type { FetchNode, Planner } from '../../src/gateway/plan/plan.ts';
import { federate } from './testkit.ts';

const fetch = (operation: string): FetchNode => ({
  kind: 'Fetch',
  subgraph: 'a',
  operationKind: OperationTypeNode.QUERY,
  operation,
  variables: [],
  entities: [],
  renames: [],
  apart: null,
  brings: [],
  neededFor: [],
});

it('runs Sequence and Parallel in their order, and a Condition only where its variable says so', async () => {
  const planner: Planner = {
    plan: () => ({
      kind: 'Sequence',
      nodes: [
        { kind: 'Parallel', nodes: [fetch('{one}'), fetch('{two}')] },
        { kind: 'Condition', variable: 'more', equals: true, node: fetch('{three}') },
        { kind: 'Condition', variable: 'more', equals: false, node: fetch('{four}') },
      ],
    }),
  };
  const { supergraphSdl } = federate({ a: { sdl: 'type Query { one: Int two: Int three: Int four: Int }' } });
  const asked: string[] = [];
  let open = 0;
  const gateway = createGateway(
    {
      supergraphSdl,
      introspection: true,
      executorFor: () => async (request) => {
        const field = /\{(\w+)\}/.exec(request.operation.text)?.[1] ?? '';
        open += 1;
        asked.push(`${field} beside ${open - 1}`);
        const answer = asked.length;
        await Promise.resolve();
        open -= 1;
        return { data: { [field]: answer } };
      },
    },
    planner,
  );
  const run = async (more: boolean) => {
    asked.length = 0;
    const { data } = await gateway.execute({
      source: 'query ($more: Boolean!) { one two three @include(if: $more) four @skip(if: $more) }',
      variables: { more },
      client: { requestId: 'test', headers: {}, memory: new Map() },
    });
    return [asked.slice(), data?.text];
  };
  expect(await run(true)).toEqual([['one beside 0', 'two beside 1', 'three beside 0'], '{"one":1,"two":2,"three":3}']);
  expect(await run(false)).toEqual([['one beside 0', 'two beside 1', 'four beside 0'], '{"one":1,"two":2,"four":3}']);
});
