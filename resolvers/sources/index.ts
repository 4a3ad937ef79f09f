/** The sources subgraph: the publishers. */
import 'reflect-metadata';
import type { SubgraphDefinition } from '../../src/subgraph/definition.ts';
import { sourcesContext } from './source.context.ts';
import type { SourcesContext } from './source.context.ts';
import { sourceReference } from './source.reference.ts';
import { SourceResolver } from './source.resolver.ts';
import { Source } from './source.type.ts';

export const sourcesSubgraph: SubgraphDefinition<SourcesContext> = {
  name: 'sources',
  resolvers: [SourceResolver],
  orphanedTypes: [Source],
  references: { Source: sourceReference },
  context: sourcesContext,
};
