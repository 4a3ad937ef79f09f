import type { SupergraphSource } from './supergraph-source.ts';

export const keys: SupergraphSource = {
  name: 'keys',
  covers: 'composite, nested and multiple keys; keys reached through other keys; resolvable: false; several overlapping subgraphs',
  subgraphs: {
    stores: `
      type Query { shop(n: Int): Shop shops: [Shop!]! offers(first: Int! = 2): [Offer] anyShop: Shop! }
      type Shop @key(fields: "id") @key(fields: "slug") { id: ID! slug: String! title: String owner: Person offers: [Offer!] branches: [[Shop]!] }
      type Offer @key(fields: "shop { id } code") @key(fields: "shop { slug } code") { shop: Shop! code: String! label: String best: Offer }
      type Person @key(fields: "id", resolvable: false) { id: ID! }`,
    stock: `
      type Shop @key(fields: "slug") { slug: String! capacity: Int! @shareable region: Region main: Offer }
      type Offer @key(fields: "shop { slug } code") @key(fields: "sku { maker number }") {
        shop: Shop! code: String! sku: Sku! @shareable amount(unit: Unit = PIECE): Int }
      type Sku @shareable { maker: String! number: Int! note: String }
      enum Unit { PIECE BOX }
      type Region @key(fields: "country code") { country: String! code: Int! name: String }`,
    prices: `
      type Query { cheapest(limit: Float, tags: [String!]): Offer dearest: [Offer!] }
      type Offer @key(fields: "sku { maker number }") { sku: Sku! @shareable price: Float! cents: Int discounts: [Float!] rival: Offer region: Region! }
      type Sku @shareable { maker: String! number: Int! }
      type Region @key(fields: "country code") { country: String! code: Int! tax: Float currency: String! }`,
    people: `
      type Query { person: Person people: [Person]! }
      type Person @key(fields: "id") @key(fields: "email") @key(fields: "account { id }") {
        id: ID! email: String! @shareable account: Account! name: String! friends: [Person!]! boss: Person }
      type Account @key(fields: "id") { id: ID! since: String }`,
    loyalty: `
      type Person @key(fields: "email") { email: String! @shareable points: Int! level: Level shops: [Shop!] }
      type Shop @key(fields: "id", resolvable: false) { id: ID! }
      enum Level { LOW MIDDLE HIGH }`,
    accounts: `
      type Account @key(fields: "id") { id: ID! balance: Float limits: [[Int!]] holder: Person! }
      type Person @key(fields: "account { id }") { account: Account! verified: Boolean! capacity: Int }`,
  },
};
