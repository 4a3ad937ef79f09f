/** One supergraph, ready to be asked: composed from its SDL, with executable subgraphs behind a gateway, and the monolith beside it. */
import { composeServices } from '@theguild/federation-composition';
import { buildASTSchema, parse, type GraphQLSchema } from 'graphql';
import { createGateway } from '../../src/gateway/create-gateway.ts';
import type { Gateway } from '../../src/gateway/gateway.ts';
import { PlanningError, type PlanNode, type Planner } from '../../src/gateway/plan/plan.ts';
import { createPlanner } from '../../src/gateway/planner/planner.ts';
import { publicSchema } from '../../src/gateway/supergraph/public-schema.ts';
import { localExecutor } from '../../src/gateway/transport/local.ts';
import type { SubgraphExecutor, SubgraphRequest, SubgraphResponse } from '../../src/gateway/transport/subgraph-executor.ts';
import { SubgraphFault } from '../../src/gateway/transport/subgraph-fault.ts';
import { unanswerable } from './answerable.ts';
import { checkPlan, type PlannedWorld } from './check-plan.ts';
import { Contexts } from './contexts.ts';
import { Declarations } from './declarations.ts';
import type { Fault } from './faults.ts';
import { vocabularyOf, type Vocabulary } from './generate.ts';
import { Guards } from './guards.ts';
import { mix } from './hash.ts';
import { lie } from './lies.ts';
import { monolith, type Monolith } from './monolith.ts';
import type { Scheduler } from './scheduler.ts';
import { subgraphSchema, type SubgraphRun } from './subgraph.ts';
import type { SupergraphSource } from './supergraphs/supergraph-source.ts';
import { Universe } from './universe.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires", "@provides", "@shareable", "@inaccessible", "@interfaceObject", "@override", "@context", "@fromContext", "@authenticated", "@requiresScopes", "@policy", "@tag"])\n';

/** What executors and subgraphs know of the run that they answer for; kept in the client request's memory. */
export interface WorldRun extends SubgraphRun {
  readonly scheduler: Scheduler;
  readonly fault: Fault | null;
  /** Requests per subgraph. */
  readonly calls: Map<string, number>;
  /** Whether the fault of a subgraph has been met. */
  faultMet: boolean;
}

export interface World {
  readonly name: string;
  readonly source: SupergraphSource;
  readonly supergraphSdl: string;
  readonly declarations: Declarations;
  readonly universe: Universe;
  readonly guards: Guards;
  readonly contexts: Contexts;
  readonly subgraphs: ReadonlyMap<string, GraphQLSchema>;
  readonly gateway: Gateway;
  readonly plans: {
    /** Whether those that are made from here on are checked. */
    checked: boolean;
    /** What was found; whoever looks takes it out. */
    readonly flaws: string[];
    /** Of a query, the one that was made last: no earlier operation is kept, so it is the plan of the one that runs. */
    latest: PlanNode | null;
  };
  readonly planned: PlannedWorld;
  readonly monolith: Monolith;
  readonly vocabulary: Vocabulary;
}

export const RUN = Symbol('run');

export function compose({ subgraphs }: SupergraphSource): ReturnType<typeof composeServices> {
  return composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({ name, url: `http://${name}.test/graphql`, typeDefs: parse(LINK + sdl) })),
  );
}

export function openWorld(source: SupergraphSource): World {
  const composed = compose(source);
  if (!composed.supergraphSdl)
    throw new Error(`${source.name} does not compose: ${composed.errors?.map(({ message }) => message).join('\n')}`);
  const { supergraphSdl } = composed;
  const document = parse(supergraphSdl);
  const declarations = new Declarations(source.subgraphs);
  const universe = new Universe(declarations, buildASTSchema(document, { assumeValid: true, assumeValidSDL: true }));
  const contexts = new Contexts(source.subgraphs);
  const guards = new Guards(source.subgraphs);
  const subgraphs = new Map(Object.entries(source.subgraphs).map(([name, sdl]) => [name, subgraphSchema(name, sdl, universe, guards)]));
  const api = publicSchema(document);
  const planned = { declarations, subgraphs, api: buildASTSchema(api, { assumeValid: true, assumeValidSDL: true }) };
  const plans: World['plans'] = { checked: true, flaws: [], latest: null };
  const gateway = createGateway(
    {
      supergraphSdl,
      introspection: true,
      operationCacheSize: 1,
      authorization: {
        grantsOf: ({ memory }) => (memory.get(RUN) as WorldRun).grants ?? EVERYBODY,
        policies: (names, { memory }) => names.filter((name) => (memory.get(RUN) as WorldRun).grants?.policies.has(name) ?? true),
      },
      executorFor: ({ name }) => executorOf(name, subgraphs.get(name) as GraphQLSchema),
    },
    watch(createPlanner(supergraphSdl), planned, plans),
  );
  return {
    name: source.name,
    source,
    supergraphSdl,
    declarations,
    universe,
    guards,
    contexts,
    subgraphs,
    gateway,
    plans,
    planned,
    monolith: monolith(api, universe, contexts),
    vocabulary: vocabularyOf(gateway.schema),
  };
}

/** The planner, with an eye on its plans, and on what it refuses. */
function watch(planner: Planner, world: PlannedWorld, plans: World['plans']): Planner {
  const missingIn = (operation: string): string | null => unanswerable(world.declarations, world.api, operation);
  return {
    plan(operation) {
      try {
        const plan = planner.plan(operation);
        plans.latest = plan;
        const missing = plans.checked ? missingIn(operation) : null;
        const flaw = plans.checked ? checkPlan(world, operation, plan) : null;
        if (flaw !== null) plans.flaws.push(flaw);
        else if (missing !== null) plans.flaws.push(`there is a plan of ${operation}, where nobody can answer ${missing}`);
        return plan;
      } catch (error) {
        if (error instanceof PlanningError && missingIn(operation) === null) plans.flaws.push(`${operation} is refused: ${error.message}`);
        throw error;
      }
    },
  };
}

/** Where nothing is guarded, nothing is asked. */
const EVERYBODY = { authenticated: true, scopes: new Set<string>() };

function executorOf(subgraph: string, schema: GraphQLSchema): SubgraphExecutor {
  const local = localExecutor({ schema, contextFor: ({ memory }) => memory.get(RUN) });
  // Every other run as behind HTTP: objects that come of JSON, which share no part and have a prototype.
  const execute: SubgraphExecutor = async (request) => {
    const response = await local(request);
    const run = request.client.memory.get(RUN) as WorldRun;
    return run.setting.seed % 2 === 0 ? response : (JSON.parse(JSON.stringify(response)) as SubgraphResponse);
  };
  return (request) => {
    const run = request.client.memory.get(RUN) as WorldRun;
    if (request.operation.kind === 'mutation' && run.scheduler.waiting > 0)
      run.violations.push('a mutation starts while requests of the one before are under way');
    const call = run.calls.get(subgraph) ?? 0;
    run.calls.set(subgraph, call + 1);
    return run.scheduler.later(() => answer(subgraph, request, run, call, execute));
  };
}

async function answer(
  subgraph: string,
  request: SubgraphRequest,
  run: WorldRun,
  call: number,
  execute: SubgraphExecutor,
): Promise<SubgraphResponse> {
  const { fault } = run;
  if (fault === null || fault.kind === 'field' || fault.subgraph !== subgraph) return execute(request);
  run.faultMet = true;
  if (fault.kind === 'subgraph') {
    if (call < fault.after) return execute(request);
    switch (fault.how) {
      case 'unreachable':
        throw new SubgraphFault('SUBGRAPH_UNREACHABLE', 'A subgraph could not be reached.');
      case 'crashes':
        throw new TypeError('an executor has a defect');
      case 'refuses':
        return { data: null, errors: [{ message: 'refused', extensions: { code: 'REFUSED' } }] };
      case 'silent':
        return { data: null };
    }
  }
  const response = await execute(request);
  if (fault.kind === 'lie') return lie(response, mix(fault.salt, call));
  if (fault.how === 'short' && response.data)
    for (const key of Object.keys(response.data)) {
      const entities = response.data[key];
      if (key.startsWith('_e') && Array.isArray(entities)) entities.pop();
    }
  return response;
}
