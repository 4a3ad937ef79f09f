/** What every subgraph's context holds beside its own loaders. */
import type { Viewer } from '../../src/auth/viewer.ts';
import type { SubgraphRequestInfo, SubgraphServices } from '../../src/subgraph/definition.ts';
import { NodeBudget } from './node-budget.ts';

export interface RequestContext {
  readonly viewer: Viewer | null;
  /** BCP 47, best first. */
  readonly locales: readonly string[];
  /** One "now" for the whole request, so that one page says one time. Milliseconds since the Unix epoch. */
  readonly nowMs: number;
  readonly nodes: NodeBudget;
}

export function requestContext(services: SubgraphServices, request: SubgraphRequestInfo): RequestContext {
  return { viewer: request.viewer, locales: request.locales, nowMs: services.clock.now(), nodes: new NodeBudget() };
}
