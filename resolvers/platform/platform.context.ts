/** What the platform subgraph works with during one request. */
import { userLoaders } from '../../src/data/platform/user.loaders.ts';
import type { UserLoaders } from '../../src/data/platform/user.loaders.ts';
import { subjectLoaders } from '../../src/data/platform/subject.loaders.ts';
import type { SubjectLoaders } from '../../src/data/platform/subject.loaders.ts';
import type { SubgraphRequestInfo, SubgraphServices } from '../../src/subgraph/definition.ts';
import { requestContext } from '../shared/request-context.ts';
import type { RequestContext } from '../shared/request-context.ts';

export interface PlatformContext extends RequestContext {
  readonly users: UserLoaders;
  /** What was ever announced in the outbox: see docs/decisions/0003. */
  readonly subjects: SubjectLoaders;
}

export function platformContext(services: SubgraphServices, request: SubgraphRequestInfo): PlatformContext {
  return { ...requestContext(services, request), users: userLoaders(services.database), subjects: subjectLoaders(services.database) };
}
