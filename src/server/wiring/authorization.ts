/** Who is asking, as the gateway's access rules see it: the verified token, and what the operator's policy module says. */
import { pathToFileURL } from 'node:url';
import type { Viewer } from '../../auth/viewer.ts';
import { ConfigError, type Config } from '../../config/config.ts';
import { NOBODY, type AuthorizationOptions, type Grants } from '../../gateway/authorization/authorization.ts';
import type { ClientRequest } from '../../gateway/request.ts';
import { VIEWER } from '../graphql/client-request.ts';

/** What a policy module is told. It exports `policies: PolicyFunction`. */
export interface PolicyRequest {
  readonly requestId: string;
  /** Null without a token. */
  readonly viewer: Viewer | null;
  /** Lower-case names; those that subgraphs see too. */
  readonly headers: Readonly<Record<string, string>>;
}

/** @returns those of `names` that are granted. */
export type PolicyFunction = (names: readonly string[], request: PolicyRequest) => Iterable<string> | Promise<Iterable<string>>;

/** Rejects with `ConfigError` where the policy module cannot be used. */
export async function authorizationOf(config: Pick<Config, 'authorization' | 'policyModule'>): Promise<AuthorizationOptions> {
  const policies = config.policyModule === null ? null : await importPolicies(config.policyModule);
  return {
    mode: config.authorization,
    grantsOf: (client) => grantsOf(viewerOf(client)),
    ...(policies && {
      policies: (names, client) => policies(names, { requestId: client.requestId, viewer: viewerOf(client), headers: client.headers }),
    }),
  };
}

async function importPolicies(path: string): Promise<PolicyFunction> {
  let loaded: { readonly policies?: unknown };
  try {
    loaded = (await import(pathToFileURL(path).href)) as typeof loaded;
  } catch (error) {
    throw new ConfigError([`POLICY_MODULE cannot be loaded: ${error instanceof Error ? error.message : String(error)}`]);
  }
  if (typeof loaded.policies !== 'function')
    throw new ConfigError([`POLICY_MODULE must export a function \`policies\`; ${path} does not.`]);
  return loaded.policies as PolicyFunction;
}

/** Viewers are kept by the token cache, so that this is made once per token. */
const known = new WeakMap<Viewer, Grants>();

/** A role counts as a scope of its name. */
function grantsOf(viewer: Viewer | null): Grants {
  if (viewer === null) return NOBODY;
  let grants = known.get(viewer);
  if (!grants) known.set(viewer, (grants = { authenticated: true, scopes: new Set([...viewer.roles, ...(viewer.scopes ?? [])]) }));
  return grants;
}

function viewerOf(client: ClientRequest): Viewer | null {
  return (client.memory.get(VIEWER) as Viewer | null | undefined) ?? null;
}
