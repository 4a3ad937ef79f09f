/** What of a supergraph clients see. */
import { transformSupergraphToPublicSchema } from '@theguild/federation-composition';
import { Kind, visit, type DocumentNode } from 'graphql';

/** The library removes @inaccessible types, but leaves their names in unions: such a document builds no schema. */
export function publicSchema(supergraph: DocumentNode): DocumentNode {
  const document = transformSupergraphToPublicSchema(supergraph);
  const objects = new Set(
    document.definitions.flatMap((definition) => (definition.kind === Kind.OBJECT_TYPE_DEFINITION ? [definition.name.value] : [])),
  );
  return visit(document, {
    [Kind.UNION_TYPE_DEFINITION]: (union) => ({ ...union, types: (union.types ?? []).filter(({ name }) => objects.has(name.value)) }),
  });
}
