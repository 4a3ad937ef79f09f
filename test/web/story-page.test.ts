import { describe, expect, it } from '@jest/globals';
import { renderStoryPage, storyPageVariables } from '../../web/pages/index.ts';
import { storyAnswer, viewOf } from './answers.ts';
import { parse, textOf } from './html.ts';

const pageOf = (changes: Parameters<typeof storyAnswer>[0] = {}, query = '', locale = 'ar') =>
  parse(renderStoryPage(storyAnswer(changes), viewOf(query, [locale])));

describe('the page of a story', () => {
  it('draws the articles from the first to the last, each in its language', () => {
    const page = pageOf();
    expect(textOf(page.the('h1'))).toBe('إغلاق الجسر');
    expect(page.text).toContain('3 أخبار');
    expect(page.text).toContain('من 21 نوفمبر 2026 إلى 23 نوفمبر 2026');
    expect(page.all('article', { class: 'card' }).map(({ attribs }) => attribs['lang'])).toEqual(['en', 'ar']);
    expect(page.all('h2', { class: 'card-title' }).map((title) => textOf(title))).toEqual(['Bridge closed', 'الجسر يُغلق ليلًا']);
    // A word that is topic and keyword stands once.
    expect(textOf(page.the('ul', { class: 'chips' }))).toBe('مرورالجسر');
    expect(textOf(page.the('section', { class: 'facets-open' }))).toBe('من ينقلهاآفاق رقميةخبر واحد');
    expect(page.the('link', { rel: 'canonical' }).attribs['href']).toBe('http://news.test/stories/sty_1');
  });

  it('begins in the direction of its title, in surroundings of another', () => {
    const header = pageOf({}, '', 'en').the('header', { class: 'results-header' });
    expect([header.attribs['lang'], header.attribs['dir']]).toEqual(['ar', 'rtl']);
    const words = pageOf({}, '', 'en').the('p', { class: 'kicker' });
    expect([words.attribs['lang'], textOf(words)]).toEqual(['en', 'The whole story']);
  });

  it('says one day once, and pages on', () => {
    const { articles } = storyAnswer().story;
    const page = pageOf(
      { lastPublishedAt: '2026-11-21T20:00:00Z', articles: { ...articles!, pageInfo: { hasNextPage: true, endCursor: 'c2' } } },
      '?locale=en&after=c1',
    );
    expect(page.text).toContain('November 21, 2026');
    expect(page.text).not.toContain('November 21, 2026 to');
    expect(page.the('a', { rel: 'next' }).attribs['href']).toBe('/stories/sty_1?after=c2&locale=en');
    expect(page.the('meta', { name: 'robots' }).attribs['content']).toBe('noindex');
    expect(storyPageVariables('sty_1', viewOf('?after=c1'))).toEqual({ id: 'sty_1', first: 50, after: 'c1', locale: 'ar' });
  });

  it('says what is missing', () => {
    const page = pageOf({ articles: null, keywords: [], topics: [] }, '', 'en');
    expect(page.text).toContain('The stories could not be loaded just now.');
    expect(page.all('ul', { class: 'chips' })).toEqual([]);
  });
});
