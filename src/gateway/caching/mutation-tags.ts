/** What a mutation has made wrong is invalidated before its answer goes out: whoever wrote reads what they wrote. */
import { Kind, valueFromASTUntyped, type FieldNode, type OperationDefinitionNode } from 'graphql';
import { subgraphTag, withSome } from '../../cache/keys.ts';
import type { SubgraphExecutor, SubgraphRequest, SubgraphResponse } from '../transport/subgraph-executor.ts';
import type { CachingOptions } from './caching-executor.ts';
import { forgetNobody } from './caller.ts';

/** The extension in which a subgraph names tags, as a list of texts. */
export const CACHE_INVALIDATE = 'cacheInvalidate';

/**
 * By `@cacheInvalidate(format:)` of the mutation's fields (`{$args.x}`, `{$data.x}` of what it returned), by the extension of the response, and by what the process hears
 * itself of what was written. Names without a slash are tags of the schema; `subgraph/Type/key` is an entity. Of a mutation that was not answered nobody knows what it has
 * written.
 */
export async function invalidateAfter(
  options: CachingOptions,
  request: SubgraphRequest,
  execute: SubgraphExecutor,
): Promise<SubgraphResponse> {
  const { cache, afterMutation } = options;
  let response: SubgraphResponse | null = null;
  try {
    return (response = await execute(request));
  } finally {
    forgetNobody(request.client);
    const tags = tagsAfter(options, request, response);
    await Promise.all([tags.length > 0 && cache.invalidate(tags), afterMutation?.()]);
  }
}

function tagsAfter({ hints }: CachingOptions, request: SubgraphRequest, response: SubgraphResponse | null): string[] {
  const definition = request.operation.document.definitions.find(
    (node) => node.kind === Kind.OPERATION_DEFINITION,
  ) as OperationDefinitionNode;
  const tags = definition.selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD
      ? (hints.ofField('Mutation', selection.name.value)?.invalidates ?? []).flatMap((format) => fill(format, selection, request, response))
      : [],
  );
  const named = response?.extensions?.[CACHE_INVALIDATE];
  if (Array.isArray(named)) tags.push(...named.filter((tag) => typeof tag === 'string'));
  return withSome(tags);
}

/** None where what was to be told of is null: the mutation was refused. */
function fill(format: string, field: FieldNode, request: SubgraphRequest, response: SubgraphResponse | null): string[] {
  let isWhole = true;
  let isRefused = false;
  const tag = format.replaceAll(/\{\$(args|data)((?:\.\w+)+)\}/g, (_, from: string, path: string) => {
    const names = path.slice(1).split('.');
    const start = from === 'data' ? response?.data?.[field.alias?.value ?? field.name.value] : argumentsOf(field, request);
    const value = names.reduce(
      (at: unknown, name) =>
        typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : at === null ? null : undefined,
      start,
    );
    isRefused ||= from === 'data' && value === null && response?.errors === undefined;
    isWhole &&= typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return String(value);
  });
  if (isRefused) return [];
  // Where it cannot be told what has changed, everything of the subgraph may have.
  return [isWhole ? tag : subgraphTag(request.operation.subgraph)];
}

function argumentsOf(field: FieldNode, { variables }: SubgraphRequest): Record<string, unknown> {
  return Object.fromEntries((field.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value, variables)]));
}
