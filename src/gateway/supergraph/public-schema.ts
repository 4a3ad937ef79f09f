/** What of a supergraph clients see: no parts of the specifications it links, and nothing inaccessible, wherever it is mentioned. */
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { Kind, visit, type DefinitionNode, type DocumentNode } from 'graphql';
import { importedDirectives, readDirectiveNames } from './spec-directives.ts';

export function publicSchema(supergraph: DocumentNode): DocumentNode {
  return withoutMentions(transformSupergraphToPublicSchema(withPlainName(withoutImported(supergraph))));
}

/** The library removes what Apollo's specifications define; what any other does (composed by `@composeDirective`) is as little for clients. */
function withoutImported(document: DocumentNode): DocumentNode {
  const imported = importedDirectives(document, (url) => !url.startsWith('https://specs.apollo.dev/'));
  if (imported.size === 0) return document;
  return visit(document, {
    DirectiveDefinition: ({ name }) => (imported.has(name.value) ? null : undefined),
    Directive: ({ name }) => (imported.has(name.value) ? null : undefined),
  }) as DocumentNode;
}

/** The library knows @inaccessible by that name, or as its link renames it; not where an import does. */
function withPlainName(document: DocumentNode): DocumentNode {
  const name = readDirectiveNames(document)('inaccessible', 'inaccessible');
  if (name === 'inaccessible') return document;
  return visit(document, {
    Directive(node) {
      if (node.name.value === name) return { ...node, name: { ...node.name, value: 'inaccessible' } };
      // The link that renames it.
      const url = node.arguments?.find((argument) => argument.name.value === 'url')?.value;
      return url?.kind === Kind.STRING && /\/inaccessible\/v\d/.test(url.value)
        ? { ...node, arguments: node.arguments?.filter((argument) => argument.name.value === 'url' || argument.name.value === 'for') }
        : undefined;
    },
    DirectiveDefinition: (node) => (node.name.value === name ? null : undefined),
  }) as DocumentNode;
}

/** The library removes @inaccessible types, but leaves their names in unions: such a document builds no schema. */
function withoutMentions(document: DocumentNode): DocumentNode {
  const objects = new Set(
    document.definitions.flatMap((definition) => (definition.kind === Kind.OBJECT_TYPE_DEFINITION ? [definition.name.value] : [])),
  );
  return {
    ...document,
    definitions: document.definitions.flatMap((definition): DefinitionNode[] => {
      if (definition.kind !== Kind.UNION_TYPE_DEFINITION) return [definition];
      const types = (definition.types ?? []).filter(({ name }) => objects.has(name.value));
      return types.length > 0 ? [{ ...definition, types }] : [];
    }),
  };
}
