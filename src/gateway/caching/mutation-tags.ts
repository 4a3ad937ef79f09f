/** What a mutation has made wrong is invalidated before its answer goes out: whoever wrote reads what they wrote. */
import { Kind, valueFromASTUntyped, type FieldNode, type OperationDefinitionNode } from 'graphql';
import { subgraphTag } from '../../cache/keys.ts';
import type { SubgraphRequest, SubgraphResponse } from '../transport/subgraph-executor.ts';
import type { CachingOptions } from './caching-executor.ts';

/** The extension in which a subgraph names tags, as a list of texts. */
const EXTENSION = 'cacheInvalidate';

/**
 * By `@cacheInvalidate(format:)` of the mutation's fields (`{$args.x}`, `{$data.x}` of what it returned) and by the extension of the response. Names without a slash are
 * tags of the schema; `subgraph/Type/key` is an entity.
 */
export async function invalidateAfter(
  { cache, hints }: CachingOptions,
  request: SubgraphRequest,
  response: SubgraphResponse,
): Promise<SubgraphResponse> {
  const definition = request.operation.document.definitions.find(
    (node) => node.kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;
  const tags = definition.selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD
      ? (hints.ofField('Mutation', selection.name.value)?.invalidates ?? []).map((format) => fill(format, selection, request, response))
      : [],
  );
  const named = response.extensions?.[EXTENSION];
  if (Array.isArray(named)) tags.push(...named.filter((tag) => typeof tag === 'string'));
  if (tags.length > 0) await cache.invalidate([...new Set(tags)]);
  return response;
}

function fill(format: string, field: FieldNode, request: SubgraphRequest, response: SubgraphResponse): string {
  let isWhole = true;
  const tag = format.replaceAll(/\{\$(args|data)((?:\.\w+)+)\}/g, (_, from: string, path: string) => {
    const names = path.slice(1).split('.');
    const start = from === 'data' ? response.data?.[field.alias?.value ?? field.name.value] : argumentsOf(field, request);
    const value = names.reduce(
      (at: unknown, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
      start,
    );
    isWhole &&= typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return String(value);
  });
  // Where it cannot be told what has changed, everything of the subgraph may have.
  return isWhole ? tag : subgraphTag(request.operation.subgraph);
}

function argumentsOf(field: FieldNode, { variables }: SubgraphRequest): Record<string, unknown> {
  return Object.fromEntries((field.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables)]));
}
