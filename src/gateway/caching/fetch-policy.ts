/**
 * How long, for whom and under which tags the answer to one fetch may be kept. Made once per operation of a plan: from the hints of every field it selects,
 * and what the operator says of its subgraph.
 *
 * A field without a hint of its own has that of the type it returns; a leaf without one is as old as its parent; a root or object field without either is not kept
 * (as Apollo's cacheControl has it). Tighter wins, PRIVATE wins.
 */
import {
  Kind,
  print,
  valueFromASTUntyped,
  visit,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql';
import { tighter, type Lifetime } from '../../cache/entry.ts';
import { shortHash, type Scope } from '../../cache/keys.ts';
import type { SubgraphOperation } from '../transport/subgraph-executor.ts';
import type { CacheHints, FieldHints } from './cache-hints.ts';
import { ANY, lifetimeOf, NEVER, type CacheRules, type SubgraphRules } from './cache-rules.ts';

export interface FetchPolicy {
  readonly subgraph: string;
  /** Asked as nobody: everything in it may be shown to everybody. */
  readonly scope: Scope;
  /** Client headers that are in the key and are sent. */
  readonly vary: readonly string[];
  readonly settleMs: number;
  readonly root: RootPolicy | null;
  /** By response key of the `_entities` field and by the representation's type; null where it is not kept. */
  entity(alias: string, type: string): EntityPolicy | null;
  readonly isEntityFetch: boolean;
  /** False where nothing of the subgraph is kept, whatever is asked. */
  readonly keeps: boolean;
}

export interface RootPolicy {
  readonly lifetime: Lifetime;
  readonly hash: string;
  /** Client variables that are asked with. */
  readonly variables: readonly string[];
  tags(variables: Readonly<Record<string, unknown>>): readonly string[];
}

export interface EntityPolicy {
  readonly lifetime: Lifetime;
  readonly hash: string;
  readonly variables: readonly string[];
  readonly keys: readonly (readonly string[])[];
  tags(key: Readonly<Record<string, unknown>>): readonly string[];
}

export interface PolicyContext {
  readonly hints: CacheHints;
  readonly rules: CacheRules;
  readonly isTypeOf: (typename: string, condition: string) => boolean;
}

export function fetchPolicy(context: PolicyContext, operation: SubgraphOperation): FetchPolicy {
  const definition = operation.document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
  const rules = context.rules[operation.subgraph] ?? {};
  const reader = new Reader(context, rules);
  const fields = fieldsOf(definition.selectionSet);
  const entities = fields.filter((field) => field.name.value === '_entities');
  const isRoot = entities.length === 0;
  const root = definition.operation === 'query' ? 'Query' : definition.operation === 'mutation' ? 'Mutation' : 'Subscription';
  const isPrivate = isRoot
    ? reader.isPrivate(root, definition.selectionSet)
    : entities.some((field) => field.selectionSet !== undefined && reader.isPrivate(null, field.selectionSet));
  const scope: Scope = rules.public === true && !isPrivate && definition.operation === 'query' ? 'public' : 'private';
  const memo = new Map<string, EntityPolicy | null>();
  return {
    subgraph: operation.subgraph,
    scope,
    vary: rules.vary ?? [],
    settleMs: rules.settleMs ?? 0,
    root: isRoot && definition.operation === 'query' ? rootPolicy(reader, definition) : null,
    isEntityFetch: !isRoot,
    keeps: context.hints.isEmpty === false || rules.maxAge !== undefined || rules.types !== undefined || rules.fields !== undefined,
    entity(alias, type) {
      const at = `${alias} ${type}`;
      let policy = memo.get(at);
      if (policy === undefined) {
        const set = entities.find((field) => responseKey(field) === alias)?.selectionSet;
        policy = set === undefined ? null : entityPolicy(context, reader, operation.subgraph, set, type);
        memo.set(at, policy);
      }
      return policy;
    },
  };
}

function rootPolicy(reader: Reader, definition: OperationDefinitionNode): RootPolicy | null {
  const lifetime = reader.lifetime('Query', definition.selectionSet, ANY);
  if (lifetime.freshMs <= 0 || lifetime.freshMs === Infinity) return null;
  const tags = fieldsOf(definition.selectionSet).flatMap((field) =>
    (reader.hints('Query', field.name.value)?.tags ?? []).map((format) => ({ format, field })),
  );
  // The name tells who asks, not what: it is not part of the question.
  const asked =
    print(definition.selectionSet) +
    (definition.variableDefinitions ?? []).map((variable: VariableDefinitionNode) => print(variable)).join();
  return {
    lifetime,
    hash: shortHash(asked),
    variables: (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value),
    tags: (variables) => tags.map(({ format, field }) => fill(format, 'args', (name) => argumentOf(field, name, variables))),
  };
}

function entityPolicy(
  { hints, isTypeOf }: PolicyContext,
  reader: Reader,
  subgraph: string,
  set: SelectionSetNode,
  type: string,
): EntityPolicy | null {
  const fragments = set.selections.filter(
    (selection) =>
      selection.kind !== Kind.FRAGMENT_SPREAD &&
      (selection.kind === Kind.FIELD || !selection.typeCondition || isTypeOf(type, selection.typeCondition.name.value)),
  );
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: fragments };
  const lifetime = reader.lifetime(type, selectionSet, reader.ofType(type) ?? 'none');
  if (lifetime.freshMs <= 0 || lifetime.freshMs === Infinity) return null;
  const formats = hints.tagsOf(type);
  return {
    lifetime,
    hash: shortHash(print(selectionSet)),
    variables: [...new Set(variablesIn([selectionSet]))],
    keys: hints.keysOf(subgraph, type),
    tags: (key) => formats.map((format) => fill(format, 'key', (name) => key[name])),
  };
}

/** Walks selections of one subgraph. */
class Reader {
  readonly #context: PolicyContext;
  readonly #rules: SubgraphRules;

  constructor(context: PolicyContext, rules: SubgraphRules) {
    this.#context = context;
    this.#rules = rules;
  }

  hints(type: string, field: string): FieldHints | undefined {
    return this.#context.hints.ofField(type, field);
  }

  /** How long an object of the type is kept, where something is said of it. */
  ofType(type: string): Lifetime | undefined {
    return this.#context.hints.ofType(type)?.lifetime ?? lifetimeOf(this.#rules.types?.[type]) ?? lifetimeOf(this.#rules);
  }

  /** @param parent how long the object itself is kept: `none` where nothing is said of it */
  lifetime(type: string, set: SelectionSetNode, parent: Lifetime | 'none'): Lifetime {
    let lifetime = parent === 'none' ? ANY : parent;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        lifetime = tighter(lifetime, this.lifetime(selection.typeCondition?.name.value ?? type, selection.selectionSet, parent));
        continue;
      }
      const name = selection.name.value;
      if (name.startsWith('__')) continue;
      lifetime = tighter(lifetime, this.#fieldLifetime(type, selection, parent));
    }
    return lifetime;
  }

  #fieldLifetime(type: string, field: FieldNode, parent: Lifetime | 'none'): Lifetime {
    const hints = this.hints(type, field.name.value);
    const isRoot = type === 'Query';
    const own = hints?.hint?.lifetime ?? (isRoot ? lifetimeOf(this.#rules.fields?.[field.name.value]) : undefined);
    const returned = hints === undefined || field.selectionSet === undefined ? undefined : this.ofType(hints.returns);
    const inherited = field.selectionSet === undefined || hints?.hint?.inherits === true ? (parent === 'none' ? NEVER : parent) : NEVER;
    const said = own ?? returned ?? (isRoot ? (lifetimeOf(this.#rules) ?? NEVER) : inherited);
    return field.selectionSet === undefined ? said : tighter(said, this.lifetime(hints?.returns ?? '', field.selectionSet, said));
  }

  isPrivate(type: string | null, set: SelectionSetNode): boolean {
    return set.selections.some((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return true;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? type;
        return (
          (condition !== null && this.#context.hints.ofType(condition)?.scope === 'private') ||
          this.isPrivate(condition, selection.selectionSet)
        );
      }
      const name = selection.name.value;
      if (type === null || name.startsWith('__')) return false;
      const hints = this.hints(type, name);
      if (hints === undefined) return true; // of what nobody knows, nobody says that it is everybody's
      if (hints.guarded || hints.hint?.scope === 'private' || this.#context.hints.ofType(hints.returns)?.scope === 'private') return true;
      return selection.selectionSet !== undefined && this.isPrivate(hints.returns, selection.selectionSet);
    });
  }
}

/** `{$args.id}` and the like; a value that is missing or no scalar makes an empty place. */
function fill(format: string, source: 'args' | 'key', valueOf: (name: string) => unknown): string {
  return format.replaceAll(/\{\$(args|key)\.(\w+)\}/g, (_, from: string, name: string) => {
    const value = from === source ? valueOf(name) : undefined;
    return typeof value === 'object' || value === undefined ? '' : String(value);
  });
}

function argumentOf(field: FieldNode, name: string, variables: Readonly<Record<string, unknown>>): unknown {
  const value = field.arguments?.find((argument) => argument.name.value === name)?.value;
  return value && valueFromASTUntyped(value, variables);
}

function variablesIn(nodes: readonly (FieldNode | SelectionSetNode | NonNullable<FieldNode['arguments']>[number])[]): string[] {
  const names: string[] = [];
  for (const node of nodes) visit(node, { Variable: (variable) => void names.push(variable.name.value) });
  return names;
}

function fieldsOf(set: SelectionSetNode): FieldNode[] {
  return set.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [selection] : selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [],
  );
}

function responseKey(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}
