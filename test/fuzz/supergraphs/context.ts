import type { SupergraphSource } from './supergraph-source.ts';

export const context: SupergraphSource = {
  name: 'context',
  covers: '@context and @fromContext: from the parent, from further up, from several types of one context, in lists',
  subgraphs: {
    trips: `
      type Query { trip: Trip trips: [Trip!]! tour: Tour }
      type Trip @key(fields: "id") @context(name: "journey") { id: ID! currency: String! seats: Int stops: [Stop!]! first: Stop }
      type Tour @key(fields: "id") @context(name: "journey") { id: ID! currency: String! days: Int stops: [[Stop]] leg: Leg! }
      type Leg { miles: Int! end: Stop }
      type Stop @key(fields: "id") { id: ID! name: String
        price(nights: Int, currency: String @fromContext(field: "$journey { currency }")): Float }`,
    places: `
      type Stop @key(fields: "id") { id: ID! stars: Int! town: Town }
      type Town @key(fields: "id") { id: ID! name: String! trips: [Trip!] }
      type Trip @key(fields: "id") { id: ID! guide: String! }`,
  },
};
