/** Answers that no subgraph may give: one place of the data is changed into something that its schema does not allow, or an error points nowhere. */
import { Random } from '../differential/random.ts';
import type { SubgraphResponse } from '../../src/gateway/transport/subgraph-executor.ts';

interface Place {
  readonly value: unknown;
  put(value: unknown): void;
  remove(): void;
}

/** The response, changed in place. */
export function lie(response: SubgraphResponse, salt: number): SubgraphResponse {
  const random = new Random(salt);
  if (random.chance(0.12)) return { ...response, errors: [...(response.errors ?? []), strayError(random)] };
  if (!response.data) return response;
  const places: Place[] = [];
  collect(response.data, places);
  if (places.length === 0) return response;
  const place = random.pick(places);
  const { value } = place;
  if (Array.isArray(value)) place.put(wrongList(value, random));
  else if (typeof value === 'object' && value !== null) {
    const changed = wrongObject(value as Record<string, unknown>, random);
    if (changed !== value) place.put(changed);
  } else if (random.chance(0.15)) place.remove();
  else
    place.put(
      random.pick<unknown>([
        'NO_SUCH_VALUE',
        '',
        1.5,
        -1,
        1e300,
        true,
        null,
        [],
        [null],
        [[]],
        {},
        { id: 'x' },
        { __typename: 'Nonsense' },
        Number.MAX_SAFE_INTEGER,
      ]),
    );
  return response;
}

function wrongList(list: unknown[], random: Random): unknown {
  return random.pick<() => unknown>([
    () => list.slice(1),
    () => [...list, ...list.slice(0, 1).map((item) => structuredClone(item))],
    () => [...list, null],
    () => list.map(() => null),
    () => [list],
    () => ({ 0: list }),
    () => null,
    () => 'list',
    () => [],
  ])();
}

function wrongObject(object: Record<string, unknown>, random: Random): unknown {
  return random.pick<() => unknown>([
    () => null,
    () => 7,
    () => [],
    () => [object],
    () => ({}),
    () => without(object, '__typename'),
    () => Object.assign(object, { __typename: random.pick<unknown>(['Nonsense', 'Query', 'Int', 5, null, ['Cat'], '__proto__']) }),
    () => Object.assign(object, { added: 1, toString: 'added', constructor: null }),
  ])();
}

function without(object: Record<string, unknown>, key: string): Record<string, unknown> {
  delete object[key];
  return object;
}

function strayError(random: Random) {
  const path = random.pick<readonly (string | number)[] | undefined>([
    undefined,
    [],
    ['_entities'],
    ['_entities', 99, 'id'],
    ['_entities', 0],
    ['_entities', 'x'],
    [0],
    ['nothing', 'here'],
    ['__proto__', 'polluted'],
    ['constructor', 'prototype'],
    ['_entities', 0, '__proto__', 'polluted'],
    ['_entities', 0, '__typename'],
    ['_entities', 0, 'toString'],
  ]);
  return { message: 'a stray error', path };
}

function collect(value: unknown, places: Place[]): void {
  if (typeof value !== 'object' || value === null) return;
  const holder = value as Record<string | number, unknown>;
  for (const key of Object.keys(holder)) {
    places.push({
      value: holder[key],
      put: (changed) => {
        holder[key] = changed;
      },
      remove: () => {
        if (!Array.isArray(holder)) delete holder[key];
      },
    });
    collect(holder[key], places);
  }
}
