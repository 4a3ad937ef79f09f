/** Puts the text that was found into the request, in the place of its id, as Apollo Server and the fast path take it. */
import type { GraphQLError } from 'graphql';
import type { FoundDocument } from './find-document.ts';

/** Errors of operations that are refused, by the text that is sent through the pipeline in their place. */
export type Refusals = Map<string, GraphQLError>;

/** @returns the same object where nothing is to be changed */
export function putDocument(
  parameters: Readonly<Record<string, unknown>>,
  found: FoundDocument,
  refusals: Refusals,
): Readonly<Record<string, unknown>> {
  if (found.kind === 'as sent') return parameters;
  const { documentId: _id, extensions, ...others } = parameters;
  return {
    ...others,
    query: found.kind === 'text' ? found.text : placeOf(found.error, refusals),
    ...extensionsWith(extensions, found.kind === 'text' ? found.register : null),
  };
}

/** What is no object stays, for Apollo Server to refuse it. */
function extensionsWith(given: unknown, register: string | null): { readonly extensions?: unknown } {
  const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
  if (given !== undefined && given !== null && !isObject) return { extensions: given };
  const { persistedQuery: _asked, ...others } = (given ?? {}) as Record<string, unknown>;
  const extensions = register === null ? others : { ...others, persistedQuery: { version: 1, sha256Hash: register } };
  return Object.keys(extensions).length > 0 ? { extensions } : {};
}

/** No document is a comment alone: whoever sends this very text is refused as well. */
function placeOf(error: GraphQLError, refusals: Refusals): string {
  const place = `# refused ${refusals.size + 1}`;
  refusals.set(place, error);
  return place;
}
