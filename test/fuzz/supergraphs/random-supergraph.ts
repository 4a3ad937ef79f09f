/**
 * Supergraphs out of a number: entities, value types, an interface and a union, spread over two to five subgraphs at random, with keys, @shareable, @requires, @provides,
 * @override, @external, @interfaceObject and resolvable: false where they fall. What composition refuses is for the caller to throw away.
 */
import { Random } from '../../differential/random.ts';
import { mix } from '../hash.ts';
import { ARGUMENTS, Draft } from './random-draft.ts';
import type { SupergraphSource } from './supergraph-source.ts';

/** Of the keys: where more are, composition lets much pass that nobody can answer. */
const NOT_RESOLVABLE = 0.06;

export function randomSupergraph(number: number): SupergraphSource {
  const draft = new Draft(new Random(mix(number, 77)));
  return {
    name: `random-${number}`,
    covers: 'whatever falls together',
    subgraphs: Object.fromEntries(draft.subgraphs.map((subgraph) => [subgraph, writeSubgraph(draft, subgraph)])),
  };
}

function writeSubgraph(draft: Draft, subgraph: string): string {
  const { random } = draft;
  const here = draft.entities.filter(({ at }) => at.has(subgraph));
  const members = draft.membersIn(subgraph);
  const thing = draft.interfaceAt.get(subgraph);
  const types = here.map(({ name, at, lines }) => {
    const own = at.get(subgraph) as readonly string[];
    const implementing = thing === 'interface' && draft.members.includes(name);
    const keys = own.map((key) => `@key(fields: "${key}"${resolvable(random, implementing && key === 'id')})`).join(' ');
    const keyFields = [...new Set(own.flatMap((key) => [...key.matchAll(/\b(id|code|zone)\b/g)].map(([field]) => field)))];
    const nested = own.some((key) => key.includes('{'));
    const shared = keyFields.map((field) =>
      field === 'id'
        ? 'id: ID!'
        : field === 'code'
          ? 'code: String! @shareable'
          : nested
            ? 'zone: Zone! @shareable'
            : 'zone: Int! @shareable',
    );
    return `type ${name}${implementing ? ' implements Thing' : ''} ${keys} { ${[...shared, ...(lines.get(subgraph)?.values() ?? [])].join(' ')} }`;
  });
  if (thing === 'interface') types.push('interface Thing @key(fields: "id") { id: ID! }');
  if (thing === 'object')
    types.push(
      `type Thing @key(fields: "id") @interfaceObject { id: ID! t${subgraph[0]}: ${draft.wrapped('Int')} u${subgraph[0]}: ${draft.wrapped('String')} }`,
    );
  if (members.length > 0) types.push(`union Either = ${members.join(' | ')}`);
  types.push(...draft.values.map((name) => `type ${name} @shareable { a: Int! b: String c: [[Float]] again: ${name} }`));
  types.push(
    'type Zone @shareable { x: Int! }',
    'scalar Json',
    'enum Hue { RED GREEN BLUE }',
    'input Spot { x: Int! y: Float = 0.5 in: Spot }',
  );
  const roots = Array.from(
    { length: random.between(1, 3) },
    (_, i) => `${subgraph}${i}${random.pick(ARGUMENTS)[0]}: ${draft.wrapped(draft.reference([subgraph]))}`,
  );
  const common = draft.entities.find(({ at }) => draft.subgraphs.every((other) => at.has(other)));
  if (common) roots.push(`any: ${common.name} @shareable`);
  types.push(`type Query { ${roots.join(' ')} }`);
  if (random.chance(0.4))
    types.push(`type Mutation { do${subgraph}${random.pick(ARGUMENTS)[0]}: ${draft.wrapped(draft.reference([subgraph]))} }`);
  return types.join('\n');
}

/** A key of an interface must be resolvable of each type. */
function resolvable(random: Random, must: boolean): string {
  return !must && random.chance(NOT_RESOLVABLE) ? ', resolvable: false' : '';
}
