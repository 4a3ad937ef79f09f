/**
 * The static cost of an operation, without asking anybody: for each field
 *
 *     size × (weight + cost of what is selected below) + cost of its arguments
 *
 * where the weight is the field's own, else its type's, else 1 for objects and 0 for leaves, and the size is 1 unless the field is a list. A mutation
 * costs 10 more. Fields that merge count once. Of the fragments on an abstract type, those of the dearest object type count.
 */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  isUnionType,
  isWrappingType,
  Kind,
  OperationTypeNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded } from '../operation/conditions.ts';
import type { OperationEntry } from '../operation/documents.ts';
import { greatest, product, sum, type Amount } from './amount.ts';
import { argumentsCost } from './argument-cost.ts';
import type { CostRules, ListSize } from './cost-rules.ts';
import { sizeOf } from './list-size.ts';

const MUTATION_COST = 10;

export interface CostInput {
  readonly schema: GraphQLSchema;
  readonly rules: CostRules;
  readonly entry: OperationEntry;
  /** Values of the condition variables. */
  readonly conditions: Readonly<Record<string, unknown>>;
  /** Of lists about which the supergraph says nothing. */
  readonly assumedListSize: number;
}

export function operationCost(input: CostInput): Amount {
  const { operation } = input.entry;
  const root = input.schema.getRootType(operation.operation);
  if (!root) return 0;
  const base = operation.operation === OperationTypeNode.MUTATION ? MUTATION_COST : 0;
  return sum([base, selectionCost(input, root, [operation.selectionSet], [])]);
}

/** Paths below that have a size of their own (@listSize(sizedFields:) of a field above). */
type Sized = readonly { readonly path: readonly string[]; readonly size: Amount }[];

/** Fields by response key, for one type condition. */
type Group = Map<string, [FieldNode, ...FieldNode[]]>;

function selectionCost(input: CostInput, parent: GraphQLCompositeType, sets: readonly SelectionSetNode[], sized: Sized): Amount {
  const groups = new Map<GraphQLCompositeType, Group>();
  const visited = new Set<string>();
  for (const set of sets) collect(input, set, parent, groups, visited);
  const costs = [...groups].map(([type, group]) => ({ type, cost: groupCost(input, type, group, sized) }));
  const always = costs.filter(({ type }) => type === parent).map(({ cost }) => cost);
  const sometimes = costs.filter(({ type }) => type !== parent);
  if (sometimes.length === 0 || !isAbstractType(parent)) return sum(costs.map(({ cost }) => cost));
  const perType = input.schema
    .getPossibleTypes(parent)
    .map((object) =>
      sum(
        sometimes
          .filter(({ type }) => type === object || (isAbstractType(type) && input.schema.isSubType(type, object)))
          .map(({ cost }) => cost),
      ),
    );
  return sum([...always, greatest(perType)]);
}

function collect(
  input: CostInput,
  set: SelectionSetNode,
  condition: GraphQLCompositeType,
  groups: Map<GraphQLCompositeType, Group>,
  visited: Set<string>,
): void {
  for (const selection of set.selections) {
    if (!isIncluded(selection, input.conditions)) continue;
    if (selection.kind === Kind.FIELD) {
      let group = groups.get(condition);
      if (!group) groups.set(condition, (group = new Map()));
      const key = selection.alias?.value ?? selection.name.value;
      const nodes = group.get(key);
      if (nodes) nodes.push(selection);
      else group.set(key, [selection]);
      continue;
    }
    // A fragment that stands under several conditions is read once for each of them.
    const mark = selection.kind === Kind.FRAGMENT_SPREAD ? `${condition.name}|${selection.name.value}` : null;
    if (mark !== null && visited.has(mark)) continue;
    if (mark !== null) visited.add(mark);
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? input.entry.fragments.get(selection.name.value) : selection;
    if (!fragment) continue;
    const named = fragment.typeCondition ? input.schema.getType(fragment.typeCondition.name.value) : condition;
    const narrower = isCompositeType(named) && !(isObjectType(condition) && isAbstractType(named)) ? named : condition;
    collect(input, fragment.selectionSet, narrower, groups, visited);
  }
}

function groupCost(input: CostInput, type: GraphQLCompositeType, group: Group, sized: Sized): Amount {
  return sum([...group.values()].map((nodes) => fieldCost(input, type, nodes, sized)));
}

function fieldCost(input: CostInput, parent: GraphQLCompositeType, nodes: readonly [FieldNode, ...FieldNode[]], sized: Sized): Amount {
  const [node] = nodes;
  const name = node.name.value;
  if (name.startsWith('__') || isUnionType(parent)) return 0;
  // A fragment on an interface may have been merged under an object that implements it.
  const definition = parent.getFields()[name];
  if (!definition) return 0;
  const { coordinate, type, weight, rule } = factsOf(input.rules, parent, definition);
  const composite = isCompositeType(type);
  if (!composite && weight === 0 && !rule && !node.arguments?.length) return 0;
  const ruled = rule ? sizeOf(rule, node, definition, input.assumedListSize, coordinate) : null;
  const below: Sized[number][] = sized.flatMap(({ path, size }) =>
    path[0] === name && path.length > 1 ? [{ path: path.slice(1), size }] : [],
  );
  if (rule && ruled !== null) for (const path of rule.sizedFields) below.push({ path, size: ruled });

  const said = sized.find(({ path }) => path.length === 1 && path[0] === name)?.size;
  const own = said ?? (rule && rule.sizedFields.length === 0 ? ruled : null) ?? input.assumedListSize;
  const sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
  const inner = composite ? selectionCost(input, type, sets, below) : 0;
  return sum([
    product(sizeOfType(definition.type, own, input.assumedListSize), sum([weight, inner])),
    argumentsCost(input.rules, node, definition, coordinate),
  ]);
}

interface FieldFacts {
  readonly coordinate: string;
  readonly type: GraphQLNamedType;
  readonly weight: number;
  readonly rule: ListSize | undefined;
}

const factsByRules = new WeakMap<CostRules, WeakMap<GraphQLField<unknown, unknown>, FieldFacts>>();

/** What the rules say of a field: asked for every field of every operation, so kept. */
function factsOf(rules: CostRules, parent: GraphQLCompositeType, definition: GraphQLField<unknown, unknown>): FieldFacts {
  let known = factsByRules.get(rules);
  if (!known) factsByRules.set(rules, (known = new WeakMap()));
  let facts = known.get(definition);
  if (!facts) {
    const coordinate = `${parent.name}.${definition.name}`;
    const type = getNamedType(definition.type);
    const weight = rules.weightOf(coordinate) ?? rules.weightOf(type.name) ?? (isCompositeType(type) ? 1 : 0);
    known.set(definition, (facts = { coordinate, type, weight, rule: rules.listSizeOf(coordinate) }));
  }
  return facts;
}

/** 1 for what is no list; lists in lists are taken to be of the assumed size. */
function sizeOfType(type: GraphQLOutputType, own: Amount, assumed: number): Amount {
  let size: Amount = 1;
  let next = own;
  for (let inner: GraphQLOutputType = type; isWrappingType(inner); inner = inner.ofType) {
    if (!isListType(inner)) continue;
    size = product(size, next);
    next = assumed;
  }
  return size;
}
