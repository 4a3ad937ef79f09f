/** The scalars, cursors and inputs that all subgraphs share. */
import { describe, expect, it } from '@jest/globals';
import { parseValue } from 'graphql';
import type { GraphQLScalarType } from 'graphql';
import { ClientError } from '../../src/errors/client-error.ts';
import { decodeCursor, encodeCursor } from '../../resolvers/shared/cursor.ts';
import { theOneOf } from '../../resolvers/shared/one-of.ts';
import { Cursor, DateTime, Locale, Url } from '../../resolvers/shared/scalars.ts';

/** Both ways in: as a variable and as a literal. Equal, or the first says what is wrong. */
function parsed(scalar: GraphQLScalarType, value: string): unknown {
  const literal = scalar.parseLiteral(parseValue(JSON.stringify(value)), {});
  expect(scalar.parseValue(value)).toEqual(literal);
  return literal;
}

describe('DateTime', () => {
  it('reads ISO 8601 with a zone and writes UTC', () => {
    const moment = Date.UTC(2026, 10, 24, 8);
    expect(parsed(DateTime, '2026-11-24T08:00:00Z')).toBe(moment);
    expect(parsed(DateTime, '2026-11-24T11:00:00.000+03:00')).toBe(moment);
    expect(DateTime.serialize(moment)).toBe('2026-11-24T08:00:00.000Z');
  });

  it.each(['2026-11-24', '2026-11-24T08:00:00', '24.11.2026', '2026-02-30T00:00:00Z', '2026-13-01T00:00:00Z', '2026-11-24T25:00:00Z', ''])(
    'refuses %j',
    (text) => {
      expect(() => DateTime.parseValue(text)).toThrow('DateTime must be ISO 8601 with a zone');
    },
  );

  it('neither reads numbers nor writes anything else', () => {
    expect(() => DateTime.parseValue(0)).toThrow(ClientError);
    expect(() => DateTime.parseLiteral(parseValue('0'), {})).toThrow('DateTime must be written as a string.');
    expect(() => DateTime.serialize('yesterday')).toThrow(TypeError);
    expect(() => DateTime.serialize(Number.NaN)).toThrow(TypeError);
  });
});

describe('URL', () => {
  it.each(['https://news.example/خبر?a=1', 'http://127.0.0.1:4000/', '/media/a.svg'])('takes %s', (text) => {
    expect(parsed(Url, text)).toBe(text);
  });
  it.each([
    'javascript:alert(1)',
    'news.example',
    '//news.example/a',
    'ftp://news.example/',
    '',
    `https://news.example/${'a'.repeat(2048)}`,
  ])('refuses %j', (text) => {
    expect(() => Url.parseValue(text)).toThrow('URL must be an absolute http or https address of at most 2048 characters');
  });
});

describe('Locale', () => {
  it('takes BCP 47 tags and writes them canonically', () => {
    expect(parsed(Locale, 'AR-eg')).toBe('ar-EG');
    expect(parsed(Locale, 'en')).toBe('en');
  });
  it.each(['', 'a', 'ar-', 'العربية', 'x'.repeat(40), 'en us'])('refuses %j', (text) => {
    expect(() => Locale.parseValue(text)).toThrow('Locale must be a BCP 47 language tag such as "ar" or "en-GB"');
  });
});

describe('Cursor', () => {
  it('comes back as it was made', () => {
    const cursor = encodeCursor('things:NEWEST', [1_764_000_000_000, 'art_ü']);
    expect(parsed(Cursor, cursor)).toBe(cursor);
    expect(decodeCursor('after', cursor, 'things:NEWEST', ['number', 'string'])).toEqual([1_764_000_000_000, 'art_ü']);
  });
  it.each(['', 'a b', '===', 'a'.repeat(513)])('refuses %j', (text) => {
    expect(() => Cursor.parseValue(text)).toThrow('Cursor must be one that a connection answered');
  });
  it.each([
    ['with too few parts', encodeCursor('o', [1])],
    ['with too many', encodeCursor('o', [1, 'a', 2])],
    ['that is JSON but no list', Buffer.from('{"a":1}').toString('base64url')],
    ['that is nothing', 'AAAA'],
  ])('refuses one %s', (_name, cursor) => {
    expect(() => decodeCursor('before', cursor, 'o', ['number', 'string'])).toThrow('Argument "before" is not a cursor of this service.');
  });
});

describe('theOneOf', () => {
  it('gives the one field that is there, undefined ones left out', () => {
    expect(theOneOf<{ id?: string | null; slug?: string | null }>('by', { id: undefined as never, slug: 'a' })).toEqual(['slug', 'a']);
  });
});
