/** What many clients ask of a public subgraph at the same time goes out as one request, and each gets its own of it. */
import { describe, expect, it } from '@jest/globals';
import { OperationTypeNode, parse } from 'graphql';
import { sharingExecutor, type SharingOptions } from '../../src/gateway/sharing/sharing-executor.ts';
import type { SubgraphOperation, SubgraphRequest, SubgraphResponse } from '../../src/gateway/transport/subgraph-executor.ts';

const operationOf = (text: string): SubgraphOperation => ({
  subgraph: 'stock',
  kind: OperationTypeNode.QUERY,
  name: 'Stock',
  text,
  document: parse(text),
});
const COPIES = operationOf('query ($r: [_Any!]!) { _entities(representations: $r) { ... on Book { copies } } }');
const BOOKS = operationOf('{ books { id } }');

const client = (headers: Readonly<Record<string, string>> = {}) => ({ requestId: 'r', headers, memory: new Map() });
const copiesOf = (ids: readonly number[], headers: Readonly<Record<string, string>> = {}): SubgraphRequest => {
  const objects = ids.map((id) => ({ __typename: 'Book', id }));
  const texts = objects.map((object) => JSON.stringify(object));
  return {
    operation: COPIES,
    variables: {},
    representations: [{ variable: 'r', alias: '_entities', objects, texts }],
    client: client(headers),
    shared: true,
  };
};

/** A subgraph whose answers wait for `release`; a book has as many copies as its id, and the seventh an error. */
function stock(options?: SharingOptions) {
  const asked: number[][] = [];
  const held: (() => void)[] = [];
  const execute = sharingExecutor(async ({ representations, operation }): Promise<SubgraphResponse> => {
    const ids = (representations[0]?.objects ?? []).map(({ id }) => Number(id));
    asked.push(ids);
    await new Promise<void>((resolve) => held.push(resolve));
    if (operation === BOOKS) return { data: { books: [{ id: 1 }] } };
    const seventh = ids.indexOf(7);
    return {
      data: { _entities: ids.map((id) => (id === 7 ? null : { copies: id })) },
      ...(seventh !== -1 && { errors: [{ message: 'lost', path: ['_entities', seventh, 'copies'] }] }),
    };
  }, options);
  return { execute, asked, release: () => held.splice(0).forEach((resolve) => resolve()) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('entities that several clients ask for in one turn', () => {
  it('are asked for once each, and every client gets its own, with the errors of its own', async () => {
    const { execute, asked, release } = stock();
    const answers = Promise.all([execute(copiesOf([1, 2])), execute(copiesOf([7, 2])), execute(copiesOf([3]))]);
    await turn();
    release();
    const [first, second, third] = await answers;
    expect(asked).toEqual([[1, 2, 7, 3]]);
    expect(first).toEqual({ data: { _entities: [{ copies: 1 }, { copies: 2 }] } });
    expect(second).toEqual({ data: { _entities: [null, { copies: 2 }] }, errors: [{ message: 'lost', path: ['_entities', 0, 'copies'] }] });
    expect(third).toEqual({ data: { _entities: [{ copies: 3 }] } });
    // What one client's answer is merged from is no other's.
    const twice = [first, second].map((answer) => (answer!.data!['_entities'] as unknown[])[1]);
    expect(twice[0]).not.toBe(twice[1]);
  });

  it('go out apart where they are asked for with other headers, and by themselves where the client is somebody', async () => {
    const { execute, asked, release } = stock();
    const answers = Promise.all([
      execute(copiesOf([1])),
      execute(copiesOf([1], { 'accept-language': 'ar' })),
      execute({ ...copiesOf([1]), shared: false }),
    ]);
    await turn();
    release();
    await answers;
    expect(asked).toEqual([[1], [1], [1]]);
  });
});

describe('clients who come while others are waited for', () => {
  it('gather until those are answered; what fills more than one request goes out in as many, and nobody is left waiting', async () => {
    const { execute, asked, release } = stock({ maxClients: 2, longestWaitMs: 60_000 });
    const first = execute(copiesOf([1]));
    await turn();
    const later = [2, 3, 4, 5, 6].map((id) => execute(copiesOf([id])));
    await turn();
    expect(asked).toEqual([[1]]);
    release();
    await first;
    await turn();
    release();
    expect((await Promise.all(later)).map(({ data }) => data)).toEqual([2, 3, 4, 5, 6].map((copies) => ({ _entities: [{ copies }] })));
    expect(asked).toEqual([[1], [2, 3], [4, 5], [6]]);
  });

  it('wait no longer than they are told to', async () => {
    const { execute, asked, release } = stock({ maxClients: 2, longestWaitMs: 1 });
    const first = execute(copiesOf([1]));
    await turn();
    const later = Promise.all([2, 3, 4].map((id) => execute(copiesOf([id]))));
    while (asked.length < 3) await turn();
    expect(asked).toEqual([[1], [2, 3], [4]]);
    release();
    await Promise.all([first, later]);
  });
});

describe('root fields that several clients ask for at the same time', () => {
  it('are one request, and its answer everybody’s own', async () => {
    const { execute, asked, release } = stock();
    const request = { operation: BOOKS, variables: {}, representations: [], client: client(), shared: true };
    const answers = Promise.all([execute(request), execute(request)]);
    release();
    const [first, second] = await answers;
    expect(asked).toHaveLength(1);
    expect(second).toEqual(first);
    expect(second!.data).not.toBe(first!.data);
    const again = execute(request);
    release();
    await again;
    expect(asked).toHaveLength(2);
  });
});
