/**
 * A query plan as this engine understands it, whichever planner made it. A tree says what waits for what; the program (program/compile.ts)
 * turns it into steps with dependencies.
 */
import type { OperationTypeNode } from 'graphql';

export type PlanNode = FetchNode | SequenceNode | ParallelNode | ConditionNode | GraphNode;

/** Fetches with their dependencies: each starts when those named in `after`, by index, are done. In an order that respects them. */
export interface GraphNode {
  readonly kind: 'Graph';
  readonly fetches: readonly { readonly fetch: FetchNode; readonly after: readonly number[] }[];
  /** What it took to find it, in the planner's own measure. */
  readonly work: number;
}

export interface SequenceNode {
  readonly kind: 'Sequence';
  readonly nodes: readonly PlanNode[];
}

export interface ParallelNode {
  readonly kind: 'Parallel';
  readonly nodes: readonly PlanNode[];
}

/** Run `node` only where the Boolean variable has the value. */
export interface ConditionNode {
  readonly kind: 'Condition';
  readonly variable: string;
  readonly equals: boolean;
  readonly node: PlanNode;
}

/**
 * One request to one subgraph: root fields where `entities` is empty, else one or more `_entities` fields (a BatchFetch has several, each
 * under its own alias). Flatten is `EntityFetch.paths`: where in the merged data the representations are taken and the entities are put.
 */
export interface FetchNode {
  readonly kind: 'Fetch';
  readonly subgraph: string;
  readonly operationKind: OperationTypeNode;
  /** Its text, without a name: `query($a:Int){…}` or `{…}`. */
  readonly operation: string;
  /** Client variables that `operation` uses. */
  readonly variables: readonly string[];
  readonly entities: readonly EntityFetch[];
  /** Applied to the response data of a root fetch before it is merged. */
  readonly renames: readonly Rename[];
  /**
   * Asked instead about objects of which something that is required has failed: the same fields, but each @requires with a representation of its own, so that only
   * its own fields fail with it.
   */
  readonly apart: FetchNode | null;
  /** Paths of client fields in its answer, as plan/path-text.ts writes them; where they are very many, the first of them. Keys stand for aliases. */
  readonly brings: readonly string[];
  /** Those, and the fields of every fetch that waits for this one: why it is sent. */
  readonly neededFor: readonly string[];
}

export interface EntityFetch {
  /** The response key of this `_entities` field. */
  readonly alias: string;
  /** The variable that takes the representations. */
  readonly variable: string;
  readonly paths: readonly (readonly PlaceSegment[])[];
  readonly requires: readonly RequiredSelection[];
  readonly typenames: readonly TypenameRewrite[];
  /** Variables whose values differ with where the objects stand (@fromContext): the fetch is sent once for each combination of them. */
  readonly contexts: readonly ContextVariable[];
  /** Applied to each entity before it is merged. */
  readonly renames: readonly Rename[];
}

/** The value stands in the object that the first `depth` segments of the entity's path lead to: one field, below it one field again, until a leaf. */
export interface ContextVariable {
  readonly variable: string;
  readonly depth: number;
  readonly selections: readonly RequiredSelection[];
}

/** As a path's segment, or several response keys that lead to objects asked alike. */
export type PlaceSegment = PathSegment | { readonly kind: 'keys'; readonly keys: readonly string[] };

/** A response key, all items of a list, or only objects of the named types. */
export type PathSegment =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'items' }
  | { readonly kind: 'types'; readonly types: readonly string[] };

export type RequiredSelection =
  | {
      readonly kind: 'field';
      /** Where it stands in the merged data. */ readonly key: string;
      /** What the subgraph calls it. */ readonly name: string;
      readonly selections: readonly RequiredSelection[];
    }
  | { readonly kind: 'fragment'; readonly type: string; readonly selections: readonly RequiredSelection[] };

/** A representation of an object of one of `types` (or of any, where empty) says `__typename: to`: for @interfaceObject. */
export interface TypenameRewrite {
  readonly types: readonly string[];
  readonly to: string;
}

/** At the end of `path`, key `from` becomes key `to`. */
export interface Rename {
  readonly path: readonly PathSegment[];
  readonly from: string;
  readonly to: string;
}

/** What a planner is to the engine. @throws PlanningError where it finds no plan. */
export interface Planner {
  /**
   * @param operation one operation, canonical (operation/canonical.ts), without introspection and without @skip or @include.
   * @param labels the labels of progressive @override that are active; none where left out.
   */
  plan(operation: string, labels?: ReadonlySet<string>): PlanNode;
}

/** The message is for whoever runs the gateway: it names types and subgraphs. */
export class PlanningError extends Error {
  override readonly name = 'PlanningError';
  /** Response keys that lead to the field that cannot be answered; none where it is not one field. */
  readonly path: readonly string[];

  constructor(message: string, path: readonly string[] = [], options?: ErrorOptions) {
    super(message, options);
    this.path = path;
  }

  /** For the client, who knows what it has asked and no more. */
  get messageForClients(): string {
    return this.path.length > 0
      ? `No subgraph can answer ${this.path.join('.')}.`
      : 'The operation cannot be planned over these subgraphs.';
  }

  /** With each key as the client calls it. */
  underNames(names: ReadonlyMap<string, string>): PlanningError {
    return new PlanningError(
      this.message,
      this.path.map((key) => names.get(key) ?? key),
    );
  }
}
