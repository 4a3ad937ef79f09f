/** Tokens: who the bearer is, signed by whoever holds the secret. HS256 only, so that no header can choose a weaker check. */
import { jwtVerify, SignJWT, errors as jose, type JWTPayload } from 'jose';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock/clock.ts';
import { TokenError, type TokenFailure } from './token-error.ts';
import { ROLES, type Role, type Viewer } from './viewer.ts';

const ALGORITHM = 'HS256';
const ISSUER = 'newsgraph';
const AUDIENCE = 'newsgraph';
/** Longer than any token issued here; what is longer is not worth a signature check. */
const MAX_TOKEN_CHARACTERS = 4096;
const MAX_VERIFIED_TOKENS = 1000;
export const MIN_SECRET_BYTES = 32;
export const MAX_LIFETIME_SECONDS = 366 * 24 * 60 * 60;

export interface TokenClaims extends Viewer {
  /** Seconds from now, 1 to `MAX_LIFETIME_SECONDS`. */
  readonly expiresIn: number;
}

export interface Tokens {
  issue(claims: TokenClaims): Promise<string>;
  /** Rejects with `TokenError`, whose `reason` says which check failed. */
  verify(token: string): Promise<Viewer>;
}

/** @param options.secret at least `MIN_SECRET_BYTES` bytes in UTF-8. */
export function createTokens({ secret, clock }: { readonly secret: string; readonly clock: Clock }): Tokens {
  const key = new TextEncoder().encode(secret);
  if (key.byteLength < MIN_SECRET_BYTES)
    throw new RangeError(`The token secret must have at least ${MIN_SECRET_BYTES} bytes, it has ${key.byteLength}.`);

  // A signature check hops through the crypto thread pool; a client sends the same token hundreds of times. Only accepted tokens are kept.
  const verified = new LRUCache<string, { viewer: Viewer; validFrom: number; expiresAt: number }>({ max: MAX_VERIFIED_TOKENS });

  return {
    async issue({ id, name, roles, scopes = [], expiresIn }) {
      if (!Number.isInteger(expiresIn) || expiresIn < 1 || expiresIn > MAX_LIFETIME_SECONDS) {
        throw new RangeError(`A token lives 1 to ${MAX_LIFETIME_SECONDS} seconds, not ${expiresIn}.`);
      }
      const now = Math.floor(clock.now() / 1000);
      return new SignJWT({ name, roles: [...roles], ...(scopes.length > 0 && { scope: scopes.join(' ') }) })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
        .setSubject(id)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setIssuedAt(now)
        .setExpirationTime(now + expiresIn)
        .sign(key);
    },

    async verify(token) {
      const now = clock.now();
      const known = verified.get(token);
      if (known !== undefined && now >= known.validFrom && now < known.expiresAt) return known.viewer;
      if (known !== undefined) verified.delete(token);

      if (token.length > MAX_TOKEN_CHARACTERS) throw new TokenError('malformed');
      const payload = await verifiedPayload(token, key, now);
      const viewer = viewerOf(payload);
      verified.set(token, { viewer, validFrom: (payload.nbf ?? 0) * 1000, expiresAt: (payload.exp ?? 0) * 1000 });
      return viewer;
    },
  };
}

async function verifiedPayload(token: string, key: Uint8Array, now: number): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: [ALGORITHM],
      issuer: ISSUER,
      audience: AUDIENCE,
      requiredClaims: ['sub', 'exp', 'iat'],
      currentDate: new Date(now),
    });
    return payload;
  } catch (error) {
    throw new TokenError(failureOf(error), error);
  }
}

function failureOf(error: unknown): TokenFailure {
  if (error instanceof jose.JWTExpired) return 'expired';
  if (error instanceof jose.JWSSignatureVerificationFailed) return 'bad signature';
  if (error instanceof jose.JOSEAlgNotAllowed || error instanceof jose.JOSENotSupported) return 'wrong algorithm';
  if (error instanceof jose.JWTClaimValidationFailed && error.reason === 'check_failed') {
    if (error.claim === 'nbf') return 'not yet valid';
    if (error.claim === 'aud') return 'wrong audience';
    if (error.claim === 'iss') return 'wrong issuer';
  }
  if (error instanceof jose.JOSEError) return 'malformed';
  // Anything else is a fault of ours (a broken key, no crypto), not of the token.
  throw error;
}

function viewerOf(payload: JWTPayload): Viewer {
  const { sub, name, roles, scope } = payload;
  if (typeof sub !== 'string' || sub === '' || typeof name !== 'string' || !Array.isArray(roles)) throw new TokenError('malformed');
  if (!roles.every(isRole)) throw new TokenError('unknown roles');
  const scopes = scopesOf(scope);
  return Object.freeze({ id: sub, name, roles: Object.freeze([...roles]), ...(scopes.length > 0 && { scopes }) });
}

/** `scope` as OAuth has it (RFC 9068, section 2.2.3): words with spaces between; some issuers write a list. */
function scopesOf(claim: unknown): readonly string[] {
  if (claim === undefined) return [];
  const words: unknown[] | null = typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim : null;
  if (!words?.every((word) => typeof word === 'string')) throw new TokenError('malformed');
  return Object.freeze(words.filter((word) => word !== ''));
}

function isRole(value: unknown): value is Role {
  return (ROLES as readonly unknown[]).includes(value);
}
