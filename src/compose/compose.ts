/** Composes the subgraphs to the supergraph the planner reads and the API schema clients see. */
import { composeServices } from '@theguild/federation-composition';
import { buildASTSchema, buildSchema, lexicographicSortSchema, parse, printSchema, validateSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { publicSchema } from '../gateway/supergraph/public-schema.ts';
import type { SubgraphName } from '../subgraph/definition.ts';
import { buildSubgraphs } from './subgraphs.ts';

export interface SubgraphSdl {
  readonly name: string;
  readonly sdl: string;
  /** Where the gateway finds it, unless SUBGRAPHS says otherwise. */
  readonly url: string;
}

export interface Composition {
  readonly subgraphs: readonly SubgraphSdl[];
  readonly supergraphSdl: string;
  /** What clients see: sorted, without federation's own parts. */
  readonly apiSdl: string;
}

/** One port per subgraph, the same in the supergraph and in `newsgraph subgraph`. */
export const SUBGRAPH_PORTS: Readonly<Record<SubgraphName, number>> = {
  articles: 4001,
  sources: 4002,
  comments: 4003,
  enrichments: 4004,
  platform: 4005,
};

/** Builds the program's own five subgraphs and composes them. Throws `CompositionFailure` where they do not fit together. */
export function composeProgram(): Composition {
  return compose(buildSubgraphs().map(({ name, sdl }) => ({ name, sdl, url: `http://127.0.0.1:${SUBGRAPH_PORTS[name]}/graphql` })));
}

/** Composes any subgraphs. Throws `CompositionFailure` listing every reason. */
export function compose(subgraphs: readonly SubgraphSdl[]): Composition {
  const result = composeServices(subgraphs.map(({ name, sdl, url }) => ({ name, typeDefs: parse(sdl), url })));
  if (result.errors !== undefined && result.errors.length > 0) throw new CompositionFailure(result.errors.map((error) => error.message));
  if (result.supergraphSdl === undefined) throw new CompositionFailure(['composition gave no supergraph and no reason']);
  const supergraphSdl = `${result.supergraphSdl.trim()}\n`;
  return { subgraphs, supergraphSdl, apiSdl: apiSdl(supergraphSdl) };
}

export class CompositionFailure extends Error {
  override readonly name = 'CompositionFailure';
  readonly reasons: readonly string[];
  constructor(reasons: readonly string[]) {
    super(`The subgraphs do not compose:\n${reasons.map((reason) => `- ${reason}`).join('\n')}`);
    this.reasons = reasons;
  }
}

function apiSdl(supergraphSdl: string): string {
  const schema: GraphQLSchema = buildASTSchema(publicSchema(parse(supergraphSdl)), { assumeValidSDL: true });
  const errors = validateSchema(schema);
  if (errors.length > 0) throw new CompositionFailure(errors.map((error) => `the API schema is not valid: ${error.message}`));
  const sdl = `${printSchema(lexicographicSortSchema(schema))}\n`;
  // What clients are given must be readable by the tools they use.
  buildSchema(sdl);
  return sdl;
}
