/** The engine, assembled. `execute` is the request's way through it, phase by phase; each phase is a folder of its name. */
import { GraphQLError } from 'graphql';
import { systemStopwatch } from '../clock/stopwatch.ts';
import { createAuthorizer } from './authorization/authorizer.ts';
import { rejectionOf } from './authorization/rejection.ts';
import type { CacheKey } from '../cache/keys.ts';
import { Answers, type ReadyAnswer } from './caching/answers.ts';
import { cachingOver } from './caching/caching-over.ts';
import { ShadowAnswers } from './caching/shadow-answers.ts';
import { Costs, rounded } from './cost/costs.ts';
import { runAtOnce } from './execute/run-at-once.ts';
import { runProgram, type Engine } from './execute/run-program.ts';
import { SHOW_ALL } from './execute/shown-error.ts';
import { plannedFetches } from './explain/planned-fetch.ts';
import { printPlan } from './explain/print-plan.ts';
import type { Gateway, GatewayLimits, GatewayOptions } from './gateway.ts';
import { booleanDefaults, coerceVariables, type Variables } from './operation/coerce-variables.ts';
import { Documents, selectOperation, type OperationEntry } from './operation/documents.ts';
import { createOverrideLabels } from './overrides/override-labels.ts';
import { PlanningError, type Planner } from './plan/plan.ts';
import { createPlanner } from './planner/planner.ts';
import type { CompileContext } from './program/compile.ts';
import type { Program } from './program/program.ts';
import { Programs } from './program/programs.ts';
import { JsonText, type ClientRequest, type GatewayRequest, type GatewayResponse } from './request.ts';
import { readSupergraph } from './supergraph/supergraph.ts';
import type { SubgraphExecutor } from './transport/subgraph-executor.ts';

export const DEFAULT_LIMITS: GatewayLimits = {
  maxTokens: 15_000,
  maxDepth: 40,
  maxAliases: 500,
  maxRootFields: 200,
  maxExpandedFields: 8_000,
  maxDirectives: 20,
  maxIntrospectionDepth: 2,
  maxCost: Infinity,
  assumedListSize: 10,
};

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
  const shadowAnswers = options.caching?.shadow ? new ShadowAnswers(options.caching.shadow) : null;
  const costs = new Costs(supergraph.document, supergraph.api, limits);
  const authorizer = createAuthorizer(supergraph.document, supergraph.api, options.authorization);
  const overrideLabels = createOverrideLabels(supergraph.document, options.overrides);
  const debug = options.debug ?? false;
  const stopwatch = options.stopwatch ?? systemStopwatch;
  const observer = options.observer ?? {};
  const programs = new Programs(context, observer, stopwatch);
  const engine: Engine = {
    schema: supergraph.api,
    isTypeOf: supergraph.isTypeOf,
    observer,
    stopwatch,
    debug,
    errorRule: options.subgraphErrors ?? SHOW_ALL,
  };

  /** Throws GraphQLError where the operation is not valid. */
  const programOf = (source: string, operationName?: string | null, variables?: Variables): Program => {
    const kept = documents.prepare(source);
    const [invalid] = kept.errors;
    if (invalid) throw invalid;
    const entry = selectOperation(kept, operationName);
    if (entry instanceof GraphQLError) throw entry;
    return programs.for(entry, { conditions: { ...booleanDefaults(entry), ...variables }, denied: null, labels: null });
  };

  /** Operations that came through every phase. */
  const known = new WeakSet<OperationEntry>();

  /** The answer to an operation that has been run before, where memory has all that it is made of. */
  const ofParts = (kept: Answers, entry: OperationEntry, request: GatewayRequest, key: CacheKey | null): ReadyAnswer | null => {
    if (!known.has(entry) || overrideLabels !== null || request.trace || request.showCost) return null;
    const variables = coerceVariables(supergraph.api, entry, request.variables);
    if (Array.isArray(variables) || (costs.limiting && typeof costs.check(entry, variables) !== 'number')) return null;
    const ticket = key === null ? null : kept.ticket(key);
    const program = programs.for(entry, { conditions: variables, denied: null, labels: null });
    const answer = runAtOnce(engine, program, variables, request.client);
    if (answer === null) return null;
    const { text, freshness } = answer;
    const operationName = entry.operation.name?.value ?? null;
    if (ticket !== null) kept.keep(ticket, operationName, text, freshness);
    return { body: null, text, freshness, operationName, etag: null };
  };

  return {
    schema: supergraph.api,
    prepare: (source, trace) => documents.prepare(source, trace),
    async execute(request) {
      const document = documents.prepare(request.source, request.trace);
      if (document.errors.length > 0) return { errors: document.errors.map((error) => error.toJSON()) };
      const entry = selectOperation(document, request.operationName);
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
      const kept = found !== null && 'text' in found ? found : null;
      if (kept !== null && !shadowAnswers?.chooses(request.client)) return { data: new JsonText(kept.text), freshness: kept.freshness };
      const labels = overrideLabels ? await overrideLabels.activeIn(entry, request.client) : null;
      let program: Program;
      try {
        program = programs.for(entry, { conditions: variables, denied, labels }, request.trace);
      } catch (error) {
        if (error instanceof PlanningError) return refusal(debug ? error.message : error.messageForClients, 'OPERATION_NOT_PLANNABLE');
        throw error;
      }
      const run = (client: ClientRequest): Promise<GatewayResponse> =>
        runProgram(engine, program, entry, variables, { ...request, client });
      const made = await run(request.client);
      known.add(entry);
      const name = entry.operation.name?.value ?? null;
      if (found !== null && !('text' in found) && made.freshness && made.data) answers?.keep(found, name, made.data.text, made.freshness);
      if (kept !== null)
        shadowAnswers?.check({
          operation: name,
          client: request.client,
          kept,
          made,
          isKept: async ({ etag }) => {
            const still = await answers!.lookup(key!);
            return 'text' in still && still.etag === etag;
          },
          makeAgain: run,
        });
      const response = shadowAnswers?.choosesAll ? forNobodyElse(made) : made;
      if (!request.showCost) return response;
      const { maxCost } = costs;
      const shown = { requestedQueryCost: rounded(cost), maxCost: maxCost === Infinity ? null : maxCost };
      return { ...response, extensions: { ...response.extensions, cost: shown } };
    },
    vary: answers?.vary ?? [],
    kept(request) {
      const document = documents.prepare(request.source);
      const entry = document.errors.length > 0 ? null : selectOperation(document, request.operationName);
      if (
        answers === null ||
        shadowAnswers?.chooses(request.client) ||
        entry === null ||
        entry instanceof GraphQLError ||
        authorizer?.guards(entry)
      )
        return null;
      const key = answers.keyOf(entry, request);
      return (key === null ? null : answers.peek(key)) ?? ofParts(answers, entry, request, key);
    },
    plan: (source, operationName, variables) => plannedFetches(programOf(source, operationName, variables)),
    explain(source, operationName, variables) {
      const program = programOf(source, operationName, variables);
      return printPlan(plannedFetches(program), program.introspection !== null);
    },
  };
}

/** Caches behind us are not trusted either. */
function forNobodyElse({ freshness: _freshness, ...response }: GatewayResponse): GatewayResponse {
  return response;
}

function refusal(message: string, code: string): GatewayResponse {
  return { errors: [{ message, extensions: { code } }] };
}
