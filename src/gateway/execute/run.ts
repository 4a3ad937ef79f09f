/** What the steps of one execution know of each other. */
import type { CacheReport } from '../caching/cache-report.ts';
import type { Stopwatch } from '../../clock/stopwatch.ts';
import type { Trace } from '../explain/trace.ts';
import type { GatewayObserver } from '../gateway.ts';
import type { EntityStep } from '../program/program.ts';
import type { ClientRequest } from '../request.ts';
import type { SubgraphResponse } from '../transport/subgraph-executor.ts';
import type { FieldError } from './field-error.ts';
import type { DataObject } from './merge.ts';
import type { SubgraphErrorRule } from './shown-error.ts';

/** What one execution of a program shares between its steps. */
export interface Run {
  readonly data: DataObject;
  /** Errors that belong to no position. */
  readonly loose: FieldError[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly client: ClientRequest;
  readonly observer: GatewayObserver;
  readonly stopwatch: Stopwatch;
  readonly isTypeOf: (typename: string, condition: string) => boolean;
  readonly debug: boolean;
  readonly errorRule: SubgraphErrorRule;
  readonly trace: Trace | undefined;
  /** What the cache had to do with each fetch, where there is one. */
  readonly reports: CacheReport[];
}

/** Distinct representations with the objects each stands for. */
export interface Batch {
  readonly step: EntityStep;
  readonly objects: DataObject[];
  readonly texts: string[];
  /** Per representation, in step with `objects`. */
  readonly targets: DataObject[][];
}

/** What a subgraph answered, or why it did not. */
export type Answer = SubgraphResponse & { readonly fault?: FieldError };
