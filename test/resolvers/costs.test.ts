/** What our own pages are counted to cost: far from the limit, and a change of the schema's sizes and weights shows here. */
import { expect, it } from '@jest/globals';
import { getVariableValues } from 'graphql';
import { readdirSync, readFileSync } from 'node:fs';
import { readConfig } from '../../src/config/config.ts';
import { DEFAULT_LIMITS } from '../../src/gateway/create-gateway.ts';
import { Costs } from '../../src/gateway/cost/costs.ts';
import { Documents, selectOperation } from '../../src/gateway/operation/documents.ts';
import { readSupergraph } from '../../src/gateway/supergraph/supergraph.ts';

const folder = new URL('../../schema/', import.meta.url);
const { document, api } = readSupergraph(readFileSync(new URL('supergraph.graphql', folder), 'utf8'));
const { limits } = readConfig({}, {});
const documents = new Documents(api, DEFAULT_LIMITS, true, 100);
const costs = new Costs(document, api, limits);

function costOf(source: string, variables: Record<string, unknown>): number {
  const entry = selectOperation(documents.prepare(source), null);
  if (entry instanceof Error) throw entry;
  const { coerced } = getVariableValues(api, entry.operation.variableDefinitions ?? [], variables);
  if (!coerced) throw new Error('the variables do not fit');
  const cost = costs.check(entry, coerced);
  if (typeof cost !== 'number') throw new Error(JSON.stringify(cost));
  return cost;
}

const VARIABLES: Record<string, Record<string, unknown>> = {
  'article-page': { id: 'art_1' },
  'comment-create': { input: { articleId: 'art_1', body: 'x', idempotencyKey: 'k' } },
  'comment-delete': { input: { id: 'com_1' } },
  'home-feed': { first: 20 },
  search: { query: 'x', first: 20 },
  'source-page': { slug: 'x', first: 20 },
  'story-page': { id: 'sty_1', first: 20 },
  thread: { articleId: 'art_1', first: 20 },
};

const pages = readdirSync(new URL('operations/', folder)).flatMap((file) =>
  file.endsWith('.graphql') ? [file.replace('.graphql', '')] : [],
);

it.each(pages)('counts %s far below the limit', (name) => {
  const cost = costOf(readFileSync(new URL(`operations/${name}.graphql`, folder), 'utf8'), VARIABLES[name] ?? {});
  expect(cost).toBeGreaterThan(10);
  expect(cost).toBeLessThan(limits.maxCost / 100);
});

it('counts what a greedy client may ask, and refuses what is beyond all use', () => {
  const lists = (depth: number): string => (depth === 0 ? 'id' : `articles(first: 100) { nodes { id source { ${lists(depth - 1)} } } }`);
  expect(costOf(`{ ${lists(1)} }`, {})).toBe(201);
  expect(() => costOf(`{ ${lists(3)} }`, {})).toThrow('COST_LIMIT_EXCEEDED');
});
