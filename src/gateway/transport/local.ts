/** A subgraph in this process: the plan's parsed operation runs on its schema. Nothing is printed, parsed or serialised. */
import { execute, type GraphQLError, type GraphQLSchema } from 'graphql';
import type { ClientRequest } from '../request.ts';
import type { SubgraphError, SubgraphExecutor } from './subgraph-executor.ts';

export interface LocalSubgraph {
  readonly schema: GraphQLSchema;
  /** Called once per client request, however many fetches reach this subgraph: its DataLoaders live as long as the request. */
  readonly contextFor: (client: ClientRequest) => unknown;
  /** What leaves the subgraph of a field's error: where internal ones are logged and masked. As it is when absent. */
  readonly formatError?: (error: GraphQLError, client: ClientRequest) => SubgraphError;
}

export function localExecutor(subgraph: LocalSubgraph): SubgraphExecutor {
  return async ({ operation, variables, representations, client }) => {
    let context = client.memory.get(subgraph);
    if (context === undefined) {
      // Kept before it is awaited: fetches that start together share one context, or each would load on its own.
      context = subgraph.contextFor(client);
      client.memory.set(subgraph, context);
    }
    const variableValues: Record<string, unknown> = { ...variables };
    for (const { variable, objects } of representations) variableValues[variable] = objects;
    const result = await execute({ schema: subgraph.schema, document: operation.document, contextValue: await context, variableValues });
    return {
      data: result.data,
      errors: result.errors?.map((error) => subgraph.formatError?.(error, client) ?? error.toJSON()),
      extensions: result.extensions,
    };
  };
}
