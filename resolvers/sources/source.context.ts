/** What the sources subgraph works with during one request. */
import type { Reader } from '../../src/data/database.ts';
import { sourceLoaders } from '../../src/data/sources/source.loaders.ts';
import type { SourceLoaders } from '../../src/data/sources/source.loaders.ts';
import type { SubgraphRequestInfo, SubgraphServices } from '../../src/subgraph/definition.ts';
import { requestContext } from '../shared/request-context.ts';
import type { RequestContext } from '../shared/request-context.ts';

export interface SourcesContext extends RequestContext {
  readonly database: Reader;
  readonly sources: SourceLoaders;
}

export function sourcesContext(services: SubgraphServices, request: SubgraphRequestInfo): SourcesContext {
  return { ...requestContext(services, request), database: services.database, sources: sourceLoaders(services.database) };
}
