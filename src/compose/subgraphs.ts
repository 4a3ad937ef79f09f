/** All subgraphs of the program, built from their definitions. The one list of them. */
import { articlesSubgraph } from '../../resolvers/articles/index.ts';
import { commentsSubgraph } from '../../resolvers/comments/index.ts';
import { enrichmentsSubgraph } from '../../resolvers/enrichments/index.ts';
import { platformSubgraph } from '../../resolvers/platform/index.ts';
import { sourcesSubgraph } from '../../resolvers/sources/index.ts';
import { buildSubgraph } from '../subgraph/build-subgraph.ts';
import type { Subgraph } from '../subgraph/build-subgraph.ts';
import { SUBGRAPH_NAMES } from '../subgraph/definition.ts';
import type { SubgraphName } from '../subgraph/definition.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- each subgraph has its own context type; its own definition makes it
export type AnySubgraph = Subgraph<any>;

/** Builds one subgraph. About 10 ms. */
export function buildSubgraphNamed(name: SubgraphName): AnySubgraph {
  switch (name) {
    case 'articles':
      return buildSubgraph(articlesSubgraph);
    case 'sources':
      return buildSubgraph(sourcesSubgraph);
    case 'comments':
      return buildSubgraph(commentsSubgraph);
    case 'enrichments':
      return buildSubgraph(enrichmentsSubgraph);
    case 'platform':
      return buildSubgraph(platformSubgraph);
  }
}

export function buildSubgraphs(): readonly AnySubgraph[] {
  return SUBGRAPH_NAMES.map(buildSubgraphNamed);
}
