/** What the enrichments subgraph works with during one request. */
import { enrichmentLoaders } from '../../src/data/enrichments/enrichment.loaders.ts';
import type { EnrichmentLoaders } from '../../src/data/enrichments/enrichment.loaders.ts';
import type { Database } from '../../src/data/database.ts';
import type { SubgraphRequestInfo, SubgraphServices } from '../../src/subgraph/definition.ts';
import { requestContext } from '../shared/request-context.ts';
import type { RequestContext } from '../shared/request-context.ts';

export interface EnrichmentsContext extends RequestContext {
  readonly database: Database;
  readonly enrichments: EnrichmentLoaders;
}

export function enrichmentsContext(services: SubgraphServices, request: SubgraphRequestInfo): EnrichmentsContext {
  return { ...requestContext(services, request), database: services.database, enrichments: enrichmentLoaders(services.database) };
}
