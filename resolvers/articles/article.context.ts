/** What the articles subgraph works with during one request. */
import { articleLoaders } from '../../src/data/articles/article.loaders.ts';
import type { ArticleLoaders } from '../../src/data/articles/article.loaders.ts';
import type { Database } from '../../src/data/database.ts';
import type { SubgraphRequestInfo, SubgraphServices } from '../../src/subgraph/definition.ts';
import { requestContext } from '../shared/request-context.ts';
import type { RequestContext } from '../shared/request-context.ts';

export interface ArticlesContext extends RequestContext {
  readonly database: Database;
  readonly articles: ArticleLoaders;
}

export function articlesContext(services: SubgraphServices, request: SubgraphRequestInfo): ArticlesContext {
  return { ...requestContext(services, request), database: services.database, articles: articleLoaders(services.database) };
}
