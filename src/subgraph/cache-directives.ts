/**
 * The directives by which a schema says how long, for whom and under which names a gateway may keep what it answers: docs/decisions/0012, «Hints of our own
 * schema». They are composed into the supergraph, and are no part of what clients see.
 */
import { Kind, parse, visit } from 'graphql';
import type { ConstDirectiveNode, DefinitionNode, DocumentNode, ObjectTypeDefinitionNode } from 'graphql';

const CACHE_URL = 'https://specs.newsgraph.example/cache/v0.1';

const DEFINITIONS = {
  /** Seconds, as in Cache-Control. */
  cacheControl: `directive @cacheControl(
    maxAge: Int
    scope: CacheControlScope
    inheritMaxAge: Boolean
    staleWhileRevalidate: Int
    staleIfError: Int
  ) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION`,
  /** A name under which the answer can be made invalid; `{$args.x}` and `{$key.x}` are filled in. */
  cacheTag: 'directive @cacheTag(format: String!, deep: Boolean, whenGiven: String) repeatable on FIELD_DEFINITION | OBJECT',
  /** What a mutation makes invalid; `{$args.x}` and `{$data.x}` are filled in. */
  cacheInvalidate: 'directive @cacheInvalidate(format: String!) repeatable on FIELD_DEFINITION',
} as const;

const SCOPE = 'enum CacheControlScope @inaccessible { PUBLIC PRIVATE }';

/** The document with scopes as the enum's values: who prints a schema without these definitions takes them for texts. */
export function withScopes(document: DocumentNode): DocumentNode {
  return visit(document, {
    Argument: ({ kind, name, value }) =>
      name.value === 'scope' && value.kind === Kind.STRING ? { kind, name, value: { kind: Kind.ENUM, value: value.value } } : undefined,
  }) as DocumentNode;
}

/** What is to be added to a document that uses these directives: their link, that they are composed, and their definitions. */
export function cacheDefinitions(used: readonly string[]): readonly DefinitionNode[] {
  const names = Object.keys(DEFINITIONS).filter((name): name is keyof typeof DEFINITIONS => used.includes(name));
  if (names.length === 0) return [];
  const imports = JSON.stringify(names.map((name) => `@${name}`));
  const composed = names.map((name) => `@composeDirective(name: "@${name}")`).join(' ');
  const definitions = names.map((name) => DEFINITIONS[name]);
  return parse([`extend schema @link(url: "${CACHE_URL}", import: ${imports}) ${composed}`, ...definitions, SCOPE].join('\n'), {
    noLocation: true,
  }).definitions;
}

/**
 * A type without a key is a part of something: where nothing is said of it, it is as old as what it belongs to. Said in the schema, since a gateway takes
 * silence for «not to be kept».
 */
export function withPartsAsOldAsTheirWhole(document: DocumentNode): DocumentNode {
  return { ...document, definitions: document.definitions.map(withInheritance) };
}

function withInheritance(definition: DefinitionNode): DefinitionNode {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
    case Kind.UNION_TYPE_DEFINITION: {
      const directives = definition.directives ?? [];
      const isSaid = directives.some(({ name }) => name.value === 'key' || name.value === 'cacheControl');
      if (isSaid || ROOT_TYPES.includes(definition.name.value)) return definition;
      return { ...definition, directives: [...directives, INHERITS] };
    }
    default:
      return definition;
  }
}

const ROOT_TYPES = ['Query', 'Mutation', 'Subscription'];

const INHERITS: ConstDirectiveNode = (
  (parse('type T @cacheControl(inheritMaxAge: true)', { noLocation: true }).definitions[0] as ObjectTypeDefinitionNode)
    .directives as ConstDirectiveNode[]
)[0]!;
