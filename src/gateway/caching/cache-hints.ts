/** The hints that the subgraphs' schemas carry, as composed into the supergraph: `@cacheControl`, `@cacheTag`, `@cacheInvalidate`, and each type's keys. */
import { Kind, valueFromASTUntyped, type DocumentNode, type FieldDefinitionNode, type TypeDefinitionNode } from 'graphql';
import type { Lifetime } from '../../cache/entry.ts';
import type { Scope } from '../../cache/keys.ts';
import { applicationsOf } from '../supergraph/spec-directives.ts';
import { lifetimeOf } from './cache-rules.ts';
import { foldHint, foldHints, membersOf } from './fold-hints.ts';

export interface Hint {
  /** Undefined where nothing is said of how long. */
  readonly lifetime: Lifetime | undefined;
  readonly scope: Scope | undefined;
  /** An object that is as old as what it belongs to. */
  readonly inherits: boolean;
}

/** `@cacheTag(format:, deep:, whenGiven:)` of a field: a name with places for its arguments (`{$args.by.id}`) and for the key of the entity it is a field of (`{$key.id}`). */
export interface TagFormat {
  readonly format: string;
  /** Names all that is below the field too: the tags of fields below are not needed. */
  readonly deep: boolean;
  /** Path of an argument (`filter.topics`): only what is asked with it is made of this. Null for always. */
  readonly whenGiven: string | null;
}

export interface FieldHints {
  readonly hint: Hint | undefined;
  /** The type of what it returns, without lists and non-null. */
  readonly returns: string;
  /** Arguments with their defaults, by name; undefined where there is none. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** `@cacheTag`, in the schema's order. */
  readonly tags: readonly TagFormat[];
  /** `@cacheInvalidate(format:)`, of mutations. */
  readonly invalidates: readonly string[];
  /** Shown to some only (`@authenticated`, `@requiresScopes`, `@policy`). */
  readonly guarded: boolean;
}

/** An abstract type, and a field of one, say what the types behind it say together (fold-hints.ts). */
export interface CacheHints {
  ofType(type: string): Hint | undefined;
  ofField(type: string, field: string): FieldHints | undefined;
  /** Object types behind an interface or a union. */
  membersOf(type: string): readonly string[];
  /** Top-level field names of each key of the type in the subgraph, as named in the supergraph. */
  keysOf(subgraph: string, type: string): readonly (readonly string[])[];
  /** All types with keys, in each subgraph that has them. */
  readonly keyedTypes: readonly KeyedType[];
  /** `@cacheTag(format:)` of the type, with `{$key.x}` in them. */
  tagsOf(type: string): readonly string[];
  /** True where no schema says anything of how long. */
  readonly isEmpty: boolean;
}

export interface KeyedType {
  readonly subgraph: string;
  readonly type: string;
  readonly keys: readonly (readonly string[])[];
}

/** @param isGuarded whether not everybody may see the field */
export function readCacheHints(document: DocumentNode, isGuarded: (type: string, field: string) => boolean): CacheHints {
  const types = new Map<string, TypeHints>();
  const graphNames = new Map<string, string>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph') {
      for (const value of definition.values ?? []) {
        const [graph] = applicationsOf(value, 'join__graph');
        graphNames.set(value.name.value, typeof graph?.['name'] === 'string' && graph['name'] !== '' ? graph['name'] : value.name.value);
      }
    }
    if (
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION ||
      definition.kind === Kind.UNION_TYPE_DEFINITION
    )
      types.set(definition.name.value, readType(definition, isGuarded));
  }
  const members = membersOf(document);
  foldHints(types, members);
  const keyed = new Map<string, KeyedType>();
  for (const [type, { joins }] of types) {
    for (const { graph, key } of joins) {
      if (typeof key !== 'string') continue;
      const subgraph = graphNames.get(String(graph)) ?? String(graph);
      const at = `${subgraph}/${type}`;
      keyed.set(at, { subgraph, type, keys: [...(keyed.get(at)?.keys ?? []), topLevelNames(key)] });
    }
  }
  return {
    ofType: (type) => types.get(type)?.hint,
    ofField: (type, field) => types.get(type)?.fields.get(field),
    membersOf: (type) => members.get(type) ?? [],
    keysOf: (subgraph, type) => keyed.get(`${subgraph}/${type}`)?.keys ?? [],
    keyedTypes: [...keyed.values()],
    tagsOf: (type) => types.get(type)?.tags ?? [],
    isEmpty: [...types.values()].every(
      ({ hint, fields }) => hint === undefined && [...fields.values()].every((field) => field.hint === undefined),
    ),
  };
}

/** What one definition says. */
export interface TypeHints {
  hint: Hint | undefined;
  readonly tags: readonly string[];
  readonly joins: readonly Record<string, unknown>[];
  readonly fields: Map<string, FieldHints>;
}

function readType(definition: TypeDefinitionNode, isGuarded: (type: string, field: string) => boolean): TypeHints {
  const type = definition.name.value;
  const fields = 'fields' in definition ? ((definition.fields ?? []) as readonly FieldDefinitionNode[]) : [];
  return {
    hint: hintOf(applicationsOf(definition, 'cacheControl')),
    tags: formatsOf(applicationsOf(definition, 'cacheTag')),
    joins: applicationsOf(definition, 'join__type'),
    fields: new Map(
      fields.map((field) => [
        field.name.value,
        {
          hint: hintOf(applicationsOf(field, 'cacheControl')),
          returns: namedType(field),
          defaults: Object.fromEntries(
            (field.arguments ?? []).map(({ name, defaultValue }) => [name.value, defaultValue && valueFromASTUntyped(defaultValue)]),
          ),
          tags: applicationsOf(field, 'cacheTag').flatMap(({ format, deep, whenGiven }) =>
            typeof format === 'string'
              ? [{ format, deep: deep === true, whenGiven: typeof whenGiven === 'string' ? whenGiven : null }]
              : [],
          ),
          invalidates: formatsOf(applicationsOf(field, 'cacheInvalidate')),
          guarded: isGuarded(type, field.name.value),
        },
      ]),
    ),
  };
}

/** Each subgraph that has the type or the field may say something of it. */
function hintOf(applications: readonly Record<string, unknown>[]): Hint | undefined {
  return foldHint(applications.map(readHint));
}

function readHint(application: Record<string, unknown>): Hint {
  const seconds = (name: string): number | undefined => (typeof application[name] === 'number' ? application[name] : undefined);
  return {
    lifetime: lifetimeOf({
      maxAge: seconds('maxAge'),
      staleWhileRevalidate: seconds('staleWhileRevalidate'),
      staleIfError: seconds('staleIfError'),
    }),
    scope: application['scope'] === 'PRIVATE' ? 'private' : application['scope'] === 'PUBLIC' ? 'public' : undefined,
    inherits: application['inheritMaxAge'] === true,
  };
}

function formatsOf(applications: readonly Record<string, unknown>[]): string[] {
  return applications.flatMap(({ format }) => (typeof format === 'string' ? [format] : []));
}

function namedType(field: FieldDefinitionNode): string {
  let type = field.type;
  while (type.kind !== Kind.NAMED_TYPE) type = type.type;
  return type.name.value;
}

/** `id organization { id }` → id, organization */
function topLevelNames(fieldSet: string): string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [token] of fieldSet.matchAll(/[_A-Za-z]\w*|[{}]/g)) {
    if (token === '{') depth += 1;
    else if (token === '}') depth -= 1;
    else if (depth === 0) names.push(token);
  }
  return names.toSorted();
}
