/** How the engine reaches a subgraph. `local.ts` calls a schema in this process, `http.ts` posts to a server; wrappers add timeouts. */
import type { DocumentNode, OperationTypeNode } from 'graphql';
import type { CacheReport } from '../caching/cache-report.ts';
import type { ClientRequest } from '../request.ts';

/** One operation the plan sends to one subgraph. Made once per plan, shared by all requests: executors may key caches by it. */
export interface SubgraphOperation {
  readonly subgraph: string;
  readonly kind: OperationTypeNode;
  /** `Query__subgraph__n`, so that a subgraph's owner sees who calls. */
  readonly name: string;
  /** Printed text: what HTTP sends. */
  readonly text: string;
  /** The same, parsed: what an in-process schema runs. */
  readonly document: DocumentNode;
}

/** A list of entity representations, made by the engine distinct, as objects and as JSON texts. */
export interface Representations {
  /** Name of the operation's variable that takes them. */
  readonly variable: string;
  /** Response key of the `_entities` field that it is given to. */
  readonly alias: string;
  readonly objects: readonly Readonly<Record<string, unknown>>[];
  /** The same as JSON texts, in step: what an HTTP body joins. */
  readonly texts: readonly string[];
}

export interface SubgraphRequest {
  readonly operation: SubgraphOperation;
  /** Client variables this operation uses, coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly representations: readonly Representations[];
  readonly client: ClientRequest;
  /** True where the client is nobody, and whoever asks the same may have the same answer. */
  readonly shared?: boolean;
  /** Of what had been heard when the client's request began to read (`Cache.number`): only requests of the same number are answered together. */
  readonly since?: number;
}

/** Field errors as a subgraph reports them; the path starts at the subgraph operation's root. */
export interface SubgraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  /** True where no answer was had at all. */
  readonly unreachable?: boolean | undefined;
}

/** `data` belongs to the engine from here on: it is merged in place. */
export interface SubgraphResponse {
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors?: readonly SubgraphError[] | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  /** The subgraph's Cache-Control header. */
  readonly cacheControl?: string | undefined;
  /** Of the cache before the subgraph, where there is one. */
  readonly cache?: CacheReport | undefined;
}

/** Rejects with a `SubgraphFault` where no GraphQL response was had at all (refused, timed out, not JSON, too large). */
export interface SubgraphExecutor {
  (request: SubgraphRequest): Promise<SubgraphResponse>;
  /** For executors that may know the answer already. */
  readonly atOnce?: (request: SubgraphRequest) => KnownResponse | null;
}

/** What is had without asking anybody and without waiting. */
export interface KnownResponse {
  readonly response: SubgraphResponse;
  /** To be called once it is part of an answer that goes out: it is counted then. */
  readonly shown: () => void;
}
