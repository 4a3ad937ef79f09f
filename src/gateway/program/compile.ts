/** Operation entry and condition values in, program out: canonical text, plan, steps, projection. */
import {
  Kind,
  OperationTypeNode,
  parse,
  type DocumentNode,
  type FieldNode,
  type GraphQLObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Denied } from '../authorization/denied.ts';
import { compileRepresent } from '../entities/represent.ts';
import { compileLocate } from '../execute/locate.ts';
import { compileLocateInContexts } from '../execute/locate-in-contexts.ts';
import { aliasesApart } from '../operation/aliases-apart.ts';
import { canonicalText } from '../operation/canonical.ts';
import type { OperationEntry } from '../operation/documents.ts';
import { ResponseKeys } from '../operation/response-keys.ts';
import { PlanningError, type EntityFetch, type FetchNode, type Planner, type PlanNode } from '../plan/plan.ts';
import { collectFields } from '../project/collect-fields.ts';
import { compileProjection } from '../project/project.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import type { SubgraphExecutor, SubgraphOperation } from '../transport/subgraph-executor.ts';
import type { EntityStep, Fetch, Program, Stage, Step } from './program.ts';

export interface CompileContext {
  readonly supergraph: Supergraph;
  readonly planner: Planner;
  readonly executors: ReadonlyMap<string, SubgraphExecutor>;
}

/**
 * @param labels of progressive @override, those that are active.
 * @throws PlanningError where the planner finds no plan.
 */
export function compileProgram(
  context: CompileContext,
  entry: OperationEntry,
  conditions: Readonly<Record<string, unknown>>,
  denied: Denied | null = null,
  labels: ReadonlySet<string> = new Set(),
): Program {
  const { operation, fragments } = entry;
  const schema = context.supergraph.api;
  const rootType = schema.getRootType(operation.operation) as GraphQLObjectType;
  const keys = new ResponseKeys(schema, context.supergraph.requiredFieldNames);
  const root = collectFields({ schema, fragments, conditions }, rootType, [operation.selectionSet]);
  const naming = { operation: operation.name?.value ?? operation.operation, next: 0 };
  const stages: Stage[] = [];
  const whole = { schema, operation, fragments, rootType, conditions, keys, selectionSet: operation.selectionSet, denied: denied?.fields };
  // Before any stage: what a fragment asks for is named once, in whichever stages it is spread.
  keys.keepApart(aliasesApart(whole));
  for (const selectionSet of stageSelections(operation, root)) {
    const text = canonicalText({ ...whole, selectionSet });
    stages.push(
      text === null
        ? { steps: [], plan: { kind: 'Sequence', nodes: [] } }
        : compileStage(context, planStage(context.planner, text, labels, keys), naming),
    );
  }
  return {
    kind: operation.operation,
    stages,
    projection: compileProjection({ schema, rootType, selectionSet: operation.selectionSet, fragments, conditions, keys, denied }),
    introspection: introspectionOf(entry, root),
    clientNames: keys.clientNames(),
  };
}

function planStage(planner: Planner, text: string, labels: ReadonlySet<string>, keys: ResponseKeys): PlanNode {
  try {
    return planner.plan(text, labels);
  } catch (error) {
    throw error instanceof PlanningError ? error.underNames(keys.clientNames()) : error;
  }
}

/** A mutation's root fields run one after another, each with its entity fetches (section 6.2.2); a query is one stage. */
function stageSelections(operation: OperationDefinitionNode, root: ReadonlyMap<string, readonly FieldNode[]>): SelectionSetNode[] {
  if (operation.operation !== OperationTypeNode.MUTATION) return [operation.selectionSet];
  return [...root.values()].map((nodes) => ({ kind: Kind.SELECTION_SET, selections: nodes }));
}

function introspectionOf(entry: OperationEntry, root: ReadonlyMap<string, readonly FieldNode[]>): DocumentNode | null {
  const fields = [...root.values()].flat().filter((node) => node.name.value === '__schema' || node.name.value === '__type');
  if (fields.length === 0) return null;
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: fields };
  return { kind: Kind.DOCUMENT, definitions: [{ ...entry.operation, selectionSet }, ...entry.fragments.values()] };
}

interface Naming {
  readonly operation: string;
  next: number;
}

function compileStage(context: CompileContext, plan: PlanNode, naming: Naming): Stage {
  const steps: StepDraft[] = [];
  flatten(context, plan, [], [], steps, naming);
  for (const step of steps) for (const earlier of step.after) steps[earlier]?.followers.push(step.index);
  return { steps, plan };
}

type StepDraft = Step & { readonly followers: number[] };

/** @returns the indices of the steps that whatever follows `node` must wait for. */
function flatten(
  context: CompileContext,
  node: PlanNode,
  after: readonly number[],
  conditions: Step['conditions'],
  steps: StepDraft[],
  naming: Naming,
): readonly number[] {
  switch (node.kind) {
    case 'Fetch': {
      const step: StepDraft = { index: steps.length, after, followers: [], conditions, fetch: compileFetch(context, node, naming) };
      steps.push(step);
      return [step.index];
    }
    case 'Graph': {
      const first = steps.length;
      for (const { fetch, after: earlier } of node.fetches) {
        const waits = earlier.length > 0 ? earlier.map((index) => first + index) : after;
        steps.push({ index: steps.length, after: waits, followers: [], conditions, fetch: compileFetch(context, fetch, naming) });
      }
      return node.fetches.map((_, index) => first + index);
    }
    case 'Sequence':
      return node.nodes.reduce((waits, child) => flatten(context, child, waits, conditions, steps, naming), after);
    case 'Parallel': {
      const ends = node.nodes.flatMap((child) => flatten(context, child, after, conditions, steps, naming));
      return ends.length > 0 ? [...new Set(ends)] : after;
    }
    case 'Condition':
      return flatten(context, node.node, after, [...conditions, { variable: node.variable, equals: node.equals }], steps, naming);
  }
}

function compileFetch(context: CompileContext, node: FetchNode, naming: Naming): Fetch {
  const name = `${naming.operation}__${node.subgraph.replaceAll(/\W/g, '_')}__${naming.next}`;
  naming.next += 1;
  return fetchCalled(context, node, name);
}

function fetchCalled(context: CompileContext, node: FetchNode, name: string): Fetch {
  const execute = context.executors.get(node.subgraph);
  if (!execute) throw new Error(`The plan asks the subgraph "${node.subgraph}", which the supergraph does not name.`);
  const operation = new PlannedOperation(node, name);
  return {
    operation,
    execute,
    variables: node.variables,
    get rootKeys() {
      return node.entities.length > 0 ? [] : fieldsOf(operation.selectionSet).map(responseKey);
    },
    renames: node.renames,
    entities: node.entities.map((entity) => compileEntity(context, entity, operation)),
    apart: node.apart ? fetchCalled(context, node.apart, `${name}_apart`) : null,
  };
}

function compileEntity(context: CompileContext, entity: EntityFetch, operation: PlannedOperation): EntityStep {
  const { isTypeOf } = context.supergraph;
  return {
    alias: entity.alias,
    variable: entity.variable,
    paths: entity.paths.map((path) => compileLocate(path, isTypeOf)),
    inContexts: entity.contexts.length > 0 ? compileLocateInContexts(entity, isTypeOf) : null,
    represent: compileRepresent(entity, isTypeOf),
    keysOf: keysByType(operation, entity, isTypeOf),
    renames: entity.renames,
  };
}

function keysByType(
  operation: PlannedOperation,
  { alias, renames }: Pick<EntityFetch, 'alias' | 'renames'>,
  isTypeOf: Supergraph['isTypeOf'],
): (typename: string) => readonly string[] {
  const renamed = new Map(
    renames.filter((rename) => rename.path.every((segment) => segment.kind === 'types')).map((rename) => [rename.from, rename.to]),
  );
  const byType = new Map<string, readonly string[]>();
  const keysFor = (typename: string): string[] => {
    const keys = new Set<string>();
    const entities = fieldsOf(operation.selectionSet).find((candidate) => responseKey(candidate) === alias);
    for (const selection of entities?.selectionSet?.selections ?? []) {
      if (selection.kind !== Kind.INLINE_FRAGMENT) continue;
      if (selection.typeCondition && !isTypeOf(typename, selection.typeCondition.name.value)) continue;
      for (const field of fieldsOf(selection.selectionSet)) keys.add(renamed.get(responseKey(field)) ?? responseKey(field));
    }
    keys.delete('__typename');
    return [...keys];
  };
  return (typename) => {
    let keys = byType.get(typename);
    if (!keys) byType.set(typename, (keys = keysFor(typename)));
    return keys;
  };
}

function fieldsOf(set: SelectionSetNode): FieldNode[] {
  return set.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection] : selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [],
  );
}

function responseKey(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}

/** A planner's text under a name. It is parsed when somebody wants to know more of it: HTTP needs the text alone. */
class PlannedOperation implements SubgraphOperation {
  readonly subgraph: string;
  readonly kind: OperationTypeNode;
  readonly name: string;
  readonly text: string;
  #document: DocumentNode | null = null;

  constructor({ subgraph, operationKind, operation }: FetchNode, name: string) {
    this.subgraph = subgraph;
    this.kind = operationKind;
    this.name = name;
    const rest = operation.startsWith(operationKind) ? operation.slice(operationKind.length).trimStart() : operation;
    this.text = `${operationKind} ${name}${rest}`;
  }

  get document(): DocumentNode {
    return (this.#document ??= parse(this.text, { noLocation: true }));
  }

  get selectionSet(): SelectionSetNode {
    const operation = this.document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    if (!operation) throw new Error(`The plan for "${this.subgraph}" holds no operation.`);
    return operation.selectionSet;
  }
}
