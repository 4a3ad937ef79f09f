import { describe, expect, it } from '@jest/globals';
import { articlePageVariables, homeFeedVariables } from '../../web/pages/index.ts';
import { viewOf } from './answers.ts';

describe('what a page reads from its address', () => {
  it.each([
    ['', [], 'ar', false],
    ['', ['fr', 'en-GB', 'ar'], 'en', false],
    ['', ['fr'], 'ar', false],
    ['?locale=en', ['ar'], 'en', true],
    ['?locale=AR-eg', ['en'], 'ar', true],
    ['?locale=xx', ['en'], 'en', false],
  ] as const)('%s with Accept-Language %j: %s', (query, locales, locale, localeChosen) => {
    expect(viewOf(query, locales)).toMatchObject({ locale, localeChosen });
  });

  it('makes the variables of the two operations', () => {
    expect(homeFeedVariables(viewOf('', ['en']))).toEqual({ first: 19, after: null, filter: null, locale: 'en' });
    expect(homeFeedVariables(viewOf('?lang=ar&after=c1'))).toEqual({
      first: 19,
      after: 'c1',
      filter: { languages: { in: ['ar'] } },
      locale: 'ar',
    });
    expect(articlePageVariables('art_1', viewOf(''))).toEqual({ id: 'art_1', locale: 'ar', comments: 20, related: 4 });
    expect(articlePageVariables('art_1', viewOf('?comments=all'))).toMatchObject({ comments: 100 });
  });

  it('never passes on a cursor without bound, nor a language that is none', () => {
    expect(viewOf(`?after=${'c'.repeat(513)}`).after).toBeNull();
    expect(viewOf(`?after=${'c'.repeat(512)}`).after).toHaveLength(512);
    expect(viewOf('?lang=<script>&comments=1e9')).toMatchObject({ language: null, comments: 20 });
  });
});
