/** Who a token says its bearer is, and every way in which it can fail to say so. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { viewerOfAuthorization } from '../../src/auth/bearer.ts';
import { TokenError } from '../../src/auth/token-error.ts';
import { createTokens, MAX_LIFETIME_SECONDS, type Tokens } from '../../src/auth/tokens.ts';

const SECRET = 'a secret of more than thirty-two bytes';
const NOON = Date.UTC(2026, 10, 24, 12);
const SARA = { id: 'usr_sara', name: 'سارة', roles: ['READER', 'EDITOR'] } as const;

let now: number;
let tokens: Tokens;
beforeEach(() => {
  now = NOON;
  tokens = createTokens({ secret: SECRET, clock: { now: () => now } });
});

const claims = {
  sub: 'usr_sara',
  name: 'Sara',
  roles: ['READER'],
  iss: 'newsgraph',
  aud: 'newsgraph',
  iat: NOON / 1000,
  exp: NOON / 1000 + 60,
};
const failure = async (token: string): Promise<unknown> => {
  const error = await tokens.verify(token).catch((reason: unknown) => reason);
  return error instanceof TokenError ? [error.code, error.status, error.reason] : error;
};

describe('a token issued here', () => {
  it('says who its bearer is, again and again', async () => {
    const token = await tokens.issue({ ...SARA, expiresIn: 60 });
    expect(await tokens.verify(token)).toEqual(SARA);
    const scoped = { ...SARA, scopes: ['gold:read', 'mint'] };
    expect(await tokens.verify(await tokens.issue({ ...scoped, expiresIn: 60 }))).toEqual(scoped);
    // The second time without a signature check: the very same object.
    expect(await tokens.verify(token)).toBe(await tokens.verify(token));
  });

  it('expires to the millisecond, remembered or not', async () => {
    const token = await tokens.issue({ ...SARA, expiresIn: 60 });
    await tokens.verify(token);
    now = NOON + 59_999;
    expect(await tokens.verify(token)).toEqual(SARA);
    now = NOON + 60_000;
    expect(await failure(token)).toEqual(['UNAUTHENTICATED', 401, 'expired']);
    expect(
      await createTokens({ secret: SECRET, clock: { now: () => now } })
        .verify(token)
        .catch((error: TokenError) => error.reason),
    ).toBe('expired');
  });

  it.each([0, -1, 1.5, MAX_LIFETIME_SECONDS + 1])('cannot live %p seconds', async (expiresIn) => {
    await expect(tokens.issue({ ...SARA, expiresIn })).rejects.toThrow(`1 to ${MAX_LIFETIME_SECONDS} seconds`);
  });

  it('is not checked with a secret that can be guessed', () => {
    expect(() => createTokens({ secret: 'x'.repeat(31), clock: { now: () => now } })).toThrow('at least 32 bytes, it has 31');
  });
});

describe('another token', () => {
  const cases: readonly (readonly [string, string, () => string])[] = [
    ['no JWT at all', 'malformed', () => 'abc'],
    ['two parts', 'malformed', () => 'a.b'],
    ['longer than any of ours', 'malformed', () => signed(claims).padEnd(5000, 'x')],
    ['a payload that is no JSON', 'malformed', () => raw('{"alg":"HS256"}', 'nonsense')],
    ['signed with another secret', 'bad signature', () => signed(claims, { secret: 'another secret of more than thirty-two bytes' })],
    [
      'changed after it was signed',
      'bad signature',
      () => signed(claims).replace(/\.[^.]+\./, `.${part(JSON.stringify({ ...claims, roles: ['ADMIN'] }))}.`),
    ],
    ['unsigned (alg none)', 'wrong algorithm', () => `${part('{"alg":"none"}')}.${part(JSON.stringify(claims))}.`],
    ['signed with HS512', 'wrong algorithm', () => signed(claims, { alg: 'HS512' })],
    ['signed with a public key algorithm', 'wrong algorithm', () => rsaSigned(claims)],
    ['expired', 'expired', () => signed({ ...claims, exp: NOON / 1000 })],
    ['not yet valid', 'not yet valid', () => signed({ ...claims, nbf: NOON / 1000 + 5 })],
    ['for another audience', 'wrong audience', () => signed({ ...claims, aud: 'elsewhere' })],
    ['from another issuer', 'wrong issuer', () => signed({ ...claims, iss: 'elsewhere' })],
    ['of a role nobody knows', 'unknown roles', () => signed({ ...claims, roles: ['READER', 'OWNER'] })],
    ['without an end', 'malformed', () => signed({ ...claims, exp: undefined })],
    ['without a bearer', 'malformed', () => signed({ ...claims, sub: undefined })],
    ['with scopes that are no words', 'malformed', () => signed({ ...claims, scope: [1] })],
    ['without roles', 'malformed', () => signed({ ...claims, roles: undefined })],
    ['with an end that is no number', 'malformed', () => signed({ ...claims, exp: 'later' })],
  ];

  it.each(cases)('%s is refused: %s', async (_name, reason, token) => {
    expect(await failure(token())).toEqual(['UNAUTHENTICATED', 401, reason]);
  });

  it('the same claims signed well are accepted, so that each case above fails for its own reason', async () => {
    expect(await tokens.verify(signed(claims))).toEqual({ id: 'usr_sara', name: 'Sara', roles: ['READER'] });
  });
});

describe('an Authorization header', () => {
  it('without a value is nobody; with a token it is its bearer', async () => {
    const token = await tokens.issue({ ...SARA, expiresIn: 60 });
    expect(await viewerOfAuthorization(tokens, undefined)).toBeNull();
    expect(await viewerOfAuthorization(tokens, '')).toBeNull();
    expect(await viewerOfAuthorization(tokens, `Bearer ${token}`)).toEqual(SARA);
    expect(await viewerOfAuthorization(tokens, `bearer  ${token}`)).toEqual(SARA);
  });

  it.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a b', 'Bearer <script>'])('%p is refused, not taken for nobody', async (header) => {
    await expect(viewerOfAuthorization(tokens, header)).rejects.toMatchObject({ reason: 'malformed' });
  });
});

function part(text: string): string {
  return Buffer.from(text).toString('base64url');
}

function raw(header: string, payload: string, secret = SECRET, hash = 'sha256'): string {
  const content = `${part(header)}.${part(payload)}`;
  return `${content}.${createHmac(hash, secret).update(content).digest('base64url')}`;
}

function signed(payload: object, { secret = SECRET, alg = 'HS256' } = {}): string {
  return raw(JSON.stringify({ alg, typ: 'JWT' }), JSON.stringify(payload), secret, alg === 'HS512' ? 'sha512' : 'sha256');
}

function rsaSigned(payload: object): string {
  const content = `${part('{"alg":"RS256"}')}.${part(JSON.stringify(payload))}`;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
}
