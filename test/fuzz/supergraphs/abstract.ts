import type { SupergraphSource } from './supergraph-source.ts';

export const abstract: SupergraphSource = {
  name: 'abstract',
  covers:
    'unions and interfaces that subgraphs know in part, interfaces with interfaces, fields whose type or nullability differs, shapes that clash',
  subgraphs: {
    zoo: `
      interface Named { name: String }
      interface Animal implements Named { name: String legs: Int }
      interface Pet implements Animal & Named { name: String legs: Int owner: Keeper }
      type Query { animal: Animal animals: [Animal!]! pet: Pet named: [Named] found: Found finds(kind: Kind, n: Int = 1): [Found!] keeper: Keeper shared: Found @shareable }
      type Mutation { feed(n: Int!): Animal adopt: Pet! swap(kinds: [Kind]): [Found] }
      union Found = Cat | Fish | Stone
      type Cat implements Pet & Animal & Named @key(fields: "id") { id: ID! name: String legs: Int owner: Keeper size: Int! mice: [Mouse] }
      type Dog implements Pet & Animal & Named @key(fields: "id") { id: ID! name: String legs: Int owner: Keeper! size: String tricks: [String!]! }
      type Fish implements Animal & Named @key(fields: "id") { id: ID! name: String legs: Int size: Float water: Water! }
      type Mouse implements Named { name: String tail: Float eaten: Cat }
      type Stone @key(fields: "id") { id: ID! size: [Int] weight: Float! }
      type Keeper implements Named @key(fields: "id") { id: ID! name: String pets: [Pet!]! animals: [[Animal]] finds: [Found] }
      type Water @shareable { degrees: Float salt: Boolean! }
      enum Kind { ALL SOME }`,
    clinic: `
      interface Patient { id: ID! record: Record }
      interface Named { name: String }
      type Query { patient: Patient patients: [Patient]! shared: Found @shareable ill: [Ill!] keeperOf(id: ID!): Keeper }
      union Found = Cat | Fish
      union Ill = Cat | Dog | Keeper
      type Cat implements Patient @key(fields: "id") { id: ID! record: Record chip: String! sister: Cat }
      type Dog implements Patient @key(fields: "id") { id: ID! record: Record shots: [Shot!] }
      type Fish implements Patient @key(fields: "id") { id: ID! record: Record bowl: Water }
      type Water @shareable { salt: Boolean! degrees: Float }
      type Record implements Named { name: String pages: [Page!]! patient: Patient }
      type Page { text: String number: Int! }
      type Shot { at: String! by: Keeper }
      type Keeper @key(fields: "id") { id: ID! licence: String patients: [Patient!] ill: Ill }`,
    food: `
      interface Eater { id: ID! eats: [Food!] }
      type Query { eater: Eater hungry: [Eater] }
      union Food = Meat | Hay | Fish
      type Cat implements Eater @key(fields: "id") { id: ID! eats: [Food!] }
      type Keeper implements Eater @key(fields: "id") { id: ID! eats: [Food!] cooks: Food }
      type Meat { kilos: Float! size: Int from: Dog }
      type Hay { kilos: Float size: Int }
      type Fish @key(fields: "id") { id: ID! fresh: Boolean }
      type Dog @key(fields: "id") { id: ID! barks: Int! }`,
  },
};
