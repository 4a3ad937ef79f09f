/** One selection set out of all that stand at a place: fragments merged into their places, repeated fields merged, what can match nothing left out. */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  Kind,
  OperationTypeNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded } from './conditions.ts';
import { shapeOf, type ResponseKeys } from './response-keys.ts';

export interface CanonicalInput {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly rootType: GraphQLObjectType;
  /** Values of the condition variables. */
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly keys: ResponseKeys;
  /** The root selections to take: the operation's own, or one root field of a mutation. */
  readonly selectionSet: SelectionSetNode;
  /** Fields that are not asked for, because the client may not see them. */
  readonly denied?: ReadonlyMap<FieldNode, unknown> | undefined;
}

export function mergeSelections(input: CanonicalInput): Selections {
  const root = new Selections(input.schema, input.rootType);
  collect(input, input.selectionSet, input.rootType, root);
  root.fields.delete('__typename');
  return root;
}

export interface Field {
  readonly node: FieldNode;
  /** Null of `__typename`. */
  readonly definition: GraphQLField<unknown, unknown> | null;
  readonly selections: Selections | null;
}

/** A selection set being merged. `possible` are the concrete types an object standing here can have. */
export class Selections {
  readonly fields = new Map<string, Field>();
  readonly fragments = new Map<string, Selections>();
  readonly parent: GraphQLCompositeType;
  readonly possible: ReadonlySet<string>;
  readonly #schema: GraphQLSchema;

  constructor(schema: GraphQLSchema, parent: GraphQLCompositeType, within?: ReadonlySet<string>) {
    this.#schema = schema;
    this.parent = parent;
    const own = possibleTypes(schema, parent);
    this.possible = within ? own.intersection(within) : own;
  }

  isEmpty(): boolean {
    return this.fields.size === 0 && [...this.fragments.values()].every((fragment) => fragment.isEmpty());
  }

  fragment(type: GraphQLCompositeType): Selections {
    let fragment = this.fragments.get(type.name);
    if (!fragment) {
      fragment = new Selections(this.#schema, type, this.possible);
      this.fragments.set(type.name, fragment);
    }
    return fragment;
  }
}

/** `declared` is the type the selections were validated against; `into.parent` the type they are merged under. */
function collect(input: CanonicalInput, set: SelectionSetNode, declared: GraphQLCompositeType, into: Selections): void {
  for (const selection of set.selections) {
    if (!isIncluded(selection, input.conditions)) continue;
    if (selection.kind === Kind.FIELD) {
      collectField(input, selection, declared, into);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? input.fragments.get(selection.name.value) : selection;
    if (!fragment) continue;
    const type = fragment.typeCondition ? (input.schema.getType(fragment.typeCondition.name.value) as GraphQLCompositeType) : declared;
    if (possibleTypes(input.schema, type).isDisjointFrom(into.possible)) continue;
    const stays = type === into.parent || (isObjectType(into.parent) && isAbstractType(type));
    collect(input, fragment.selectionSet, type, stays ? into : into.fragment(type));
  }
}

function collectField(input: CanonicalInput, node: FieldNode, declared: GraphQLCompositeType, into: Selections): void {
  const name = node.name.value;
  if (name === '__typename') {
    into.fields.set('__typename', { node: TYPENAME, definition: null, selections: null });
    return;
  }
  if (name.startsWith('__')) return; // introspection: answered here, never planned
  if (input.denied?.has(node)) return;
  const definition = fieldOf(declared, name);
  if (!definition) throw new Error(`${declared.name}.${name} passed validation but is not in the schema`);
  // An interface may declare a wider type than its implementer: merged under the implementer, the field could clash with another's shape.
  const own = into.parent === declared ? definition : fieldOf(into.parent, name);
  const target = own && shapeOf(own.type) === shapeOf(definition.type) ? into : into.fragment(declared);
  const isCall = input.operation.operation === OperationTypeNode.MUTATION && declared === input.rootType;
  const key = input.keys.assign(node, definition, isCall ? (node.alias ?? node.name).value : '');
  const type = getNamedType((target === into && own ? own : definition).type);
  let field = target.fields.get(key);
  if (!field) {
    field = { node, definition, selections: isCompositeType(type) ? new Selections(input.schema, type) : null };
    target.fields.set(key, field);
  }
  const declaredType = getNamedType(definition.type);
  if (field.selections && node.selectionSet && isCompositeType(declaredType))
    collect(input, node.selectionSet, declaredType, field.selections);
}

export const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function fieldOf(type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined {
  return isUnionType(type) ? undefined : type.getFields()[name];
}

const possibleBySchema = new WeakMap<GraphQLSchema, Map<string, ReadonlySet<string>>>();

function possibleTypes(schema: GraphQLSchema, type: GraphQLCompositeType): ReadonlySet<string> {
  let byName = possibleBySchema.get(schema);
  if (!byName) possibleBySchema.set(schema, (byName = new Map()));
  let possible = byName.get(type.name);
  if (!possible) {
    possible = new Set(isAbstractType(type) ? schema.getPossibleTypes(type).map((object) => object.name) : [type.name]);
    byName.set(type.name, possible);
  }
  return possible;
}
