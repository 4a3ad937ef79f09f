/** What clients read of a subgraph's error, by rule. */
import { describe, expect, it } from '@jest/globals';
import { SHOW_ALL, type SubgraphErrorRule } from '../../src/gateway/execute/shown-error.ts';
import { failWith, federate, type TestSubgraph } from './testkit.ts';

const STACK = ['at db.ts:1'];
const articles: TestSubgraph = {
  sdl: 'type Query { closed: Int crashed: Int plain: Int } type Mutation { refused: Int! }',
  resolve: {
    'Query.closed': () => failWith('closed on Fridays', { code: 'CLOSED', argument: 'day', stacktrace: STACK }),
    'Query.crashed': () => failWith('password of db is hunter2', { code: 'INTERNAL_SERVER_ERROR', stacktrace: STACK }),
    'Query.plain': () => failWith('cannot read x of undefined'),
    'Mutation.refused': () => failWith('no', { code: 'CLOSED', argument: 'x' }),
  },
};
const MASKED = 'Something failed on our side. It is in the log under request test.';

async function ask(subgraphErrors: SubgraphErrorRule | undefined, options: { debug?: boolean } = {}) {
  const masked: unknown[] = [];
  const { run } = federate(
    { articles },
    {
      ...options,
      ...(subgraphErrors && { subgraphErrors }),
      observer: { masked: ({ subgraph, requestId, error }) => masked.push([subgraph, requestId, error.message, error.extensions]) },
    },
  );
  const { errors, data } = await run('{ a: closed b: crashed c: plain }');
  expect(data).toEqual({ a: null, b: null, c: null });
  return { shown: errors?.map(({ message, path, extensions }) => [path?.join('.'), message, extensions]), masked };
}

describe('a subgraph’s error', () => {
  it.each([[undefined], [SHOW_ALL]])('is shown as it is by %j', async (rule) => {
    expect(await ask(rule)).toEqual({
      shown: [
        ['a', 'closed on Fridays', { code: 'CLOSED', argument: 'day', stacktrace: STACK }],
        ['b', 'password of db is hunter2', { code: 'INTERNAL_SERVER_ERROR', stacktrace: STACK }],
        ['c', 'cannot read x of undefined', undefined],
      ],
      masked: [],
    });
  });

  it('keeps path and code, and its message where it has a code of its own; what is masked is handed to the log whole', async () => {
    expect(await ask({ messages: 'coded', extensions: new Set(['argument']) })).toEqual({
      shown: [
        ['a', 'closed on Fridays', { code: 'CLOSED', argument: 'day' }],
        ['b', MASKED, { code: 'INTERNAL_SERVER_ERROR', requestId: 'test' }],
        ['c', MASKED, { code: 'INTERNAL_SERVER_ERROR', requestId: 'test' }],
      ],
      masked: [
        ['articles', 'test', 'password of db is hunter2', { code: 'INTERNAL_SERVER_ERROR', stacktrace: STACK }],
        ['articles', 'test', 'cannot read x of undefined', undefined],
      ],
    });
  });

  it('keeps its code where no message is shown', async () => {
    const { shown } = await ask({ messages: 'none', extensions: new Set() });
    expect(shown?.[0]).toEqual(['a', MASKED, { code: 'CLOSED', requestId: 'test' }]);
  });

  it('names its subgraph in development', async () => {
    const { shown } = await ask(undefined, { debug: true });
    expect(shown?.[2]).toEqual(['c', 'cannot read x of undefined', { subgraph: 'articles' }]);
  });

  it('is under the same rule where null has reached the top, and where it has no place', async () => {
    const { run } = federate(
      { articles },
      { subgraphErrors: { messages: 'coded', extensions: new Set() } },
      (_, execute) => async (request) => {
        const { data, errors = [] } = await execute(request);
        return { data, errors: [...errors, { message: 'from nowhere' }] };
      },
    );
    expect(await run('mutation { refused }')).toMatchObject({
      data: null,
      errors: [{ message: 'no', path: ['refused'], extensions: { code: 'CLOSED' } }],
    });
    expect((await run('{ __typename a: closed }')).errors).toEqual([
      { message: 'closed on Fridays', path: ['a'], extensions: { code: 'CLOSED' } },
      { message: MASKED, extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'test' } },
    ]);
  });
});
