/** Makes a failing case small: selections, arguments, conditions, fragments and the fault are left out as long as it still fails. */
import {
  Kind,
  parse,
  print,
  visit,
  type ArgumentNode,
  type ASTNode,
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
} from 'graphql';
import { runCase, type FuzzCase } from './fuzz-case.ts';
import type { World } from './world.ts';

export interface Failure {
  readonly fuzzCase: FuzzCase;
  readonly problem: string;
}

/** Runs are counted: a case that hangs must not make the shrinking hang. */
const MOST_RUNS = 2_000;

export async function shrink(world: World, fuzzCase: FuzzCase, problem: string): Promise<Failure> {
  const shrinking = new Shrinking(world, { fuzzCase, problem });
  if (fuzzCase.fault !== null) await shrinking.attempt({ ...fuzzCase, fault: null });
  while (await shrinking.pass());
  return shrinking.best;
}

class Shrinking {
  readonly #world: World;
  #runs = 0;
  best: Failure;

  constructor(world: World, first: Failure) {
    this.#world = world;
    this.best = first;
  }

  /** Tries to do without each part once. @returns whether some were. */
  async pass(): Promise<boolean> {
    let progress = false;
    for (let at = 0; this.#runs < MOST_RUNS;) {
      const { fuzzCase } = this.best;
      const source = without(fuzzCase.operation.source, at);
      if (source === null) break;
      const smaller = { ...fuzzCase, operation: { ...fuzzCase.operation, source, variables: usedVariables(source, fuzzCase) } };
      if (source !== fuzzCase.operation.source && (await this.attempt(smaller))) progress = true;
      else at += 1;
    }
    return progress;
  }

  async attempt(smaller: FuzzCase): Promise<boolean> {
    this.#runs += 1;
    if (this.#world.gateway.prepare(smaller.operation.source).errors.length > 0) return false;
    const { problem } = await runCase(this.#world, smaller);
    if (problem === null) return false;
    this.best = { fuzzCase: smaller, problem };
    return true;
  }
}

/** The operation with its `at`th removable part taken out or put simpler; null past the last. */
function without(source: string, at: number): string | null {
  const document = parse(source, { noLocation: true });
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  let index = -1;
  let found = false;
  const here = (): boolean => {
    index += 1;
    if (index !== at) return false;
    found = true;
    return true;
  };
  const reduced = visit(document, {
    SelectionSet: (set) => {
      const selections: SelectionNode[] = [];
      let changed = false;
      for (const selection of set.selections) {
        if (set.selections.length > 1 && here()) {
          changed = true;
          continue;
        }
        if (selection.kind === Kind.INLINE_FRAGMENT && here()) {
          changed = true;
          selections.push(...selection.selectionSet.selections);
        } else if (selection.kind === Kind.FRAGMENT_SPREAD && here()) {
          changed = true;
          selections.push(inlined(selection.name.value, fragments));
        } else if (selection.kind === Kind.FIELD && selection.alias && here()) {
          changed = true;
          const { alias: _alias, ...plain } = selection;
          selections.push(plain);
        } else if (selection.kind === Kind.FIELD && selection.selectionSet && here()) {
          changed = true;
          selections.push({ ...selection, selectionSet: { kind: Kind.SELECTION_SET, selections: [TYPENAME] } });
        } else selections.push(selection);
      }
      return changed ? { ...set, selections } : undefined;
    },
    Directive: () => (here() ? null : undefined),
    Argument: (_: ArgumentNode, __, ___, ____, ancestors) => (isDirective(ancestors.at(-1)) || !here() ? undefined : null),
  });
  return found ? print(tidy(reduced)) : null;
}

const TYPENAME: SelectionNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

function isDirective(node: ASTNode | readonly ASTNode[] | undefined): boolean {
  return node !== undefined && 'kind' in node && node.kind === Kind.DIRECTIVE;
}

function inlined(name: string, fragments: ReadonlyMap<string, FragmentDefinitionNode>): SelectionNode {
  const fragment = fragments.get(name);
  if (!fragment) throw new Error(`no fragment ${name}`);
  return { kind: Kind.INLINE_FRAGMENT, typeCondition: fragment.typeCondition, selectionSet: fragment.selectionSet };
}

/** Without fragments and variables that nothing uses any more. */
function tidy(document: DocumentNode): DocumentNode {
  const spread = new Set<string>();
  const used = new Set<string>();
  const pending: ASTNode[] = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  for (let node = pending.pop(); node; node = pending.pop()) {
    visit(node, {
      VariableDefinition: () => false,
      Variable: ({ name }) => void used.add(name.value),
      FragmentSpread: ({ name }) => {
        if (spread.has(name.value)) return;
        spread.add(name.value);
        const fragment = document.definitions.find(
          (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name.value,
        );
        if (fragment) pending.push(fragment);
      },
    });
  }
  return {
    ...document,
    definitions: document.definitions.flatMap((definition): DefinitionNode[] => {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) return spread.has(definition.name.value) ? [definition] : [];
      if (definition.kind !== Kind.OPERATION_DEFINITION) return [definition];
      return [
        {
          ...definition,
          variableDefinitions: (definition.variableDefinitions ?? []).filter(({ variable }) => used.has(variable.name.value)),
        },
      ];
    }),
  };
}

function usedVariables(source: string, { operation }: FuzzCase): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(operation.variables).filter(([name]) => new RegExp(`\\$${name}\\b`).test(source)));
}
