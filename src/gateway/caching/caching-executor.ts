/**
 * A subgraph behind the cache. To the engine it is an executor like any other: what is kept is taken from there, what is missing is asked for in one request, and
 * the response is put together in the order in which it was asked.
 */
import type { ClientRequest } from '../request.ts';
import type { KnownResponse, SubgraphExecutor, SubgraphOperation, SubgraphRequest } from '../transport/subgraph-executor.ts';
import type { GatewayCaching } from './caching-over.ts';
import { asNobody, headersText, readsSince, varyText } from './caller.ts';
import { answerEntities } from './entity-answers.ts';
import { fetchPolicy, type FetchPolicy, type PolicyContext } from './fetch-policy.ts';
import { knownAnswer } from './known-answer.ts';
import { invalidateAfter } from './mutation-tags.ts';
import { answerRoot } from './root-answers.ts';
import { ShadowChecks, type TwoWays } from './shadow.ts';
import { SourcePaces } from './source-paces.ts';
import { Tally } from './tally.ts';
import type { Unkept } from './unkept.ts';

export type CachingOptions = PolicyContext & GatewayCaching & { readonly paces: SourcePaces };

/** One fetch with all that decides how it may be answered. */
export interface Asking {
  readonly policy: FetchPolicy;
  /** As whom it is asked: its client is nobody where the policy is public. */
  readonly request: SubgraphRequest;
  readonly execute: SubgraphExecutor;
  /** For `private` alone. */
  readonly viewer: string | null;
  /** What the variables and the varied headers add to the question. */
  readonly suffix: (variables: readonly string[]) => string;
  /** What is answered is taken to be as old as this (`Cache.number`). */
  readonly since: number;
  /** How long the subgraph takes, milliseconds. */
  readonly typicalMs: () => number;
}

export function cachingExecutor(source: SubgraphExecutor, given: Omit<CachingOptions, 'paces'>): SubgraphExecutor {
  const paces = new SourcePaces();
  const execute = paces.timed(source);
  const options = { ...given, paces };
  const policies = new WeakMap<SubgraphOperation, FetchPolicy>();
  const shadow = options.shadow ? new ShadowChecks(options.shadow) : null;
  const policyOf = (operation: SubgraphOperation): FetchPolicy => {
    let policy = policies.get(operation);
    if (policy === undefined) policies.set(operation, (policy = fetchPolicy(options, operation)));
    return policy;
  };
  const executor = async (request: SubgraphRequest): ReturnType<SubgraphExecutor> => {
    const { operation, client } = request;
    const policy = policyOf(operation);
    if (operation.kind === 'mutation') return invalidateAfter(options, request, execute);
    if (operation.kind !== 'query') return execute(request);
    const asking = askingOf(policy, request, execute, options);
    const response = shadow?.chooses(operation.subgraph, client)
      ? await shadow.run(twoWays(options, policy, asking), client)
      : await answer(options, asking, client);
    if (response.cache) options.onAsked?.(policy.isEntityFetch ? 'entity' : 'root', response.cache);
    return response;
  };
  const atOnce = (request: SubgraphRequest): KnownResponse | null =>
    request.operation.kind === 'query' ? knownAnswer(options, askingOf(policyOf(request.operation), request, execute, options)) : null;
  // What is checked is asked.
  return shadow === null ? Object.assign(executor, { atOnce }) : executor;
}

function answer(options: CachingOptions, asking: Asking, client: ClientRequest): ReturnType<SubgraphExecutor> {
  const { unkept, isEntityFetch, root } = asking.policy;
  if (unkept !== null) return bypass(options, asking, unkept, client);
  if (isEntityFetch) return answerEntities(options, asking);
  return root === null ? asking.execute(asking.request) : answerRoot(options, asking, root);
}

function twoWays(options: CachingOptions, policy: FetchPolicy, asking: Asking): TwoWays {
  const { request, execute } = asking;
  return {
    request,
    cached: (client) => answer(options, askingOf(policy, { ...request, client }, execute, options), client),
    direct: execute,
  };
}

function askingOf(policy: FetchPolicy, request: SubgraphRequest, execute: SubgraphExecutor, options: CachingOptions): Asking {
  const isPublic = policy.scope === 'public';
  const since = readsSince(request.client, options.cache.number);
  const vary = isPublic ? varyText(request.client, policy.vary) : headersText(request.client);
  return {
    policy,
    request: isPublic ? { ...request, client: asNobody(request.client, policy.vary), shared: true, since } : request,
    execute,
    since,
    viewer: isPublic ? null : (options.viewerOf(request.client) ?? ''),
    typicalMs: () => options.paces.typicalMs(policy.subgraph),
    suffix: (variables) => {
      const values = variables.length === 0 ? '' : JSON.stringify(variables.map((name) => request.variables[name]));
      return vary === '' && values === '' ? '' : `${vary}${values}`;
    },
  };
}

/** Not kept, but told of: what it is part of cannot be kept either. */
async function bypass(
  { clock }: CachingOptions,
  { execute, request, policy }: Asking,
  unkept: Unkept,
  client: ClientRequest,
): ReturnType<SubgraphExecutor> {
  const response = await execute(policy.scope === 'public' ? request : { ...request, client });
  const tally = new Tally(policy, clock.now());
  tally.bypassed(unkept);
  return { ...response, cache: tally.report() };
}
