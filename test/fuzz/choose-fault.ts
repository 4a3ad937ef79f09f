/** Faults that an operation will meet: chosen among what its run without faults has touched. */
import { Kind, type SelectionSetNode } from 'graphql';
import type { Random } from '../differential/random.ts';
import type { Contexts } from './contexts.ts';
import type { Declarations } from './declarations.ts';
import type { Fault } from './faults.ts';
import type { Universe } from './universe.ts';
import type { World } from './world.ts';

export interface Touched {
  readonly touched: ReadonlySet<string>;
  readonly calls: ReadonlyMap<string, number>;
}

export function chooseFault(
  { universe, contexts }: Pick<World, 'universe' | 'contexts'>,
  { touched, calls }: Touched,
  random: Random,
): Fault | null {
  const salt = random.between(0, 1_000_000_000);
  const subgraphs = [...calls.keys()];
  if (random.chance(0.45)) {
    const coordinates = [...touched].filter((coordinate) => canMirror(universe, contexts, coordinate));
    if (coordinates.length === 0) return null;
    return {
      kind: 'field',
      coordinate: random.pick(coordinates),
      how: random.pick(['error', 'error', 'null']),
      salt,
      quarters: random.pick([1, 2, 4]),
    };
  }
  if (subgraphs.length === 0) return null;
  const subgraph = random.pick(subgraphs);
  const kind = random.pick(['subgraph', 'entities', 'lie', 'lie']);
  if (kind === 'subgraph')
    return { kind, subgraph, how: random.pick(['unreachable', 'refuses', 'silent', 'crashes']), after: random.pick([0, 0, 0, 1, 2]) };
  if (kind === 'entities') return { kind, subgraph, how: random.pick(['error', 'error', 'null', 'short']), salt };
  return { kind: 'lie', subgraph, salt };
}

const fragile = new WeakMap<Declarations, ReadonlySet<string>>();

/**
 * Whether the monolith can do the same. Where a subgraph fetches more of an object than the client asked (keys, @requires) and a non-null part of it fails, the object is lost
 * to the gateway; so such parts do not fail. Nor do fields that are non-null in one subgraph and nullable in another.
 */
function canMirror(universe: Universe, contexts: Contexts, coordinate: string): boolean {
  if (universe.isKeyField(coordinate)) return false;
  const [type, field] = coordinate.split('.') as [string, string];
  const { declarations } = universe;
  const strict = declarations.ofField(type, field).map((declaration) => declaration.type.kind === Kind.NON_NULL_TYPE);
  if (strict.every((nonNull) => !nonNull)) return true;
  return strict.every(Boolean) && !fragileFields(declarations, contexts).has(field);
}

/** Names of fields that some @requires, @provides or @fromContext mentions, and those of interface objects: asked for one concrete type, they are fetched for all. */
function fragileFields(declarations: Declarations, contexts: Contexts): ReadonlySet<string> {
  let names = fragile.get(declarations);
  if (!names) {
    const found = new Set<string>();
    for (const types of declarations.types.values())
      for (const type of types.values())
        for (const [name, { requires, provides }] of type.fields) {
          if (type.interfaceObject) found.add(name);
          for (const selections of [requires, provides]) if (selections) addNames(selections, found);
        }
    for (const selections of contexts.selections()) addNames(selections, found);
    fragile.set(declarations, (names = found));
  }
  return names;
}

function addNames(selections: SelectionSetNode, names: Set<string>): void {
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
    if (selection.kind === Kind.FIELD) names.add(selection.name.value);
    if (selection.selectionSet) addNames(selection.selectionSet, names);
  }
}
