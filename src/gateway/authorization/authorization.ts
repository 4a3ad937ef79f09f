/** What the gateway is told about who may see what. The rules themselves stand in the supergraph: @authenticated, @requiresScopes, @policy. */
import type { ClientRequest } from '../request.ts';

/** What a client has shown to be. */
export interface Grants {
  readonly authenticated: boolean;
  readonly scopes: ReadonlySet<string>;
}

/**
 * Decides on the policies that an operation needs.
 * @param names each once; those of the operation at hand, not all of the supergraph.
 * @returns the names that are granted; what is not returned is denied. When it rejects, the operation fails and nothing is fetched.
 */
export type PolicyCheck = (names: readonly string[], request: ClientRequest) => Iterable<string> | Promise<Iterable<string>>;

export interface AuthorizationOptions {
  /**
   * `filter`: what may not be seen is null, each with an error. `reject`: an operation that asks for any of it is refused as a whole.
   * @default 'filter'
   */
  readonly mode?: 'filter' | 'reject';
  /** Without it nobody is authenticated. */
  readonly grantsOf?: (request: ClientRequest) => Grants;
  /** Without it no policy is granted. */
  readonly policies?: PolicyCheck;
}

export const UNAUTHORIZED = 'UNAUTHORIZED_FIELD_OR_TYPE';

export const NOBODY: Grants = { authenticated: false, scopes: new Set() };
