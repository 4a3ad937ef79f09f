import type { SupergraphSource } from './supergraph-source.ts';

export const provides: SupergraphSource = {
  name: 'provides',
  covers: '@provides: nested, on interfaces and unions, of keys; @external',
  subgraphs: {
    library: `
      type Query { book: Book @provides(fields: "title author { name }") books: [Book!]! shelf: Shelf lent: [Lent] @provides(fields: "... on Book { title } ... on Film { minutes } ... on Chair { colour }") }
      type Shelf @key(fields: "id") { id: ID! books: [Book!]! @provides(fields: "title") newest: Work @provides(fields: "... on Book { title } ... on Film { title }") room: Int! works: [Work!] }
      interface Work { id: ID! title: String }
      union Lent = Book | Film | Chair
      type Chair @key(fields: "id") { id: ID! legs: Int! colour: String @external }
      type Book implements Work @key(fields: "id") { id: ID! title: String @external author: Author @external isbn: String sequel: Book @provides(fields: "author { born }") }
      type Film implements Work @key(fields: "id") { id: ID! title: String @external minutes: Int @external reels: Int! }
      type Author @key(fields: "id") { id: ID! name: String! @external born: Int @external nick: String }`,
    works: `
      type Query { work: Work top(first: Int): [Work] chair: Chair @provides(fields: "colour") }
      interface Work { id: ID! title: String }
      type Book implements Work @key(fields: "id") { id: ID! title: String @shareable author: Author @shareable pages: Int! }
      type Film implements Work @key(fields: "id") { id: ID! title: String @shareable minutes: Int @shareable cast: [Author!] @provides(fields: "name") }
      type Author @key(fields: "id") { id: ID! name: String! @external }
      type Chair @key(fields: "id") { id: ID! colour: String @external maker: String }`,
    people: `
      type Query { author: Author authors: [[Author!]] }
      type Author @key(fields: "id") { id: ID! name: String! @shareable born: Int @shareable books: [Book!] works: [Book] shelf: Shelf }
      type Book @key(fields: "id") { id: ID! fame: Float @shareable }
      type Shelf @key(fields: "id") { id: ID! keeper: Author! }`,
    inventory: `
      type Query { inventory: Inventory! }
      type Inventory { chairs: [Chair!] @provides(fields: "colour") books: [Book]! @provides(fields: "fame") any: Thing @provides(fields: "... on Chair { colour } ... on Book { fame }") }
      union Thing = Chair | Book
      type Chair @key(fields: "id") { id: ID! colour: String @external worth: Float }
      type Book @key(fields: "id") { id: ID! fame: Float @external worth: Float! }`,
    paint: `
      type Chair @key(fields: "id") { id: ID! colour: String @shareable coats: Int }`,
  },
};
