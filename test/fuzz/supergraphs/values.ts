import type { SupergraphSource } from './supergraph-source.ts';

export const values: SupergraphSource = {
  name: 'values',
  covers:
    '@shareable value types, entered again through their parents, and root fields; @inaccessible fields and types; enums partly inaccessible; input objects that subgraphs know in part; custom scalars; lists of lists; mutations',
  subgraphs: {
    weather: `
      scalar Json
      type Query { place(at: PointInput): Place @shareable now: Report! @shareable log(filter: Filter, sort: [Order!] = [ASC]): [Report] secret: Int @inaccessible
        matrix(size: Size): [[Cell!]!]! mood: Mood moods: [Mood] strict: [Mood!] thing: Thing }
      type Mutation { report(input: ReportInput!): Report! reset(place: ID): Spot note(text: String, json: Json): Json }
      type Place @shareable { title: String! point: Point hidden: Int @inaccessible spots: [Spot!] }
      type Point @shareable { x: Int! label: String }
      type Spot @shareable { x: Int! title: String near: Spot }
      type Part @shareable { n: Int! heavy: Boolean }
      type Report @key(fields: "id") { id: ID! place: Place @shareable parts: [[Part!]] @shareable pieces: [Part]! @shareable at: Json mood: Mood! temperature: Float history(last: Int = 2): [[Report]] ghost: Ghost @inaccessible things: [Thing] thing: Thing! sure: [[Thing!]] }
      type Cell { spot: Spot! value: Json report: Report }
      type Ghost @inaccessible { boo: String }
      union Thing = Spot | Ghost | Cell
      enum Mood { SUN RAIN SNOW @inaccessible FOG }
      enum Order { ASC DESC }
      enum Size { S M L }
      input PointInput { x: Int! = 1 y: Int label: String nested: PointInput many: [PointInput!] }
      input Filter { moods: [Mood!] near: PointInput ids: [[ID!]] min: Float open: Boolean = true any: Json }
      input ReportInput { mood: Mood = RAIN at: PointInput! tags: [String!]! = ["new"] }`,
    maps: `
      scalar Json
      type Query { place(at: PointInput): Place @shareable now: Report! @shareable region(name: String = "all", sizes: [Size!]): Region route(points: [PointInput!]!): [Spot!] }
      type Mutation { draw(points: [[PointInput]]): Region! rename(name: String!): Region }
      type Place @shareable { title: String! point: Point area: Float height: Int spots: [Spot!] }
      type Point @shareable { x: Int! geo: Json }
      type Spot @shareable { title: String x: Int! near: Spot }
      type Region { name: String! spots: [Spot!]! grid: [[Spot]!] center: Spot! reports: [Report!] }
      type Report @key(fields: "id") { id: ID! place: Place @shareable region: Region sources: [String!]! }
      enum Size { S M }
      input PointInput { x: Int! = 1 y: Int nested: PointInput many: [PointInput!] unknown: String }`,
    archive: `
      scalar Json
      type Query { place(at: PointInput): Place @shareable now: Report! @shareable stats: Stats }
      type Part @shareable { n: Int! long: String! }
      type Report @key(fields: "id") { id: ID! place: Place @shareable parts: [[Part!]] @shareable pieces: [Part]! @shareable size: Int! checks: [[Boolean!]!] stats: Stats! next: Report }
      type Place @shareable { title: String! notes: [String] height: Int }
      type Spot @shareable { title: String x: Int! near: Spot }
      type Stats { total: Int! spots: [Spot] by(mood: Mood, first: Int! = 3): [Int!]! json: Json! reports: [[Report!]!] }
      enum Mood { SUN RAIN SNOW @inaccessible FOG }
      input PointInput { x: Int! = 1 y: Int nested: PointInput many: [PointInput!] }`,
  },
};
