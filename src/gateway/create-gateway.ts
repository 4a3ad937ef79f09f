/** The engine, assembled. `execute` is the request's way through it, phase by phase; each phase is a folder of its name. */
import { execute as executeSchema, getVariableValues, GraphQLError, type GraphQLFormattedError } from 'graphql';
import { systemStopwatch } from '../clock/stopwatch.ts';
import { createAuthorizer } from './authorization/authorizer.ts';
import type { Denied } from './authorization/denied.ts';
import { rejectionOf } from './authorization/rejection.ts';
import { explainRun } from './explain/explain-run.ts';
import { plannedFetches } from './explain/planned-fetch.ts';
import { printPlan } from './explain/print-plan.ts';
import type { Trace } from './explain/trace.ts';
import { Answers } from './caching/answers.ts';
import { answerFreshness } from './caching/answer-freshness.ts';
import { cachingOver } from './caching/caching-over.ts';
import type { SubgraphExecutor } from './transport/subgraph-executor.ts';
import { Costs, rounded } from './cost/costs.ts';
import type { Gateway, GatewayLimits, GatewayOptions } from './gateway.ts';
import { runStage } from './execute/run-stage.ts';
import type { Run } from './execute/run.ts';
import { SHOW_ALL } from './execute/shown-error.ts';
import { conditionKey } from './operation/conditions.ts';
import { Documents, selectOperation, type OperationEntry } from './operation/documents.ts';
import { createOverrideLabels } from './overrides/override-labels.ts';
import { PlanningError, type Planner } from './plan/plan.ts';
import { createPlanner } from './planner/planner.ts';
import { compileProgram, type CompileContext } from './program/compile.ts';
import type { Program } from './program/program.ts';
import type { ProjectedError } from './project/written.ts';
import { JsonText, type GatewayRequest, type GatewayResponse } from './request.ts';
import { readSupergraph } from './supergraph/supergraph.ts';

export const DEFAULT_LIMITS: GatewayLimits = {
  maxTokens: 15_000,
  maxDepth: 40,
  maxAliases: 500,
  maxRootFields: 200,
  maxExpandedFields: 20_000,
  maxDirectives: 20,
  maxIntrospectionDepth: 2,
  maxCost: Infinity,
  assumedListSize: 10,
};

const MAX_VARIABLE_ERRORS = 20;

/** @throws GraphQLError or Error where the supergraph cannot be read. */
export function createGateway(options: GatewayOptions, planner?: Planner): Gateway {
  const supergraph = readSupergraph(options.supergraphSdl, options.scalars, options.contract);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const documents = new Documents(supergraph.api, limits, options.introspection, options.operationCacheSize ?? 2_000);
  const behindCache = options.caching ? cachingOver(supergraph, options.caching) : (executor: SubgraphExecutor) => executor;
  const context: CompileContext = {
    supergraph,
    planner: planner ?? createPlanner(options.supergraphSdl),
    executors: new Map(supergraph.subgraphs.map((subgraph) => [subgraph.name, behindCache(options.executorFor(subgraph))])),
  };
  const answers = options.caching ? new Answers(options.caching) : null;
  const costs = new Costs(supergraph.document, supergraph.api, limits);
  const authorizer = createAuthorizer(supergraph.document, supergraph.api, options.authorization);
  const overrideLabels = createOverrideLabels(supergraph.document, options.overrides);
  const observer = options.observer ?? {};
  const debug = options.debug ?? false;
  const stopwatch = options.stopwatch ?? systemStopwatch;

  /** Plans and compiles on first use; `conditions` are the values of the @skip and @include variables. */
  const programFor = (
    entry: OperationEntry,
    conditions: Readonly<Record<string, unknown>>,
    denied: Denied | null,
    labels: ReadonlySet<string> | null,
    trace?: Trace,
  ): Program => {
    const condition = conditionKey(entry.conditionVariables, conditions);
    const moved = labels && labels.size > 0 ? `|${[...labels].join(' ')}` : '';
    const key = (denied ? `${condition}|${denied.key}` : condition) + moved;
    let program = entry.programs.get(key);
    if (trace) trace.programCache = program ? 'hit' : 'miss';
    if (!program) {
      trace?.enter('plan');
      const started = stopwatch.elapsed();
      program = compileProgram(context, entry, conditions, denied, labels ?? undefined);
      entry.programs.set(key, program);
      observer.planned?.({
        milliseconds: stopwatch.elapsed() - started,
        fetches: program.stages.reduce((sum, stage) => sum + stage.steps.length, 0),
      });
    }
    return program;
  };

  const run = async (
    program: Program,
    entry: OperationEntry,
    variables: Readonly<Record<string, unknown>>,
    request: GatewayRequest,
  ): Promise<GatewayResponse> => {
    const { trace } = request;
    const state: Run = {
      data: Object.create(null) as Record<string, unknown>,
      loose: [],
      variables,
      client: request.client,
      observer,
      stopwatch,
      isTypeOf: supergraph.isTypeOf,
      debug,
      errorRule: options.subgraphErrors ?? SHOW_ALL,
      trace,
      reports: [],
    };
    trace?.enter('execute');
    for (const [index, stage] of program.stages.entries()) {
      if (index > 0 && !program.projection.allows(index - 1, state.data)) break;
      await runStage(stage, state);
    }
    const introspection = program.introspection
      ? await executeSchema({
          schema: supergraph.api,
          document: program.introspection,
          operationName: entry.operation.name?.value,
          variableValues: variables,
        })
      : null;
    trace?.enter('project');
    const errors: ProjectedError[] = [];
    const text = program.projection.write(state.data, introspection?.data ?? {}, errors);
    const response = respond(text, [
      ...errors,
      ...state.loose.map((error) => ({ message: error.message, path: [], extensions: error.extensions, unreachable: false })),
    ]);
    const freshness = options.caching && program.kind === 'query' ? answerFreshness(state.reports, response.errors !== undefined) : null;
    const kept = freshness === null ? response : { ...response, freshness };
    return trace ? { ...kept, extensions: { ...kept.extensions, explain: explainRun(program, trace) } } : kept;
  };

  /** Throws GraphQLError where the operation is not valid. */
  const programOf = (source: string, operationName?: string | null, variables?: Variables): Program => {
    const kept = documents.prepare(source);
    const [invalid] = kept.errors;
    if (invalid) throw invalid;
    const entry = selectOperation(kept, operationName);
    if (entry instanceof GraphQLError) throw entry;
    return programFor(entry, { ...booleanDefaults(entry), ...variables }, null, null);
  };

  return {
    schema: supergraph.api,
    prepare: (source, trace) => documents.prepare(source, trace),
    async execute(request) {
      const kept = documents.prepare(request.source, request.trace);
      if (kept.errors.length > 0) return { errors: kept.errors.map((error) => error.toJSON()) };
      const entry = selectOperation(kept, request.operationName);
      if (entry instanceof GraphQLError) return { errors: [entry.toJSON()] };
      if (entry.operation.operation === 'subscription')
        return refusal('Subscriptions are not served by this gateway yet.', 'SUBSCRIPTIONS_NOT_SUPPORTED');
      const variables = coerceVariables(supergraph.api, entry, request.variables);
      if (Array.isArray(variables)) return { errors: variables };
      const cost = costs.limiting || request.showCost ? costs.check(entry, variables) : 0;
      if (typeof cost !== 'number') return cost;
      const denied = authorizer ? await authorizer.deniedIn(entry, request.client) : null;
      if (denied && authorizer?.mode === 'reject') {
        const rejection = rejectionOf(entry, variables, denied);
        if (rejection) return rejection;
      }
      const key = authorizer?.guards(entry) ? null : (answers?.keyOf(entry, request) ?? null);
      const found = key === null ? null : await answers!.lookup(key);
      if (found !== null && 'text' in found) return { data: new JsonText(found.text), freshness: found.freshness };
      const labels = overrideLabels ? await overrideLabels.activeIn(entry, request.client) : null;
      let program: Program;
      try {
        program = programFor(entry, variables, denied, labels, request.trace);
      } catch (error) {
        if (error instanceof PlanningError)
          return refusal(debug ? error.message : 'The operation cannot be planned over these subgraphs.', 'OPERATION_NOT_PLANNABLE');
        throw error;
      }
      const response = await run(program, entry, variables, request);
      if (found !== null && response.freshness?.scope === 'public' && response.data)
        answers?.keep(found, entry.operation.name?.value ?? null, response.data.text, response.freshness);
      if (!request.showCost) return response;
      const { maxCost } = costs;
      const shown = { requestedQueryCost: rounded(cost), maxCost: maxCost === Infinity ? null : maxCost };
      return { ...response, extensions: { ...response.extensions, cost: shown } };
    },
    vary: answers?.vary ?? [],
    kept(request) {
      const document = documents.prepare(request.source);
      const entry = document.errors.length > 0 ? null : selectOperation(document, request.operationName);
      if (answers === null || entry === null || entry instanceof GraphQLError || authorizer?.guards(entry)) return null;
      const key = answers.keyOf(entry, request);
      return key === null ? null : answers.peek(key);
    },
    plan: (source, operationName, variables) => plannedFetches(programOf(source, operationName, variables)),
    explain(source, operationName, variables) {
      const program = programOf(source, operationName, variables);
      return printPlan(plannedFetches(program), program.introspection !== null);
    },
  };
}

type Variables = Readonly<Record<string, unknown>>;

function coerceVariables(
  schema: Gateway['schema'],
  entry: OperationEntry,
  inputs: Variables | null | undefined,
): Variables | GraphQLFormattedError[] {
  const result = getVariableValues(schema, entry.operation.variableDefinitions ?? [], inputs ?? {}, { maxErrors: MAX_VARIABLE_ERRORS });
  if (result.coerced) return result.coerced;
  return result.errors.map((error) =>
    new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code: 'BAD_USER_INPUT' } }).toJSON(),
  );
}

/** Explain may be asked without variables: conditions take their defaults. */
function booleanDefaults(entry: OperationEntry): Variables {
  return Object.fromEntries(
    (entry.operation.variableDefinitions ?? []).flatMap((definition) =>
      definition.defaultValue?.kind === 'BooleanValue' ? [[definition.variable.name.value, definition.defaultValue.value]] : [],
    ),
  );
}

function refusal(message: string, code: string): GatewayResponse {
  return { errors: [{ message, extensions: { code } }] };
}

function respond(text: string | null, errors: readonly ProjectedError[]): GatewayResponse {
  const data = text === null ? null : new JsonText(text);
  if (errors.length === 0) return { data };
  const degraded = new Set(
    errors.filter((error) => error.unreachable).map((error) => error.path.filter((segment) => typeof segment === 'string').join('.')),
  );
  return {
    data,
    errors: errors.map(({ message, path, extensions }) => ({
      message,
      ...(path.length > 0 ? { path } : {}),
      ...(extensions ? { extensions } : {}),
    })),
    ...(degraded.size > 0 ? { extensions: { degraded: [...degraded] } } : {}),
  };
}
