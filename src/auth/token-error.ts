/** Why a token was not accepted. The reason is told to the client: it helps whoever holds a stale token and nobody who forges one. */
import { ClientError } from '../errors/client-error.ts';

export const TOKEN_FAILURES = {
  malformed: 'The token is malformed: it is not a signed JWT with the claims this service issues.',
  'bad signature': 'The token has a bad signature: it was not issued with the key of this service.',
  'wrong algorithm': 'The token has the wrong algorithm: only HS256 is accepted.',
  expired: 'The token has expired.',
  'not yet valid': 'The token is not yet valid.',
  'wrong audience': 'The token was issued for another audience.',
  'wrong issuer': 'The token was issued by another service.',
  'unknown roles': 'The token names roles that this service does not know.',
} as const;

export type TokenFailure = keyof typeof TOKEN_FAILURES;

export class TokenError extends ClientError {
  override readonly name = 'TokenError';
  readonly reason: TokenFailure;

  constructor(reason: TokenFailure, cause?: unknown) {
    super('UNAUTHENTICATED', TOKEN_FAILURES[reason], { status: 401, details: { reason }, cause });
    this.reason = reason;
  }
}
