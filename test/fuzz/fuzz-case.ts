/** One operation under one fault, as it is kept in a file and run again. */
import { getVariableValues, Kind, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';
import { checkResponse } from './check-response.ts';
import { differs, differsBeyondFaults, losesMore, type Answer } from './compare.ts';
import { grantsOf, mayAll } from './guards.ts';
import type { Fault } from './faults.ts';
import type { Operation } from './generate.ts';
import { Remains } from './remains.ts';
import { Scheduler } from './scheduler.ts';
import type { Setting } from './universe.ts';
import { RUN, type World, type WorldRun } from './world.ts';

export interface FuzzCase {
  readonly supergraph: string;
  /** The SDL of a random supergraph's subgraphs. */
  readonly subgraphs?: Readonly<Record<string, string>>;
  /** Of the data and of the order of answers. */
  readonly seed: number;
  readonly operation: Operation;
  readonly fault: Fault | null;
  /** Nobody can answer it, which composition did not see. */
  readonly refused?: boolean;
}

export interface Outcome {
  /** What is wrong, or null. */
  readonly problem: string | null;
  /** Whether there was no plan, as there can be none. */
  readonly refused: boolean;
  /** Coordinates that subgraphs resolved. */
  readonly touched: ReadonlySet<string>;
  readonly calls: ReadonlyMap<string, number>;
  readonly answer: Answer | null;
}

export async function runCase(world: World, { seed, operation, fault }: FuzzCase): Promise<Outcome> {
  const touched = new Set<string>();
  const guarded = world.guards.guardsAnything();
  const setting: Setting = { seed, fault: fault?.kind === 'field' ? fault : null, touched, mutations: { count: 0 } };
  const run: WorldRun = {
    setting,
    grants: guarded ? grantsOf(world.guards, seed) : null,
    entityFault: fault?.kind === 'entities' ? fault : null,
    violations: [],
    scheduler: new Scheduler(seed),
    fault,
    calls: new Map(),
    faultMet: false,
  };
  const outcome = (problem: string | null, answer: Answer | null, refused = false): Outcome => ({
    problem,
    refused,
    touched,
    calls: run.calls,
    answer,
  });
  let got: Answer;
  world.plans.flaws.length = 0;
  try {
    const response = await run.scheduler.drive(
      world.gateway.execute({
        source: operation.source,
        operationName: operation.operationName,
        variables: operation.variables,
        client: { requestId: 'fuzz', headers: {}, memory: new Map([[RUN, run]]) },
      }),
    );
    const { data } = response;
    got = { data: data ? (JSON.parse(data.text) as unknown) : data, errors: response.errors ?? [] };
    const [flaw] = world.plans.flaws;
    if (flaw !== undefined) return outcome(flaw, got);
    // Whether rightly so has been judged beside the plans.
    if (response.errors?.[0]?.extensions?.['code'] === 'OPERATION_NOT_PLANNABLE') return outcome(null, got, true);
    if (data && JSON.stringify(got.data) !== data.text) return outcome(`the text is not what it parses to: ${data.text}`, got);
  } catch (error) {
    return outcome(`the gateway throws ${error instanceof Error ? error.stack : String(error)}`, null);
  }
  const prepared = world.gateway.prepare(operation.source);
  const document = prepared.document as DocumentNode;
  return outcome(judge(world, document, operation, setting, run, got), got);
}

function judge(world: World, document: DocumentNode, operation: Operation, setting: Setting, run: WorldRun, got: Answer): string | null {
  const lies = run.fault?.kind === 'lie' && run.faultMet;
  const [violation] = run.violations;
  if (violation !== undefined && !lies) return violation;
  const mutations = { count: 0 };
  const result = world.monolith.run(document, operation.operationName ?? undefined, operation.variables, {
    ...setting,
    touched: null,
    mutations,
  });
  const expected: Answer = { data: result.data, errors: result.errors ?? [] };
  const maySeeAll = run.grants === null || mayAll(setting.seed);
  if (!run.faultMet && maySeeAll) {
    if (mutations.count !== setting.mutations.count) return `runs ${setting.mutations.count} mutations, the monolith ${mutations.count}`;
    return differs(expected, got);
  }
  const asked = askedOperation(world, document, operation);
  const problem = checkResponse(asked, got);
  if (problem !== null || lies) return problem;
  // An entity that its subgraph does not know is null without an error; and after a mutation that did not reach its subgraph the next has the result of another.
  if (run.entityFault?.how === 'null' || asked.operation.operation === 'mutation') return null;
  return differsBeyondFaults(expected, got) ?? losesTooMuch(world, document, operation, setting, run, got);
}

/** A subgraph that is dead from the beginning costs no more than it must. */
function losesTooMuch(
  world: World,
  document: DocumentNode,
  { operationName, variables }: Operation,
  setting: Setting,
  { fault, grants }: WorldRun,
  got: Answer,
): string | null {
  const { latest } = world.plans;
  if (fault?.kind !== 'subgraph' || fault.after > 0 || latest === null || (grants !== null && !mayAll(setting.seed))) return null;
  const remains = new Remains(world.planned, latest, fault.subgraph);
  const left = world.monolith.run(document, operationName ?? undefined, variables, { ...setting, touched: null, remains });
  const lost = losesMore(left.data, got.data);
  return lost === null ? null : `too much is lost: ${lost}`;
}

function askedOperation(world: World, document: DocumentNode, { operationName, variables }: Operation) {
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const operation = (
    operationName === null ? operations[0] : operations.find(({ name }) => name?.value === operationName)
  ) as OperationDefinitionNode;
  const coerced = getVariableValues(world.monolith.schema, operation.variableDefinitions ?? [], variables);
  return {
    schema: world.monolith.schema,
    operation,
    fragments: new Map(
      document.definitions
        .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((definition) => [definition.name.value, definition]),
    ),
    variables: coerced.coerced ?? {},
  };
}
