/** From an `Authorization` header to a viewer, the same at the gateway and at a subgraph that is served alone. */
import { TokenError } from './token-error.ts';
import type { Tokens } from './tokens.ts';
import type { Viewer } from './viewer.ts';

/**
 * `null` without the header. Never anonymous because a token was bad: that would answer a question nobody asked.
 * Rejects with `TokenError`.
 */
export async function viewerOfAuthorization(tokens: Tokens, authorization: string | undefined): Promise<Viewer | null> {
  if (authorization === undefined || authorization === '') return null;
  const match = /^Bearer +([\w.~+/=-]+) *$/i.exec(authorization);
  if (match?.[1] === undefined) throw new TokenError('malformed');
  return tokens.verify(match[1]);
}
