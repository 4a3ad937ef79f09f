import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { pageAddress } from '../../src/ingest/canonical-url.ts';

const canonical = (url: string, options?: Parameters<typeof pageAddress>[1]): string | undefined => pageAddress(url, options)?.canonicalUrl;

describe('pageAddress', () => {
  it.each([
    ['host in lower case, default port, empty path', 'HTTP://News.Example:80', 'http://news.example/'],
    ['final dot of the host', 'https://news.example./a', 'https://news.example/a'],
    ['another port stays', 'https://news.example:8443/a', 'https://news.example:8443/a'],
    ['fragment', 'https://news.example/a#comments', 'https://news.example/a'],
    ['a fragment that is the page', 'https://news.example/#!/a', 'https://news.example/#!/a'],
    ['slash at the end', 'https://news.example/a/b/', 'https://news.example/a/b'],
    ['dot segments', 'https://news.example/a/../b', 'https://news.example/b'],
    ['tracking parameters', 'https://news.example/a?utm_source=x&id=7&fbclid=abc&GCLID=1', 'https://news.example/a?id=7'],
    ['nothing but tracking', 'https://news.example/a?utm_medium=rss', 'https://news.example/a'],
    ['order of parameters', 'https://news.example/a?b=2&a=1', 'https://news.example/a?a=1&b=2'],
    ['escapes in capitals, unreserved ones undone', 'https://news.example/%d8%a3%7euser?q=%2f', 'https://news.example/%D8%A3~user?q=%2F'],
    ['Arabic letters', 'https://news.example/خبر', 'https://news.example/%D8%AE%D8%A8%D8%B1'],
    ['Arabic host', 'https://أخبار.example/a', 'https://xn--igbicxr.example/a'],
    ['case of the path counts', 'https://news.example/SyBgde', 'https://news.example/SyBgde'],
  ])('%s', (_, url, expected) => {
    expect(canonical(url)).toBe(expected);
  });

  it('keeps the address as published beside the canonical one', () => {
    expect(pageAddress(' https://news.example/a/?utm_source=x#top ')).toEqual({
      url: 'https://news.example/a/?utm_source=x#top',
      canonicalUrl: 'https://news.example/a',
    });
  });

  it('leaves out what the publisher is known to add', () => {
    expect(canonical('http://news.example/1.html?weekly', { ignoredParameters: ['weekly'] })).toBe('http://news.example/1.html');
    expect(canonical('http://news.example/1.html?weekly')).toBe('http://news.example/1.html?weekly');
  });

  it('resolves against a base', () => {
    expect(canonical('../b', { base: 'https://news.example/x/y/' })).toBe('https://news.example/x/b');
  });

  it.each([
    '',
    'news.example/a',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,x',
    'https://user:secret@news.example/',
    'https://',
    `https://news.example/${'a'.repeat(2_048)}`,
  ])('refuses %p', (url) => {
    expect(pageAddress(url)).toBeNull();
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true, size: 'medium' }), (url) => {
        const once = canonical(url);
        fc.pre(once !== undefined);
        expect(canonical(once!)).toBe(once);
      }),
      { numRuns: 500 },
    );
  });

  it('is idempotent for whatever parses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 30 }), (path, query) => {
        const once = canonical(`https://news.example/${path}?${query}`);
        fc.pre(once !== undefined);
        expect(canonical(once!)).toBe(once);
      }),
      { numRuns: 1_000 },
    );
  });
});
