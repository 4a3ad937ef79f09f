import { describe, expect, it } from '@jest/globals';
import { renderSourcePage, sourcePageVariables } from '../../web/pages/index.ts';
import { sourceAnswer, viewOf } from './answers.ts';
import { parse, textOf } from './html.ts';

const feed = sourceAnswer().source.feeds![0]!;
const pageOf = (changes: Parameters<typeof sourceAnswer>[0] = {}, query = '', locale = 'ar') =>
  parse(renderSourcePage(sourceAnswer(changes), viewOf(query, [locale])));

describe('the page of a publisher', () => {
  it('draws every part of the answer', () => {
    const page = pageOf();
    expect(textOf(page.the('h1'))).toBe('آفاق رقمية');
    expect(textOf(page.the('header', { class: 'source-header' }))).toBe(
      'آفاق رقميةالإمارات العربية المتحدةالعربيةخبرانأخبار التقنية من أبوظبي.afaq.example',
    );
    expect(page.all('a', { href: 'https://afaq.example/' })).toHaveLength(1);
    expect(page.all('article', { class: 'card' })).toHaveLength(2);
    // Said once for all, not on each card.
    expect(page.all('span', { class: 'publisher' })).toEqual([]);
    expect(page.the('link', { rel: 'canonical' }).attribs['href']).toBe('http://news.test/sources/afaq');
    expect(textOf(page.the('section', { class: 'feeds' }))).toBe(
      'الخلاصات التي نقرأهاتُقرأ بانتظامRSSafaq.example/rss.xmlآخر قراءة24 نوفمبر 2026 في 07:05القراءة التالية24 نوفمبر 2026 في 07:20',
    );
  });

  it('tells what ails a feed', () => {
    const failing = {
      ...feed,
      state: 'FAILING',
      consecutiveFailures: 3,
      lastStatus: 503,
      lastError: 'HTTP_STATUS: answered 503',
      nextFetchAt: null,
    } as const;
    const feeds = pageOf({ feeds: [failing] }, '', 'en').the('section', { class: 'feeds' });
    expect(textOf(feeds)).toContain('Cannot be read just now');
    expect(textOf(feeds)).toContain('Failed attempts3 (503)');
    expect(textOf(feeds)).toContain('HTTP_STATUS: answered 503');
    expect(textOf(feeds)).not.toContain('Next read');
  });

  it('pages through the articles and back', () => {
    const articles = { ...sourceAnswer().source.articles!, pageInfo: { hasNextPage: true, endCursor: 'c/2=' } };
    const page = pageOf({ articles }, '?after=c1&locale=ar');
    expect(page.the('a', { rel: 'next' }).attribs['href']).toBe('/sources/afaq?after=c%2F2%3D&locale=ar');
    expect(page.all('a', { href: '/sources/afaq?locale=ar' })).toHaveLength(1);
    expect(page.the('meta', { name: 'robots' }).attribs['content']).toBe('noindex');
    expect(sourcePageVariables('afaq', viewOf('?after=c1'))).toEqual({ slug: 'afaq', first: 18, after: 'c1', locale: 'ar' });
  });

  it('draws the rest where domains are down or say nothing', () => {
    const page = pageOf({ articles: null, feeds: null, description: null, homepage: null, country: null, icon: null }, '', 'en');
    expect(page.text).toContain('The stories could not be loaded just now.');
    expect(page.text).toContain('The state of the feeds could not be loaded just now.');
    const none = pageOf({ feeds: [], articles: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null }, totalCount: 0 } }, '', 'en');
    expect(none.text).toContain('There are no stories of this publisher yet.');
    expect(none.all('section', { class: 'feeds' })).toEqual([]);
  });
});
