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
  visit,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type VariableDefinitionNode,
} from 'graphql';
import type { Lifetime } from '../../cache/entry.ts';
import { shortHash, type Scope } from '../../cache/keys.ts';
import type { SubgraphOperation } from '../transport/subgraph-executor.ts';
import type { CacheHints } from './cache-hints.ts';
import { ANY, type CacheRules, type SubgraphRules } from './cache-rules.ts';
import { questionTags, type QuestionTags } from './question-tags.ts';
import { SelectionReader } from './selection-reader.ts';
import type { Unkept } from './unkept.ts';

export interface FetchPolicy {
  readonly subgraph: string;
  /** Asked as nobody: everything in it may be shown to everybody. */
  readonly scope: Scope;
  /** Why it is asked as the client: a field; null where the subgraph is not public at all, and where it is asked as nobody. */
  readonly privateField: string | null;
  /** Client headers that are in the key and are sent. */
  readonly vary: readonly string[];
  readonly settleMs: number;
  readonly root: RootPolicy | null;
  /** Why the whole fetch is not kept; null where it may be, or some of its entities. */
  readonly unkept: Unkept | null;
  /** By response key of the `_entities` field and by the representation's type; null where it is not kept. */
  entity(alias: string, type: string): EntityPolicy | null;
  /** Why, where it is null. */
  unkeptEntity(alias: string, type: string): Unkept;
  readonly isEntityFetch: boolean;
}

export interface RootPolicy {
  readonly lifetime: Lifetime;
  readonly hash: string;
  /** Client variables that are asked with. */
  readonly variables: readonly string[];
  readonly tags: QuestionTags;
}

export interface EntityPolicy {
  readonly lifetime: Lifetime;
  readonly hash: string;
  readonly variables: readonly string[];
  readonly keys: readonly (readonly string[])[];
  readonly tags: QuestionTags;
}

export interface PolicyContext {
  readonly hints: CacheHints;
  readonly rules: CacheRules;
  readonly isTypeOf: (typename: string, condition: string) => boolean;
}

export function fetchPolicy(context: PolicyContext, operation: SubgraphOperation): FetchPolicy {
  const definition = operation.document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
  const rules = context.rules[operation.subgraph] ?? {};
  const reader = new SelectionReader(context.hints, rules);
  const fields = fieldsOf(definition.selectionSet);
  const entities = fields.filter((field) => field.name.value === '_entities');
  const isRoot = entities.length === 0;
  const root = definition.operation === 'query' ? 'Query' : definition.operation === 'mutation' ? 'Mutation' : 'Subscription';
  const privateField = isRoot
    ? reader.privateField(root, definition.selectionSet)
    : (entities.map((field) => field.selectionSet && reader.privateField(null, field.selectionSet)).find((found) => found) ?? null);
  const isPublic = rules.public === true && privateField === null && definition.operation === 'query';
  const memo = new Map<string, EntityPolicy | Unkept>();
  const entityOf = (alias: string, type: string): EntityPolicy | Unkept => {
    const at = `${alias} ${type}`;
    let policy = memo.get(at);
    if (policy === undefined) {
      const set = entities.find((field) => responseKey(field) === alias)?.selectionSet;
      policy = set === undefined ? NOT_ASKED : entityPolicy(context, reader, operation.subgraph, set, type);
      memo.set(at, policy);
    }
    return policy;
  };
  const switchedOff = switchOf(context.hints, rules);
  const ofRoot = isRoot && definition.operation === 'query' ? rootPolicy(context.hints, reader, operation.subgraph, definition) : null;
  return {
    subgraph: operation.subgraph,
    scope: isPublic ? 'public' : 'private',
    privateField: rules.public === true ? privateField : null,
    vary: rules.vary ?? [],
    settleMs: rules.settleMs ?? 0,
    root: ofRoot === null || 'reason' in ofRoot ? null : ofRoot,
    unkept: switchedOff ?? (ofRoot !== null && 'reason' in ofRoot ? ofRoot : null),
    isEntityFetch: !isRoot,
    entity(alias, type) {
      const policy = entityOf(alias, type);
      return 'reason' in policy ? null : policy;
    },
    unkeptEntity(alias, type) {
      const policy = entityOf(alias, type);
      return 'reason' in policy ? policy : NOT_ASKED;
    },
  };
}

const NOT_ASKED: Unkept = { reason: 'no hint', field: null };
const TOO_MANY_TAGS: Unkept = { reason: 'too many tags', field: null };

/** Where nothing of the subgraph is kept, whatever is asked. */
function switchOf(hints: CacheHints, rules: SubgraphRules): Unkept | null {
  if (rules.keep === false) return { reason: 'switched off', field: null };
  return hints.isEmpty && !saysHowLong(rules) ? { reason: 'nothing said', field: null } : null;
}

function saysHowLong({ maxAge, types, fields }: SubgraphRules): boolean {
  return maxAge !== undefined || types !== undefined || fields !== undefined;
}

function rootPolicy(
  hints: CacheHints,
  reader: SelectionReader,
  subgraph: string,
  definition: OperationDefinitionNode,
): RootPolicy | Unkept {
  const unkept: Unkept[] = [];
  const lifetime = reader.lifetime('Query', definition.selectionSet, ANY, unkept);
  if (!isTime(lifetime)) return unkept[0] ?? NOT_ASKED;
  const tags = questionTags({ hints, subgraph, type: 'Query', set: definition.selectionSet });
  if (tags === null) return TOO_MANY_TAGS;
  // The name tells who asks, not what: it is not part of the question.
  const asked =
    print(definition.selectionSet) +
    (definition.variableDefinitions ?? []).map((variable: VariableDefinitionNode) => print(variable)).join();
  return {
    lifetime,
    hash: shortHash(asked),
    variables: (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value),
    tags,
  };
}

function entityPolicy(
  { hints, isTypeOf }: PolicyContext,
  reader: SelectionReader,
  subgraph: string,
  set: SelectionSetNode,
  type: string,
): EntityPolicy | Unkept {
  const fragments = set.selections.filter(
    (selection) =>
      selection.kind !== Kind.FRAGMENT_SPREAD &&
      (selection.kind === Kind.FIELD || !selection.typeCondition || isTypeOf(type, selection.typeCondition.name.value)),
  );
  const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: fragments };
  const unkept: Unkept[] = [];
  const ofType = reader.ofType(type);
  const lifetime = reader.lifetime(type, selectionSet, ofType ?? 'none', unkept);
  if (!isTime(lifetime)) return unkept[0] ?? { reason: ofType === undefined ? 'no hint' : 'no time', field: type };
  const tags = questionTags({ hints, subgraph, type, set: selectionSet });
  if (tags === null) return TOO_MANY_TAGS;
  return {
    lifetime,
    hash: shortHash(print(selectionSet)),
    variables: [...new Set(variablesIn([selectionSet]))],
    keys: hints.keysOf(subgraph, type),
    tags,
  };
}

function isTime({ freshMs }: Lifetime): boolean {
  return freshMs > 0 && freshMs !== Infinity;
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
