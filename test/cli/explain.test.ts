/** The explain command at work: over a supergraph, and at a server that runs. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explainFile, type ExplainRequest } from '../../src/cli/explain.run.ts';
import { federate } from '../gateway/testkit.ts';
import { startTestApp, type TestApp } from '../server/testkit/test-app.ts';

const federation = federate({
  shelves: {
    sdl: 'type Query { items(first: Int): [Item!]! } type Item @key(fields: "id") { id: ID! }',
    resolve: { 'Query.items': (_root, { first }: { first?: number }) => Array.from({ length: first ?? 2 }, () => ({ id: 'a' })) },
  },
  prices: { sdl: 'type Item @key(fields: "id") { id: ID! price: Int }', entities: { Item: () => ({ price: 3 }) } },
});
let folder: string;
let file: string;
let app: TestApp | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'newsgraph-explain-'));
  file = join(folder, 'page.graphql');
  await writeFile(file, 'query Page($first: Int) { items(first: $first) { price } }');
  await writeFile(join(folder, 'supergraph.graphql'), federation.supergraphSdl);
});
afterEach(async () => {
  await app?.stop();
  app = undefined;
});
afterAll(() => rm(folder, { recursive: true }));

const explain = (request: Pick<ExplainRequest, 'over'> & Partial<ExplainRequest>) =>
  explainFile({ file, operation: null, variables: {}, json: false, ...request });

describe('newsgraph explain', () => {
  it('prints the plan, as text or as JSON', async () => {
    const over = { kind: 'plan', supergraphFile: join(folder, 'supergraph.graphql') } as const;
    expect(await explain({ over })).toContain('#2 prices (Page__prices__1)\n   after #1\n   for the entities at items\n');
    expect(JSON.parse(await explain({ over, json: true }))).toMatchObject([
      { id: 1, subgraph: 'shelves' },
      { id: 2, subgraph: 'prices', after: [1] },
    ]);
    expect(federation.calls).toEqual([]);
  });

  it('runs it at a server in development, and prints what each fetch sent and took', async () => {
    app = await startTestApp({ engine: federation.gateway });
    const over = { kind: 'run', endpoint: `http://127.0.0.1:${app.port}/graphql`, token: null } as const;
    expect(await explain({ over })).toMatch(
      /^[\d.]+ ms: parse [\d.]+, validate [\d.]+, plan [\d.]+, execute [\d.]+, project [\d.]+\noperation cache: miss, plan cache: miss\n/,
    );
    expect(await explain({ over, variables: { first: 4 } })).toContain('\n   1 representation for 4 entities\n');
    expect(JSON.parse(await explain({ over, json: true }))).toMatchObject({ operationCache: 'hit', fetches: [{ id: 1 }, { id: 2 }] });
  });

  it('says why it cannot', async () => {
    app = await startTestApp({ engine: federation.gateway, config: { production: true } });
    const endpoint = `http://127.0.0.1:${app.port}/graphql`;
    const at = (address: string, variables: Record<string, unknown> = {}) =>
      explain({ over: { kind: 'run', endpoint: address, token: null }, variables });
    await expect(at(endpoint)).rejects.toThrow(`${endpoint} answered and did not explain: it runs in production`);
    await expect(at(endpoint, { first: 'many' })).rejects.toThrow(`${endpoint} refused the operation: Variable "$first"`);
    await expect(at('localhost:4000')).rejects.toThrow('--run must be an http address; it is "localhost:4000".');
    await expect(explain({ over: { kind: 'plan', supergraphFile: null }, file: join(folder, 'no.graphql') })).rejects.toThrow(
      'The operation file',
    );
    await app.stop();
    app = undefined;
    await expect(at(endpoint)).rejects.toThrow(`${endpoint} does not answer: connect ECONNREFUSED`);
  });
});
