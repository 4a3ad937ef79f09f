/** Who may see what, over HTTP: tokens of ours, an operator's policy module, a supergraph that guards, and a subgraph that counts what reaches it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokens } from '../../src/auth/tokens.ts';
import { systemClock } from '../../src/clock/clock.ts';
import { readConfig } from '../../src/config/config.ts';
import { serve, type Serving } from '../../src/server/wiring/serve.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { SECRET } from './testkit/test-app.ts';

const VAULT = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@authenticated", "@requiresScopes", "@policy", "@listSize", "@tag"])
  type Query {
    open: String
    inner: String @authenticated
    gold: String @requiresScopes(scopes: [["gold:read"], ["ADMIN"]])
    odd: String @policy(policies: [["odd_day"]]) @tag(name: "odd")
    coins(first: Int): [Coin] @listSize(slicingArguments: ["first"])
  }
  type Coin { worth: Int }`;

const tokens = createTokens({ secret: SECRET, clock: systemClock });
const bearer = async (role: 'READER' | 'ADMIN', ...scopes: string[]): Promise<string> =>
  `Bearer ${await tokens.issue({ id: 'usr_1', name: 'Sara', roles: [role], scopes, expiresIn: 60 })}`;

let folder: string;
let vault: Server;
/** What the subgraph was asked. */
const asked: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'newsgraph-vault-'));
  vault = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const { query } = JSON.parse(body) as { query: string };
      asked.push(query);
      const answer = { open: 'o', inner: 'i', gold: 'g', odd: 'd', coins: [{ worth: 1 }] };
      const data = Object.fromEntries(Object.entries(answer).filter(([field]) => new RegExp(`\\b${field}\\b`).test(query)));
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data }));
    });
  }).listen(0, '127.0.0.1');
  await once(vault, 'listening');
  const url = `http://127.0.0.1:${(vault.address() as AddressInfo).port}/graphql`;
  await writeFile(
    join(folder, 'supergraph.graphql'),
    composeServices([{ name: 'vault', typeDefs: parse(VAULT), url }]).supergraphSdl ?? '',
  );
  await writeFile(
    join(folder, 'policies.mjs'),
    `export const policies = async (names, { viewer, requestId }) => names.filter((name) => name === 'odd_day' && viewer?.name === 'Sara' && requestId);`,
  );
  await writeFile(join(folder, 'nothing.mjs'), 'export const other = 1;');
});
afterAll(async () => {
  vault.close();
  await rm(folder, { recursive: true });
});

async function served(environment: Record<string, string>, use: (ask: Ask) => Promise<void>): Promise<void> {
  const serving: Serving = await serve({
    config: readConfig({}, { PORT: '0', NEWSGRAPH_MODE: 'production', DATA_DIR: join(folder, 'data'), JWT_SECRET: SECRET, ...environment }),
    clock: systemClock,
    log: createLogger({ level: 'silent' }).log,
    supergraphFile: join(folder, 'supergraph.graphql'),
  });
  asked.length = 0;
  try {
    await use(async (query, headers = {}) => {
      const answer = await fetch(`http://127.0.0.1:${serving.port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
        body: JSON.stringify({ query }),
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    });
  } finally {
    await serving.stop();
  }
}

type Ask = (query: string, headers?: Record<string, string>) => Promise<{ status: number; body: Record<string, unknown> }>;

const CODE = 'UNAUTHORIZED_FIELD_OR_TYPE';

describe('a supergraph that guards, filtered', () => {
  it('shows to nobody what wants a token, and does not fetch it', async () => {
    await served({}, async (ask) => {
      const { status, body } = await ask('{ open inner gold odd }');
      expect({ status, body }).toEqual({
        status: 200,
        body: {
          data: { open: 'o', inner: null, gold: null, odd: null },
          errors: ['inner', 'gold', 'odd'].map((field) => ({
            message: `Unauthorized field or type: Query.${field}.`,
            path: [field],
            extensions: { code: CODE },
          })),
        },
      });
      expect(asked).toEqual([expect.stringMatching(/\{open\}$/)]);
    });
  });

  it('shows it to whom the token and the policy module let', async () => {
    await served({ POLICY_MODULE: join(folder, 'policies.mjs') }, async (ask) => {
      const reader = await ask('{ open inner gold odd }', { authorization: await bearer('READER') });
      expect(reader.body).toMatchObject({ data: { open: 'o', inner: 'i', gold: null, odd: 'd' }, errors: [{ path: ['gold'] }] });
      const scoped = await ask('{ inner gold }', { authorization: await bearer('READER', 'gold:read', 'other') });
      expect(scoped.body).toEqual({ data: { inner: 'i', gold: 'g' } });
      const admin = await ask('{ gold }', { authorization: await bearer('ADMIN') });
      expect(admin.body).toEqual({ data: { gold: 'g' } });
      const stranger = await ask('{ open odd }');
      expect(stranger.body).toMatchObject({ data: { open: 'o', odd: null }, errors: [{ extensions: { code: CODE } }] });
    });
  });

  it('takes no token that is not signed with the key', async () => {
    await served({ JWT_SECRET: 'another secret of more than thirty-two bytes' }, async (ask) => {
      const { status, body } = await ask('{ open inner }', { authorization: await bearer('READER') });
      expect({ status, body }).toMatchObject({ status: 401, body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } });
      expect(asked).toEqual([]);
    });
  });
});

describe('rejected', () => {
  it('refuses the operation with a status of its own, and lists the fields', async () => {
    await served({ AUTHORIZATION: 'reject' }, async (ask) => {
      const { status, body } = await ask('{ open gold inner }', { authorization: await bearer('READER') });
      expect({ status, body }).toEqual({
        status: 400,
        body: {
          errors: [
            {
              message: 'The operation asks for what its sender may not see: Query.gold.',
              extensions: { code: CODE, fields: ['Query.gold'] },
            },
          ],
        },
      });
      expect((await ask('{ open }')).body).toEqual({ data: { open: 'o' } });
      expect(asked).toHaveLength(1);
    });
  });
});

describe('a contract', () => {
  it('hides from everybody what EXCLUDE_TAGS names', async () => {
    await served({ EXCLUDE_TAGS: 'odd', INTROSPECTION: 'on' }, async (ask) => {
      expect(await ask('{ open odd }')).toMatchObject({
        status: 400,
        body: { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
      });
      expect(await ask('{ __type(name: "Query") { fields { name } } }')).toMatchObject({
        body: { data: { __type: { fields: ['open', 'inner', 'gold', 'coins'].map((name) => ({ name })) } } },
      });
      expect(asked).toEqual([]);
    });
    await expect(served({ INCLUDE_TAGS: 'nobody' }, async () => undefined)).rejects.toThrow(
      'The contract hides every field of the query type.',
    );
  });
});

describe('costs', () => {
  it('are told to who asks, and refused beyond MAX_COST', async () => {
    await served({ MAX_COST: '50' }, async (ask) => {
      expect((await ask('{ coins(first: 7) { worth } }', { 'x-newsgraph-cost': '1' })).body).toMatchObject({
        extensions: { cost: { requestedQueryCost: 7, maxCost: 50 } },
      });
      expect((await ask('{ coins(first: 7) { worth } }')).body).not.toHaveProperty('extensions');
      const dear = await ask('{ coins(first: 51) { worth } }');
      expect(dear).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'COST_LIMIT_EXCEEDED' } }] } });
      const none = await ask('{ coins { worth } }');
      expect(none.body).toMatchObject({ errors: [{ extensions: { code: 'SLICING_ARGUMENT_REQUIRED' } }] });
      expect(asked).toHaveLength(2);
    });
  });
});

it('does not start with a policy module that cannot be used', async () => {
  const never = (path: string) => served({ POLICY_MODULE: path }, async () => undefined);
  await expect(never(join(folder, 'nothing.mjs'))).rejects.toThrow('POLICY_MODULE must export a function `policies`');
  await expect(never(join(folder, 'absent.mjs'))).rejects.toThrow('POLICY_MODULE cannot be loaded');
});
