/** All subgraphs of the program, built from their definitions. The one list of them. */
import { articlesSubgraph } from '../../resolvers/articles/index.ts';
import { commentsSubgraph } from '../../resolvers/comments/index.ts';
import { enrichmentsSubgraph } from '../../resolvers/enrichments/index.ts';
import { platformSubgraph } from '../../resolvers/platform/index.ts';
import { sourcesSubgraph } from '../../resolvers/sources/index.ts';
import { buildSubgraph } from '../subgraph/build-subgraph.ts';
import type { Subgraph } from '../subgraph/build-subgraph.ts';
import { SUBGRAPH_NAMES } from '../subgraph/definition.ts';
import type { SubgraphCaching, SubgraphDefinition, SubgraphName } from '../subgraph/definition.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- each subgraph has its own context type; its own definition makes it
export type AnySubgraph = Subgraph<any>;

const DEFINITIONS = {
  articles: articlesSubgraph,
  sources: sourcesSubgraph,
  comments: commentsSubgraph,
  enrichments: enrichmentsSubgraph,
  platform: platformSubgraph,
} satisfies Record<SubgraphName, object>;

/** Builds one subgraph. About 10 ms. */
export function buildSubgraphNamed(name: SubgraphName): AnySubgraph {
  return buildSubgraph<object>(DEFINITIONS[name] as SubgraphDefinition<object>);
}

/** How every subgraph of the program may be kept, and what a change makes wrong in all of them. No schema is built for it. */
export function cachingOfProgram(): {
  readonly rules: Readonly<Record<SubgraphName, Pick<SubgraphCaching, 'public' | 'vary'>>>;
  readonly tagsOf: SubgraphCaching['tagsOf'];
} {
  const definitions = Object.values(DEFINITIONS);
  const rules = Object.fromEntries(definitions.map(({ name, caching: { public: isPublic, vary } }) => [name, { public: isPublic, vary }]));
  return {
    rules: rules as Record<SubgraphName, Pick<SubgraphCaching, 'public' | 'vary'>>,
    tagsOf: (change) => definitions.flatMap(({ caching }) => caching.tagsOf(change)),
  };
}

export function buildSubgraphs(): readonly AnySubgraph[] {
  return SUBGRAPH_NAMES.map(buildSubgraphNamed);
}
