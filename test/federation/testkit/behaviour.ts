/**
 * What a folder of test/federation says: subgraphs as SDL, one world of whole objects behind them, and operations with what they answer and fetch.
 *
 * A field's value stands in its object, or is a function of the object as its owner sees it. A subgraph shows what it declares and nothing else
 * (subgraph-schema.ts): an `@external` field has a value only where a representation told it or `@provides` promises it, an overridden one has none.
 * So a plan that asks too little, or the wrong subgraph, ends in an error and not in the right answer by luck.
 */

/** `__typename` is needed where an object is an entity or stands where an abstract type is. */
export type Whole = { readonly __typename?: string } & { readonly [field: string]: unknown };

/** @param self the object as this subgraph sees it. @param at the subgraph's name; `twin` in the monolith. */
export type Computed = (self: Readonly<Record<string, never>>, args: Readonly<Record<string, never>>, at: string) => unknown;

export type Root = Readonly<Record<string, Computed | object | string | number | boolean | null>>;

export interface World {
  readonly query?: Root;
  readonly mutation?: Root;
  /** What reference resolvers find. */
  readonly entities?: readonly Whole[];
}

/** In place of a subgraph's executor: what it answers to everything, or `down`. */
export type Fault = 'down' | { readonly data: unknown; readonly errors?: readonly unknown[] } | (() => { readonly data: unknown });

export interface Case {
  readonly ask: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The operation's name, where the document has several. */
  readonly name?: string;
  /** Compared as text, so the order of keys counts. Absent: the request is refused. */
  readonly answer?: unknown;
  /** `path.to.0.field: message`, in order; none where absent. */
  readonly errors?: readonly string[];
  /** `subgraph` for root fields, `subgraph n` for n representations. In order for mutations, in any order for queries. */
  readonly fetches: readonly string[];
  readonly faults?: Readonly<Record<string, Fault>>;
  /** Why one schema over the same world would answer otherwise; where absent it must answer the same, errors' paths included. */
  readonly unlikeTwin?: string;
}

export interface Behaviour {
  /** One sentence: what is shown. */
  readonly shows: string;
  /** Without a `@link` of its own, a subgraph gets one to `link`. */
  readonly subgraphs: Readonly<Record<string, string>>;
  /** The Federation version of the subgraphs' `@link`, or `none` for Federation 1. v2.3 where absent. */
  readonly link?: `v2.${number}` | 'none';
  /** In place of what the composition library makes, where it cannot. */
  readonly supergraph?: string;
  /** Writes into the supergraph what the composition library refuses although it can be answered. */
  readonly edit?: (supergraphSdl: string) => string;
  /** Why random operations over this world may be answered otherwise than the twin answers them, where no case says so. */
  readonly notAtRandom?: string;
  /** Made anew for every run. */
  readonly world: () => World;
  readonly cases: readonly Case[];
}
