/** The platform subgraph: people, the viewer, the app itself, and `node`. */
import 'reflect-metadata';
import type { SubgraphDefinition } from '../../src/subgraph/definition.ts';
import { Article, Comment, Feed, Source, Story } from './node-stubs.type.ts';
import { NodeResolver } from './node.resolver.ts';
import { platformCaching } from './platform.caching.ts';
import { platformContext } from './platform.context.ts';
import type { PlatformContext } from './platform.context.ts';
import { PlatformResolver } from './platform.resolver.ts';
import { User } from './platform.type.ts';
import { userReference } from './user.reference.ts';

export const platformSubgraph: SubgraphDefinition<PlatformContext> = {
  name: 'platform',
  resolvers: [PlatformResolver, NodeResolver],
  orphanedTypes: [User, Article, Source, Comment, Feed, Story],
  references: { User: userReference },
  caching: platformCaching,
  context: platformContext,
};
