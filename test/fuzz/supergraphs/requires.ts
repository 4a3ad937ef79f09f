import type { SupergraphSource } from './supergraph-source.ts';

export const requires: SupergraphSource = {
  name: 'requires',
  covers:
    '@requires: nested, with arguments, through lists of lists, with fragments, of what is itself required, also of one subgraph left and come back to',
  subgraphs: {
    goods: `
      type Query { good(n: Int): Good goods: [Good!]! crate: Crate }
      type Good @key(fields: "id") { id: ID! weight(unit: String = "kg"): Float price(currency: Currency = EUR, round: Boolean): Int size: Size! parts: [Part!] grid: [[Size]] packing: Packing @shareable name: String! note: String }
      type Size @shareable { w: Int! h: Int d: Int }
      type Part { name: String! size: Size count: Int }
      enum Currency { EUR USD EGP }
      interface Packing { label: String }
      type Box implements Packing @shareable { label: String size: Size sides: Int! }
      type Bag implements Packing @shareable { label: String litres: Float }
      type Crate @key(fields: "id") { id: ID! goods: [Good] owner: Owner }
      type Owner @key(fields: "id") { id: ID! name: String }`,
    shipping: `
      type Query { parcel: Parcel }
      type Good @key(fields: "id") { id: ID! weight(unit: String = "kg"): Float @external price(currency: Currency = EUR, round: Boolean): Int @external size: Size! @external name: String! @external
        parts: [Part!] @external grid: [[Size]] @external packing: Packing @external
        cost(fast: Boolean): Int @requires(fields: "weight price(currency: USD, round: true)")
        volume: Float @requires(fields: "size { w h d }")
        label: String! @requires(fields: "name")
        partCost: [Int] @requires(fields: "parts { name size { w } }")
        cells: Int! @requires(fields: "grid { w h }")
        wrap: String @requires(fields: "packing { label ... on Box { sides size { h } } ... on Bag { litres } }")
        similar: [Good!] }
      type Size @shareable { w: Int! h: Int d: Int }
      type Part { name: String! @external size: Size @external }
      interface Packing { label: String }
      type Box implements Packing @shareable { label: String size: Size sides: Int! }
      type Bag implements Packing @shareable { label: String litres: Float }
      enum Currency { EUR USD EGP }
      type Crate @key(fields: "id") { id: ID! total: Int parcels: [Parcel!]! }
      type Parcel @key(fields: "id") { id: ID! good: Good! crate: Crate }`,
    billing: `
      type Good @key(fields: "id") { id: ID! cost(fast: Boolean): Int @external volume: Float @external note: String @external
        fee: Float @requires(fields: "cost(fast: true)")
        tax: Int! @requires(fields: "cost volume note") 
        invoice: Invoice @requires(fields: "volume") }
      type Invoice { number: String! lines: [Line!] good: Good }
      type Line { text: String amount: Float! }
      type Parcel @key(fields: "id") { id: ID! good: Good! @external insured: Boolean @requires(fields: "good { id fee }") }
      type Owner @key(fields: "id") { id: ID! name: String @external debt: Float @requires(fields: "name") crates: [Crate!] }
      type Crate @key(fields: "id") { id: ID! total: Int @external owner: Owner @external rent: Int @requires(fields: "total owner { id name }") }`,
  },
};
