import type { SupergraphSource } from './supergraph-source.ts';

export const overlap: SupergraphSource = {
  name: 'overlap',
  covers:
    '@override, plain and with a label; seven subgraphs of which several resolve the same fields; chains of entities; mutations in several subgraphs',
  subgraphs: {
    a: `
      type Query { node: Node @shareable a: Node! many(n: Int = 2): [Node!]! }
      type Mutation { a1(v: Int): Node a2: Node! }
      type Node @key(fields: "id") { id: ID! x: Int @shareable y: String @shareable next: Node @shareable old: Int moved: String tree: [Node] @shareable m: Meta @shareable onlyA: Int! }
      type Meta @shareable { one: Int two: String node: Node }`,
    b: `
      type Query { node: Node @shareable b: Node }
      type Mutation { b1(v: [Int!]!): Int b2: Node }
      type Node @key(fields: "id") @key(fields: "uid") { id: ID! uid: ID! @shareable x: Int @shareable y: String @shareable next: Node @shareable old: Int @override(from: "a") onlyB: String m: Meta @shareable }
      type Meta @shareable { one: Int three: Float }`,
    c: `
      type Query { c: [Node] }
      type Node @key(fields: "uid") { uid: ID! @shareable x: Int @shareable z: Float! @shareable next: Node @shareable moved: String @override(from: "a", label: "percent(30)") onlyC: [Node!]! }`,
    d: `
      type Query { d(at: Int): Other }
      type Node @key(fields: "uid") { uid: ID! @shareable z: Float! @shareable other: Other! tree: [Node] @shareable }
      type Other @key(fields: "id") { id: ID! nodes: [Node!] p: Int @shareable q: Int old: String }`,
    e: `
      type Query { others: [Other!]! }
      type Other @key(fields: "id") @key(fields: "name") { id: ID! name: String! @shareable p: Int @shareable old: String @override(from: "d") back: Node }
      type Node @key(fields: "id") { id: ID! onlyE: Int y: String @shareable }`,
    f: `
      type Other @key(fields: "name") { name: String! @shareable r: Int! @shareable s: [[String]] next: Other }`,
    g: `
      type Mutation { g1: Other! }
      type Other @key(fields: "name") { name: String! @shareable r: Int! @shareable t(of: String, n: [Int] = [1]): String node: Node! }
      type Node @key(fields: "id", resolvable: false) { id: ID! }`,
  },
};
