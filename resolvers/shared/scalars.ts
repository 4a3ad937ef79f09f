/** The custom scalars. Each parses strictly and says what it expected; each serialises without surprises. */
import { GraphQLScalarType, Kind } from 'graphql';
import type { ValueNode } from 'graphql';
import { canonicalLocale } from '../../src/text/locale.ts';
import { badUserInput } from './bad-user-input.ts';

/** ISO 8601 in UTC. Inside, times are integer milliseconds since the Unix epoch. */
export const DateTime = new GraphQLScalarType<number, string>({
  name: 'DateTime',
  description: 'A moment: ISO 8601 with date, time and zone, answered in UTC with milliseconds, as in `2026-11-24T08:00:00.000Z`.',
  serialize(value) {
    if (typeof value === 'number' && Number.isFinite(value)) return new Date(value).toISOString();
    throw new TypeError(`DateTime cannot stand for ${typeof value} ${String(value)}: milliseconds since 1970 are expected.`);
  },
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(stringLiteral('DateTime', node)),
});

export const Url = new GraphQLScalarType<string, string>({
  name: 'URL',
  description: 'An absolute `http` or `https` address, or a path on this host that begins with `/`.',
  serialize: stringOf('URL'),
  parseValue: parseUrl,
  parseLiteral: (node) => parseUrl(stringLiteral('URL', node)),
});

export const Locale = new GraphQLScalarType<string, string>({
  name: 'Locale',
  description: 'A BCP 47 language tag: `ar`, `en`, `ar-EG`.',
  serialize: stringOf('Locale'),
  parseValue: parseLocale,
  parseLiteral: (node) => parseLocale(stringLiteral('Locale', node)),
});

export const Cursor = new GraphQLScalarType<string, string>({
  name: 'Cursor',
  description: 'An opaque place in a connection: give it back as `after` or `before`, do not read it, do not keep it across releases.',
  serialize: stringOf('Cursor'),
  parseValue: parseCursor,
  parseLiteral: (node) => parseCursor(stringLiteral('Cursor', node)),
});

/** All of them by name: the gateway checks clients' input by the same rules. */
export const scalars: Readonly<Record<string, GraphQLScalarType>> = { DateTime, URL: Url, Locale, Cursor };

const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

function parseDateTime(value: unknown): number {
  const milliseconds = typeof value === 'string' && DATE_TIME.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isNaN(milliseconds) && dayExists(value as string)) return milliseconds;
  throw badUserInput(`DateTime must be ISO 8601 with a zone, as in 2026-11-24T08:00:00Z, but ${shown(value)} was given.`);
}

/** `Date.parse` takes 30 February for 2 March. */
function dayExists(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split('-').map(Number) as [number, number, number];
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const MAX_URL_LENGTH = 2048;

function parseUrl(value: unknown): string {
  if (typeof value === 'string' && value.length <= MAX_URL_LENGTH) {
    if (/^\/(?!\/)/.test(value)) return value;
    const url = URL.canParse(value) ? new URL(value) : null;
    if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return value;
  }
  throw badUserInput(
    `URL must be an absolute http or https address of at most ${MAX_URL_LENGTH} characters, but ${shown(value)} was given.`,
  );
}

function parseLocale(value: unknown): string {
  try {
    if (typeof value === 'string') return canonicalLocale(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw badUserInput(`Locale must be a BCP 47 language tag such as "ar" or "en-GB", but ${shown(value)} was given.`);
}

const CURSOR = /^[A-Za-z0-9_-]{1,512}$/;

function parseCursor(value: unknown): string {
  if (typeof value === 'string' && CURSOR.test(value)) return value;
  throw badUserInput(`Cursor must be one that a connection answered, but ${shown(value)} was given.`);
}

function stringLiteral(scalar: string, node: ValueNode): string {
  if (node.kind === Kind.STRING) return node.value;
  throw badUserInput(`${scalar} must be written as a string.`);
}

function stringOf(scalar: string) {
  return (value: unknown): string => {
    if (typeof value === 'string') return value;
    throw new TypeError(`${scalar} cannot stand for ${typeof value} ${String(value)}.`);
  };
}

/** A value as it may stand in a message: short, and quoted where it is text. */
function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
