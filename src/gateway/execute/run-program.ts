/** Runs a program once: its stages, the introspection beside them, and the projection of what came of both. */
import { execute as executeSchema, type GraphQLSchema } from 'graphql';
import type { Stopwatch } from '../../clock/stopwatch.ts';
import { answerFreshness } from '../caching/answer-freshness.ts';
import { explainRun } from '../explain/explain-run.ts';
import type { GatewayObserver } from '../gateway.ts';
import type { OperationEntry } from '../operation/documents.ts';
import type { Program } from '../program/program.ts';
import type { ProjectedError } from '../project/written.ts';
import { JsonText, type GatewayRequest, type GatewayResponse } from '../request.ts';
import type { Run } from './run.ts';
import { runStage } from './run-stage.ts';
import type { SubgraphErrorRule } from './shown-error.ts';

/** The same for all requests of a gateway. */
export interface Engine {
  readonly schema: GraphQLSchema;
  readonly isTypeOf: Run['isTypeOf'];
  readonly observer: GatewayObserver;
  readonly stopwatch: Stopwatch;
  readonly debug: boolean;
  readonly errorRule: SubgraphErrorRule;
}

export async function runProgram(
  { schema, ...engine }: Engine,
  program: Program,
  entry: OperationEntry,
  variables: Readonly<Record<string, unknown>>,
  { client, trace }: GatewayRequest,
): Promise<GatewayResponse> {
  const run: Run = { ...engine, data: Object.create(null) as Record<string, unknown>, loose: [], variables, client, trace, reports: [] };
  trace?.enter('execute');
  for (const [index, stage] of program.stages.entries()) {
    if (index > 0 && !program.projection.allows(index - 1, run.data)) break;
    await runStage(stage, run);
  }
  const operationName = entry.operation.name?.value;
  const introspection = program.introspection
    ? await executeSchema({ schema, document: program.introspection, operationName, variableValues: variables })
    : null;
  trace?.enter('project');
  const errors: ProjectedError[] = [];
  const text = program.projection.write(run.data, introspection?.data ?? {}, errors);
  for (const { message, extensions } of run.loose) errors.push({ message, path: [], extensions, unreachable: false });
  const response = respond(text, errors);
  const freshness = program.kind === 'query' ? answerFreshness(run.reports, errors.length > 0) : null;
  return {
    ...response,
    ...(freshness && { freshness }),
    ...(trace && { extensions: { ...response.extensions, explain: explainRun(program, trace, freshness, errors.length > 0) } }),
  };
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
