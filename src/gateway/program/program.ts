/**
 * A compiled operation. Everything that depends on text and condition values alone is done; running it reads variables and data only.
 *
 * The format, and what it leaves room for (docs/decisions/0002-the-program.md):
 * - `stages` run one after another: a query has one, a mutation one per root field, each with all its entity fetches.
 * - a stage is a graph of `steps`; a step starts when the steps in `after` are done, never in waves. Entity caching puts itself between
 *   representations and request; `@defer` waits for a subset of the steps; a subscription runs the same steps per event over other data.
 * - `projection` alone knows the client's text. Null propagation, error paths and aliases are its business, so no fetch needs to care.
 */
import type { DocumentNode, OperationTypeNode } from 'graphql';
import type { Projection } from '../project/project.ts';
import type { Rename } from '../plan/plan.ts';
import type { Represent } from '../entities/represent.ts';
import type { Locate } from '../execute/locate.ts';
import type { LocateInContexts } from '../execute/locate-in-contexts.ts';
import type { SubgraphExecutor, SubgraphOperation } from '../transport/subgraph-executor.ts';
import type { PlanNode } from '../plan/plan.ts';

export interface Program {
  readonly kind: OperationTypeNode;
  readonly stages: readonly Stage[];
  readonly projection: Projection;
  /** The operation's `__schema` and `__type` fields, answered from the API schema; null where there are none. */
  readonly introspection: DocumentNode | null;
  /** From response keys of ours to the client's, where they differ: for explain. */
  readonly clientNames: ReadonlyMap<string, string>;
}

export interface Stage {
  readonly steps: readonly Step[];
  /** What the planner answered, for explain. */
  readonly plan: PlanNode;
}

export interface Step {
  /** Position in the stage's `steps`. */
  readonly index: number;
  /** Indices of the steps that must be done first. */
  readonly after: readonly number[];
  /** Indices of the steps that wait for this one. */
  readonly followers: readonly number[];
  /** Run only where all hold; a step that does not run counts as done. */
  readonly conditions: readonly { readonly variable: string; readonly equals: boolean }[];
  readonly fetch: Fetch;
}

export interface Fetch {
  readonly operation: SubgraphOperation;
  readonly execute: SubgraphExecutor;
  /** Client variables the operation uses. */
  readonly variables: readonly string[];
  /** Response keys of the root fields; empty for entity fetches. */
  readonly rootKeys: readonly string[];
  readonly renames: readonly Rename[];
  readonly entities: readonly EntityStep[];
  /** What is asked instead about objects of which something required has failed: the same fields, each @requires for itself. */
  readonly apart: Fetch | null;
}

export interface EntityStep {
  readonly alias: string;
  readonly variable: string;
  readonly paths: readonly Locate[];
  /** Finds the same objects, each with the values of `contexts` where it stands; null where there are none. */
  readonly inContexts: LocateInContexts | null;
  readonly represent: Represent;
  /** The response keys this fetch owes an object of the type: what is missing when it fails. */
  readonly keysOf: (typename: string) => readonly string[];
  readonly renames: readonly Rename[];
}
