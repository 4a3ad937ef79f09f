/** Operations made to be hard to plan, each within the gateway's limits, with the supergraph that makes it so. Nothing here is random. */
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';

export interface HeavyOperation {
  readonly name: string;
  readonly supergraphSdl: string;
  readonly source: string;
}

export function heavyOperations(): HeavyOperation[] {
  const overlapping = overlappingSupergraph(7);
  const hub = supergraph(pageSubgraphs());
  return [
    { name: 'fragment doubling, 2^8 paths', supergraphSdl: hub, source: doubled(8) },
    { name: '400 aliases of 12 fields', supergraphSdl: hub, source: aliases(400, () => PAGE) },
    { name: '400 aliases, no two alike', supergraphSdl: hub, source: aliases(400, differentPage) },
    { name: '7,900 fields by fragments', supergraphSdl: hub, source: expanded(64) },
    { name: '7,100 fields, few alike', supergraphSdl: hub, source: forest() },
    { name: '70 implementations', supergraphSdl: supergraph(implementingSubgraphs(70)), source: implementations(70) },
    { name: '100 subgraphs, 200 fields', supergraphSdl: starSupergraph(100), source: star(100) },
    { name: '8 levels over 7 subgraphs', supergraphSdl: overlapping, source: `{ p ${overlappingLevels(8)} }` },
    { name: '8 levels of value types over 7', supergraphSdl: overlapping, source: `{ p ${valueLevels(8)} }` },
    { name: '38 levels', supergraphSdl: hub, source: `{ item(id: "1") ${chain(36)} }` },
    { name: 'a chain of 40 keys', supergraphSdl: keyChainSupergraph(40), source: '{ p { f39 f20 other { f39 } } }' },
  ];
}

type Sdls = Readonly<Record<string, string>>;

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@external", "@requires"])';

export function supergraph(subgraphs: Sdls): string {
  const composed = composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({ name, url: `http://${name}.test/graphql`, typeDefs: parse(`${LINK} ${sdl}`) })),
  );
  if (!composed.supergraphSdl) throw new Error(composed.errors?.map(({ message }) => message).join('; '));
  return composed.supergraphSdl;
}

function times<Value>(count: number, make: (index: number) => Value): Value[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Five subgraphs around one entity, as of a page: texts, people, counts, lists, and one that requires. */
function pageSubgraphs(): Sdls {
  return {
    texts:
      'type Query { item(id: ID!): Item } type Item @key(fields: "id") { id: ID! title: String body: String maker: Maker next: Item also: Item } type Maker @key(fields: "id") { id: ID! }',
    makers:
      'type Maker @key(fields: "id") { id: ID! name: String home: String items(first: Int): [Item!] } type Item @key(fields: "id") { id: ID! }',
    counts:
      'type Item @key(fields: "id") { id: ID! count: Int notes(first: Int): [Note!] } type Note @key(fields: "id") { id: ID! text: String writer: User }  type User @key(fields: "id") { id: ID! }',
    people: 'type User @key(fields: "id") { id: ID! name: String mail: String }',
    made: 'type Item @key(fields: "id") { id: ID! title: String @external summary: String @requires(fields: "title") mood: Int related: [Item!] }',
  };
}

const PAGE = 'title maker { name } count related { title mood maker { name } } notes(first: 1) { writer { name } }';

function differentPage(index: number): string {
  const parts = ['title', 'body', 'count', 'mood', 'summary', 'maker { name }', 'maker { home }', 'next { count }', 'related { summary }'];
  return parts.filter((_, bit) => ((index + 1) >> bit) % 2 === 1).join(' ');
}

function aliases(count: number, selection: (index: number) => string): string {
  return `{ ${times(Math.ceil(count / 4), (i) => `a${i}: item(id: "${i}") { id n: next { ${selection(4 * i)} } o: next { ${selection(4 * i + 1)} } p: also { ${selection(4 * i + 2)} } }`).join(' ')} }`;
}

function doubled(levels: number): string {
  return `{ item(id: "1") { ...F0 } } ${times(levels, (i) => `fragment F${i} on Item { next { ...F${i + 1} } also { ...F${i + 1} } count }`).join(' ')} fragment F${levels} on Item { title summary }`;
}

function expanded(count: number): string {
  const page =
    'fragment Page on Item { id title body count summary mood maker { name home } notes(first: 3) { text writer { name mail } } next { ...Card } also { ...Card } related { ...Card next { ...Card } also { ...Card next { ...Card } } } }';
  const card =
    'fragment Card on Item { id title body count summary mood maker { id name home } notes(first: 1) { id text writer { id name mail } } }';
  return `{ ${times(count, (i) => `a${i}: item(id: "${i}") { ...Page }`).join(' ')} } ${page} ${card}`;
}

/** Trees that binary numbers grow: every place asks for its own mixture of the fields that there are. */
function forest(): string {
  const leaves = ['title', 'body', 'count', 'mood', 'summary', 'maker { name }', 'maker { home }', 'notes(first: 2) { text }'];
  const mixture = (index: number): string => leaves.filter((_, bit) => (index >> bit) % 2 === 1).join(' ');
  const fragments = times(255, (i) => `fragment M${i + 1} on Item { ${mixture(i + 1)} }`).join(' ');
  let next = 0;
  const tree = (levels: number): string => {
    next += 1;
    const own = `...M${((next * 37) % 255) + 1}`;
    return levels === 0 ? `{ ${own} }` : `{ ${own} next ${tree(levels - 1)} also ${tree(levels - 1)} related ${tree(levels - 1)} }`;
  };
  return `{ ${times(3, (i) => `t${i}: item(id: "${i}") ${tree(5)}`).join(' ')} } ${fragments}`;
}

function chain(levels: number): string {
  return levels === 0 ? '{ title }' : `{ count ${levels % 2 === 0 ? 'next' : 'related'} ${chain(levels - 1)} summary }`;
}

function implementingSubgraphs(count: number): Sdls {
  return {
    all: `type Query { all: [I] } interface I { id: ID! name: String } ${times(count, (i) => `type T${i} implements I @key(fields: "id") { id: ID! name: String only${i}: Int }`).join(' ')}`,
    more: times(count, (i) => `type T${i} @key(fields: "id") { id: ID! extra: Int }`).join(' '),
  };
}

function implementations(count: number): string {
  return `{ all { id name ${times(count, (i) => `... on T${i} { only${i} extra }`).join(' ')} } }`;
}

/** Written as composition would, which takes a while over a hundred subgraphs. */
function joined(graphs: number, body: string): string {
  const values = times(graphs, (i) => `${graphOf(i)} @join__graph(name: "s${i}", url: "http://s${i}.test/graphql")`).join(' ');
  return `schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.3", for: EXECUTION) { query: Query }
    directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
    enum link__Purpose { SECURITY EXECUTION } scalar link__Import scalar join__FieldSet
    directive @join__graph(name: String!, url: String!) on ENUM_VALUE
    directive @join__type(graph: join__Graph!, key: join__FieldSet) repeatable on OBJECT
    directive @join__field(graph: join__Graph) repeatable on FIELD_DEFINITION
    enum join__Graph { ${values} } ${body}`;
}

function graphOf(index: number): string {
  return `S${index}`;
}

function inAll(graphs: number, key = ''): string {
  return times(graphs, (i) => `@join__type(graph: ${graphOf(i)}${key})`).join(' ');
}

/** One entity, a field or two in each subgraph. */
export function starSupergraph(count: number): string {
  const fields = times(count, (i) => `f${i}: Int @join__field(graph: ${graphOf(i)}) other${i}: P @join__field(graph: ${graphOf(i)})`).join(
    ' ',
  );
  return joined(
    count,
    `type Query ${inAll(count)} { p: P @join__field(graph: S0) } type P ${inAll(count, ', key: "id"')} { id: ID! ${fields} }`,
  );
}

function star(count: number): string {
  return `{ p { ${times(count, (i) => `f${i} other${i} { f${(i + 7) % count} }`).join(' ')} } }`;
}

/** Everything is shared by all, but each has fields, and a key, of its own. */
function overlappingSupergraph(count: number): string {
  const own = (name: string, type: string): string =>
    times(count, (i) => `${name}${i}: ${type} @join__field(graph: ${graphOf(i)})`).join(' ');
  const keys = times(count, (i) => `@join__type(graph: ${graphOf(i)}, key: "k${i}")`).join(' ');
  return joined(
    count,
    `type Query ${inAll(count)} { p: P }
    type P ${inAll(count, ', key: "id"')} ${keys} { id: ID! ${own('k', 'ID!')} a: Int n: P ${own('b', 'Int')} ${own('m', '[P]')} v: V }
    type V ${inAll(count)} { x: Int ${own('y', 'Int')} w: P }`,
  );
}

function overlappingLevels(level: number): string {
  if (level === 0) return '{ a b3 }';
  const inner = overlappingLevels(level - 1);
  return `{ a b${level % 7} b${(level + 3) % 7} n ${inner} m${level % 7} ${inner} }`;
}

function valueLevels(level: number): string {
  return level === 0 ? '{ a b3 }' : `{ a b${level % 7} v { x y${level % 7} y${(level + 2) % 7} w ${valueLevels(level - 1)} } }`;
}

/** Each subgraph is reached only through the one before. */
function keyChainSupergraph(count: number): string {
  const keys = times(count, (i) => {
    const [own, next] = [graphOf(i), graphOf(i + 1)];
    return `k${i}: ID! @join__field(graph: ${own})${i + 1 < count ? ` @join__field(graph: ${next})` : ''} f${i}: Int @join__field(graph: ${own})`;
  }).join(' ');
  const entrances = times(
    count,
    (i) => `@join__type(graph: ${graphOf(i)}, key: "k${i}")${i > 0 ? ` @join__type(graph: ${graphOf(i)}, key: "k${i - 1}")` : ''}`,
  ).join(' ');
  return joined(
    count,
    `type Query ${inAll(count)} { p: P @join__field(graph: S0) } type P ${entrances} { ${keys} other: P @join__field(graph: ${graphOf(count >> 1)}) }`,
  );
}
