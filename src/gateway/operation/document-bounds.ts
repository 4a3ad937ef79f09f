/**
 * Bounds on a parsed document, checked before validation and planning: both do work that grows with the expanded operation, and
 * fragments can double it per level (2^20 spreads in a few hundred bytes). Each fragment is measured once, so the check itself is
 * linear in the document. Cycles are left for validation to name.
 */
import { Kind, type DocumentNode, type FieldNode, type FragmentDefinitionNode, type GraphQLError, type SelectionSetNode } from 'graphql';
import type { GatewayLimits } from '../gateway.ts';
import { limitError } from './limit-error.ts';

interface Measure {
  /** Fields after expansion of every fragment. */
  fields: number;
  depth: number;
  aliases: number;
  /** Fields at the selection set's own level, fragments expanded. */
  level: number;
  /** How many fields of introspection that are lists of types, fields or values stand within each other; counted by name alone. */
  lists: number;
  /** The most `lists` below a `__schema` or `__type`. */
  introspectionDepth: number;
  /** `__schema` and `__type` fields. */
  introspections: number;
  /** The most directives on one selection. */
  directives: number;
}

const ZERO: Measure = { fields: 0, depth: 0, aliases: 0, level: 0, lists: 0, introspectionDepth: 0, introspections: 0, directives: 0 };

/** What multiplies: each may lead back to all types (`__schema { types { fields { type { fields { … } } } } }`). */
const INTROSPECTION_LISTS: ReadonlySet<string> = new Set(['fields', 'interfaces', 'possibleTypes', 'inputFields']);
/** Each may bring the whole schema. GraphiQL asks for one. */
const MAX_INTROSPECTIONS = 10;

/** @returns at most one error for each operation of the document. */
export function checkDocumentBounds(document: DocumentNode, limits: GatewayLimits): GraphQLError[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measure = measurer(fragments);
  const errors: GraphQLError[] = [];
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const size = measure(definition.selectionSet);
    const name = definition.name ? `Operation "${definition.name.value}"` : 'The operation';
    if (size.depth > limits.maxDepth)
      errors.push(limitError('DEPTH_LIMIT_EXCEEDED', `${name} is ${size.depth} levels deep; the limit is ${limits.maxDepth}.`));
    else if (size.level > limits.maxRootFields)
      errors.push(limitError('ROOT_FIELD_LIMIT_EXCEEDED', `${name} has ${size.level} root fields; the limit is ${limits.maxRootFields}.`));
    else if (size.aliases > limits.maxAliases)
      errors.push(
        limitError('ALIAS_LIMIT_EXCEEDED', `${name} has ${size.aliases} aliases, fragments expanded; the limit is ${limits.maxAliases}.`),
      );
    else if (size.fields > limits.maxExpandedFields)
      errors.push(
        limitError(
          'EXPANSION_LIMIT_EXCEEDED',
          `${name} has ${size.fields} fields, fragments expanded; the limit is ${limits.maxExpandedFields}.`,
        ),
      );
    else if (size.directives > limits.maxDirectives)
      errors.push(
        limitError(
          'DIRECTIVE_LIMIT_EXCEEDED',
          `${name} has ${size.directives} directives on one selection; the limit is ${limits.maxDirectives}.`,
        ),
      );
    else if (size.introspectionDepth > limits.maxIntrospectionDepth)
      errors.push(
        limitError(
          'INTROSPECTION_LIMIT_EXCEEDED',
          `${name} nests lists of the schema ${size.introspectionDepth} deep; the limit is ${limits.maxIntrospectionDepth}.`,
        ),
      );
    else if (size.introspections > MAX_INTROSPECTIONS)
      errors.push(
        limitError(
          'INTROSPECTION_LIMIT_EXCEEDED',
          `${name} asks for the schema ${size.introspections} times; the limit is ${MAX_INTROSPECTIONS}.`,
        ),
      );
  }
  return errors;
}

function measurer(fragments: ReadonlyMap<string, FragmentDefinitionNode>): (selections: SelectionSetNode) => Measure {
  const measured = new Map<string, Measure>();
  const open = new Set<string>();
  const ofFragment = (name: string): Measure => {
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    if (!fragment || open.has(name)) return ZERO;
    open.add(name);
    const size = ofSelections(fragment.selectionSet);
    open.delete(name);
    measured.set(name, size);
    return size;
  };
  const ofSelections = (set: SelectionSetNode): Measure => {
    const total: Measure = { ...ZERO };
    for (const selection of set.selections) {
      total.directives = Math.max(total.directives, selection.directives?.length ?? 0);
      if (selection.kind === Kind.FIELD) addField(total, selection, selection.selectionSet ? ofSelections(selection.selectionSet) : ZERO);
      else
        addSpread(total, selection.kind === Kind.FRAGMENT_SPREAD ? ofFragment(selection.name.value) : ofSelections(selection.selectionSet));
    }
    return total;
  };
  return ofSelections;
}

function addField(total: Measure, node: FieldNode, inner: Measure): void {
  const name = node.name.value;
  const introspects = name === '__schema' || name === '__type';
  total.fields += 1 + inner.fields;
  total.aliases += (node.alias ? 1 : 0) + inner.aliases;
  total.depth = Math.max(total.depth, 1 + inner.depth);
  total.level += 1;
  total.lists = Math.max(total.lists, inner.lists + (INTROSPECTION_LISTS.has(name) ? 1 : 0));
  total.introspectionDepth = Math.max(total.introspectionDepth, introspects ? inner.lists : inner.introspectionDepth);
  total.introspections += (introspects ? 1 : 0) + inner.introspections;
  total.directives = Math.max(total.directives, inner.directives);
}

function addSpread(total: Measure, inner: Measure): void {
  total.fields += inner.fields;
  total.aliases += inner.aliases;
  total.depth = Math.max(total.depth, inner.depth);
  total.level += inner.level;
  total.lists = Math.max(total.lists, inner.lists);
  total.introspectionDepth = Math.max(total.introspectionDepth, inner.introspectionDepth);
  total.introspections += inner.introspections;
  total.directives = Math.max(total.directives, inner.directives);
}
