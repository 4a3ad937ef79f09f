/**
 * Bounds on a parsed document, checked before validation and planning: both do work that grows with the expanded operation, and
 * fragments can double it per level (2^20 spreads in a few hundred bytes). Each fragment is measured once, so the check itself is
 * linear in the document. Cycles are left for validation to name.
 */
import { Kind, type DocumentNode, type FragmentDefinitionNode, type GraphQLError, type SelectionSetNode } from 'graphql';
import type { GatewayLimits } from '../gateway.ts';
import { limitError } from './limit-error.ts';

interface Measure {
  /** Fields after expansion of every fragment. */
  fields: number;
  depth: number;
  aliases: number;
  /** Fields at the selection set's own level, fragments expanded. */
  level: number;
}

const ZERO: Measure = { fields: 0, depth: 0, aliases: 0, level: 0 };

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
    const total: Measure = { fields: 0, depth: 0, aliases: 0, level: 0 };
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        const inner = selection.selectionSet ? ofSelections(selection.selectionSet) : ZERO;
        total.fields += 1 + inner.fields;
        total.aliases += (selection.alias ? 1 : 0) + inner.aliases;
        total.depth = Math.max(total.depth, 1 + inner.depth);
        total.level += 1;
      } else {
        const inner = selection.kind === Kind.FRAGMENT_SPREAD ? ofFragment(selection.name.value) : ofSelections(selection.selectionSet);
        total.fields += inner.fields;
        total.aliases += inner.aliases;
        total.depth = Math.max(total.depth, inner.depth);
        total.level += inner.level;
      }
    }
    return total;
  };
  return ofSelections;
}
