/** What is made to go wrong in a run. */

/** A field fails for some objects, wherever it is resolved: the monolith can do the same. */
export interface FieldFault {
  readonly kind: 'field';
  /** `ConcreteType.field` */
  readonly coordinate: string;
  /** `null` is legal where the type allows it, and the subgraph's own error where it does not. */
  readonly how: 'error' | 'null';
  readonly salt: number;
  /** For how many of four objects. */
  readonly quarters: number;
}

/** A subgraph that cannot be reached, refuses, or says nothing: from its nth request on. */
export interface SubgraphFailure {
  readonly kind: 'subgraph';
  readonly subgraph: string;
  readonly how: 'unreachable' | 'refuses' | 'silent' | 'crashes';
  readonly after: number;
}

/** Entities that a subgraph fails to find, or says it does not know. */
export interface EntityFault {
  readonly kind: 'entities';
  readonly subgraph: string;
  readonly how: 'error' | 'null' | 'short';
  readonly salt: number;
}

/** A subgraph whose answers do not follow its schema. */
export interface Lie {
  readonly kind: 'lie';
  readonly subgraph: string;
  readonly salt: number;
}

export type Fault = FieldFault | SubgraphFailure | EntityFault | Lie;
