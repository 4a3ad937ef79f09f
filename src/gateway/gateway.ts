/** The engine's front door: a supergraph and a way to reach its subgraphs in, a gateway out. */
import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import type { ReadyAnswer } from './caching/answers.ts';
import type { GatewayCaching } from './caching/caching-over.ts';
import type { Stopwatch } from '../clock/stopwatch.ts';
import type { AuthorizationOptions } from './authorization/authorization.ts';
import type { Contract } from './contract/contract.ts';
import type { PlannedFetch } from './explain/explanation.ts';
import type { Trace } from './explain/trace.ts';
import type { OverrideOptions } from './overrides/override-labels.ts';
import type { KnownScalars } from './supergraph/supergraph.ts';
import type { GatewayRequest, GatewayResponse } from './request.ts';
import type { SubgraphError, SubgraphExecutor } from './transport/subgraph-executor.ts';
import type { SubgraphErrorRule } from './execute/shown-error.ts';

export interface GatewayLimits {
  readonly maxTokens: number;
  readonly maxDepth: number;
  readonly maxAliases: number;
  readonly maxRootFields: number;
  /** Fields after all fragments are expanded. */
  readonly maxExpandedFields: number;
  /** Directives on one selection. */
  readonly maxDirectives: number;
  /** How many lists of types and fields may stand within each other below __schema or __type: each multiplies the answer. */
  readonly maxIntrospectionDepth: number;
  /** Static cost of one operation (cost/operation-cost.ts); Infinity where none is too dear. */
  readonly maxCost: number;
  /** How long a list is taken to be about which the supergraph says nothing. */
  readonly assumedListSize: number;
}

/** Hooks for telemetry; each is called synchronously and must not throw. */
export interface GatewayObserver {
  planned?(event: { readonly milliseconds: number; readonly fetches: number }): void;
  fetched?(event: {
    readonly subgraph: string;
    readonly requestId: string;
    readonly milliseconds: number;
    readonly failed: boolean;
    readonly representations: number;
    /** What the executor rejected with: clients read its code at most, so what caused it is to be told to the log. */
    readonly error?: unknown;
  }): void;
  /** A subgraph's error of which the client reads only that there was one. */
  masked?(event: { readonly subgraph: string; readonly requestId: string; readonly error: SubgraphError }): void;
}

export interface GatewayOptions {
  readonly supergraphSdl: string;
  /** Called once per subgraph of the supergraph, with the name and routing URL written there. */
  readonly executorFor: (subgraph: { readonly name: string; readonly url: string }) => SubgraphExecutor;
  readonly limits?: Partial<GatewayLimits>;
  readonly introspection: boolean;
  /** Rules of custom scalars; without them such input is checked by the subgraphs alone. */
  readonly scalars?: KnownScalars;
  /** Operations kept, by least recent use. */
  readonly operationCacheSize?: number;
  /** Show subgraph names and internal messages in error extensions. */
  readonly debug?: boolean;
  /** What clients read of subgraphs' errors; everything where absent. */
  readonly subgraphErrors?: SubgraphErrorRule;
  /** Shows clients only what its tags let through; the rest is as if it were @inaccessible. */
  readonly contract?: Contract;
  /** Who may see what the supergraph guards (@authenticated, @requiresScopes, @policy). Without it nobody may. */
  readonly authorization?: AuthorizationOptions;
  /** Which requests the labels of progressive @override move to the new subgraph; percentages need nothing. */
  readonly overrides?: OverrideOptions;
  readonly observer?: GatewayObserver;
  /** Subgraphs are asked for what it does not have; without it, for everything. */
  readonly caching?: GatewayCaching;
  readonly stopwatch?: Stopwatch;
}

/** Parsed, bounded and validated; `errors` is empty where the document may run. */
export interface PreparedDocument {
  readonly document: DocumentNode | null;
  readonly errors: readonly GraphQLError[];
}

export interface Gateway {
  /** The API schema: what clients see. */
  readonly schema: GraphQLSchema;
  /** The operation phase up to validation, from one cache. */
  prepare(source: string, trace?: Trace): PreparedDocument;
  execute(request: GatewayRequest): Promise<GatewayResponse>;
  /** Client headers, beside the viewer's, on which kept answers depend. */
  readonly vary: readonly string[];
  /** The answer where this process's memory has it whole, or all that it is made of, at once; else null, and `execute` is to be called. */
  kept(request: GatewayRequest): ReadyAnswer | null;
  /** The fetches of the plan. Nobody is asked. Throws GraphQLError where the operation is not valid. */
  plan(source: string, operationName?: string | null, variables?: Readonly<Record<string, unknown>>): readonly PlannedFetch[];
  /** The same as text. */
  explain(source: string, operationName?: string | null, variables?: Readonly<Record<string, unknown>>): string;
}
