/** Prints a subgraph's schema with its directives. type-graphql's own printer drops them. */
import { Kind, parse, print, visit } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import { cacheDefinitions, withPartsAsOldAsTheirWhole, withScopes } from './cache-directives.ts';

const FEDERATION_VERSION = 'v2.9';
const FEDERATION_URL = `https://specs.apollo.dev/federation/${FEDERATION_VERSION}`;
const FEDERATION_DIRECTIVES = [
  'authenticated',
  'composeDirective',
  'context',
  'cost',
  'external',
  'fromContext',
  'inaccessible',
  'interfaceObject',
  'key',
  'listSize',
  'override',
  'policy',
  'provides',
  'requires',
  'requiresScopes',
  'shareable',
  'tag',
];

/**
 * Valid Federation 2 SDL: each `@link` names exactly the directives that are used, and those of the cache are defined. Order as declared, so diffs stay
 * small.
 */
export function printSubgraphSdl(schema: GraphQLSchema): string {
  const document = withPartsAsOldAsTheirWhole(withScopes(withoutEmptyTypes(getDocumentNodeFromSchema(schema))));
  const cache = cacheDefinitions(usedDirectives(document));
  const used = usedDirectives({ ...document, definitions: [...cache, ...document.definitions] });
  const imports = used.filter((name) => FEDERATION_DIRECTIVES.includes(name));
  const link = parse(`extend schema @link(url: "${FEDERATION_URL}", import: ${JSON.stringify(imports.map((name) => `@${name}`))})`);
  const definitions = document.definitions.filter((definition) => definition.kind !== Kind.SCHEMA_DEFINITION);
  return `${print({ kind: Kind.DOCUMENT, definitions: [...link.definitions, ...cache, ...definitions] })}\n`;
}

/** A domain with no root fields of its own: `type Query` without fields is not SDL. */
function withoutEmptyTypes(document: DocumentNode): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.filter(
      (definition) => definition.kind !== Kind.OBJECT_TYPE_DEFINITION || (definition.fields?.length ?? 0) > 0,
    ),
  };
}

function usedDirectives(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, { Directive: (node) => void names.add(node.name.value) });
  return [...names].toSorted();
}
