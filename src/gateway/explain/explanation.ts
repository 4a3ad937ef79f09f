/**
 * How an answer comes about, as data: what the plan says of each fetch, and what became of it. `extensions.explain` of an answer that was asked to
 * tell is an `Explanation`. Types alone: GraphiQL reads them, too.
 */

export interface Explanation {
  /** From the trace's making to the text of the answer. */
  readonly milliseconds: number;
  /** `hit`: parsed and validated for an earlier request. */
  readonly operationCache: CacheOutcome;
  /** `hit`: planned and compiled for an earlier request. */
  readonly programCache: CacheOutcome;
  /** In order; what a cache saved is not among them. */
  readonly phases: readonly PhaseTime[];
  readonly fetches: readonly ExplainedFetch[];
  /** Whether the whole answer may be kept, and by whom; null where there is no cache. */
  readonly whole: WholeAnswer | null;
}

export interface WholeAnswer {
  /** `for everybody`: by caches behind the gateway, too. `for clients without a viewer`: for them alone. `no`: only its parts are, as far as they may be. */
  readonly kept: 'for everybody' | 'for clients without a viewer' | 'no';
  readonly freshMs: number | null;
  readonly because: readonly string[];
}

export interface ExplainedFetch extends PlannedFetch {
  readonly run: FetchRun;
}

export interface PlannedFetch {
  /** From 1, in the order of the plan; unique in the operation. */
  readonly id: number;
  /** From 1. A query has one stage; a mutation has one per root field, and each waits for the one before. */
  readonly stage: number;
  readonly subgraph: string;
  /** The operation's name, as the subgraph sees it. */
  readonly name: string;
  /** Its text, laid out for reading. */
  readonly operation: string;
  /** Ids of the fetches that must be done first. */
  readonly after: readonly number[];
  /** `$variable is true`; all must hold for the fetch to be sent. */
  readonly conditions: readonly string[];
  /** Where in the answer the entities stand that it asks about, by the `_entities` field that does; empty for root fields. */
  readonly entities: readonly { readonly alias: string; readonly path: string }[];
  /** Client fields in its answer, and all client fields that need it, those of the fetches that wait for it included (`FetchNode`), in the client's names. */
  readonly brings: readonly string[];
  readonly neededFor: readonly string[];
}

export type Phase = 'parse' | 'validate' | 'plan' | 'execute' | 'project';

export interface PhaseTime {
  readonly name: Phase;
  /** Milliseconds since the trace was made. */
  readonly start: number;
  readonly milliseconds: number;
}

export type CacheOutcome = 'hit' | 'miss';

/** What became of one planned fetch. */
export type FetchRun = NotSent | Sent;

export interface NotSent {
  readonly state: 'not sent';
  readonly because: string;
}

export interface Sent {
  /** `failed`: no GraphQL response was had. An answer with errors is still `answered`. */
  readonly state: 'answered' | 'failed';
  /** Milliseconds since the trace was made. */
  readonly start: number;
  readonly milliseconds: number;
  /** Null for root fields. */
  readonly representations: SentRepresentations | null;
  /** The response's data as JSON in UTF-8; null where there was none. In-process subgraphs write none: theirs is measured for the trace. */
  readonly responseBytes: number | null;
  readonly errors: readonly FetchError[];
  /** Of the cache before the subgraph; null where there is none. Where everything was there, the subgraph was not asked. */
  readonly cache: FetchCache | null;
}

export interface FetchCache {
  readonly scope: string;
  /** How many entities (or, of root fields, 1) had each outcome (caching/cache-report.ts). */
  readonly outcomes: Readonly<Partial<Record<string, number>>>;
  /** Of the hits, how many were in this process's memory. */
  readonly fromMemory: number;
  /** Why those that were missed were. */
  readonly why: Readonly<Partial<Record<string, number>>>;
  /** A sentence for each reason: why what was not there was not, why the fetch is not kept, why it was asked as the client. */
  readonly because: readonly string[];
  /** How much longer the whole may be used, milliseconds; null where it may not be kept. */
  readonly freshMs: number | null;
  /** What it is made of: the first few, and how many there are. */
  readonly tags: readonly string[];
  readonly tagCount: number;
}

export interface SentRepresentations {
  /** Entities in the answer that need this fetch. */
  readonly found: number;
  /** Distinct ones, which were sent. */
  readonly sent: number;
}

export interface FetchError {
  readonly message: string;
  readonly code?: string;
  /** From the root of the subgraph's operation. */
  readonly path?: readonly (string | number)[];
}
