import type { SupergraphSource } from './supergraph-source.ts';

export const interfaceObjects: SupergraphSource = {
  name: 'interface-objects',
  covers: '@interfaceObject, entity interfaces, interfaces that implement interfaces, @requires on interface objects',
  subgraphs: {
    media: `
      interface Node @key(fields: "id") { id: ID! }
      interface Media implements Node @key(fields: "id") { id: ID! title: String url: String! }
      type Query { media(n: Int): Media all: [Media!]! video: Video node: Node nodes: [[Node]] owner: Owner }
      type Video implements Media & Node @key(fields: "id") { id: ID! title: String url: String! seconds: Int! chapters: [Image] }
      type Image implements Media & Node @key(fields: "id") { id: ID! title: String url: String! pixels: Int original: Image }
      type Sound implements Media & Node @key(fields: "id") { id: ID! title: String url: String! loud: Boolean }
      type Owner implements Node @key(fields: "id") { id: ID! name: String }`,
    reviews: `
      type Query { reviewed: [Media] best: Media! }
      type Media @key(fields: "id") @interfaceObject { id: ID! reviews(first: Int = 2): [Review!]! score: Float }
      type Review { text: String! about: Media by: Owner }
      type Owner @key(fields: "id") { id: ID! reviews: [Review!] favourite: Media }`,
    rights: `
      type Media @key(fields: "id") @interfaceObject { id: ID! title: String @external score: Float @external licence: Licence @requires(fields: "title") fee: Int! @requires(fields: "title score") }
      type Licence { name: String! owner: Owner media: [Media!] }
      type Owner @key(fields: "id") { id: ID! licences: [Licence] }`,
    thumbs: `
      type Video @key(fields: "id") { id: ID! thumbs: [Image!] seconds: Int! @external price: Float @requires(fields: "seconds") }
      type Image @key(fields: "id") { id: ID! thumbOf: Video palette: [[Int]!]! }`,
  },
};
