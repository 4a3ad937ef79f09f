import { describe, expect, it } from '@jest/globals';
import { renderErrorPage, renderHomePage } from '../../web/pages/index.ts';
import { homeAnswer, viewOf } from './answers.ts';
import { parse, textOf } from './html.ts';

describe('the home page', () => {
  it('shows a lead, nine cards, and the rest as lines', () => {
    const page = parse(
      renderHomePage(homeAnswer(Array.from({ length: 19 }, (_, index) => ({ title: `خبر ${index}` }))), viewOf('', ['ar'])),
    );
    expect(page.all('article', { class: 'card-lead' })).toHaveLength(1);
    expect(page.all('article', { class: 'card' })).toHaveLength(10);
    expect(page.all('article', { class: 'line' })).toHaveLength(9);
    expect(new Set(page.attributes('href').filter((href) => href.startsWith('/articles/'))).size).toBe(19);
    // The picture above the fold is fetched first, all others when they come near.
    expect(page.attributes('loading').filter((loading) => loading === 'eager')).toHaveLength(1);
  });

  it('tells a machine-made summary from the words of the publisher', () => {
    const page = parse(
      renderHomePage(
        homeAnswer([{ standfirst: 'مقدمة الناشر.' }, {}, { ai: null, standfirst: null, excerpt: 'مقتطف الناشر…' }]),
        viewOf('', ['ar']),
      ),
    );
    const [lead, summarised, excerpted] = page.all('p', { class: 'card-summary' }).map((summary) => textOf(summary));
    expect([lead, summarised, excerpted]).toEqual(['مقدمة الناشر.', 'ملخص آلي ملخص الخبر.', 'مقتطف الناشر…']);
  });

  it.each([
    [0, 'لا تعليقات', 'No comments'],
    [1, 'تعليق واحد', '1 comment'],
    [2, 'تعليقان', '2 comments'],
    [3, '3 تعليقات', '3 comments'],
    [11, '11 تعليقًا', '11 comments'],
    [100, '100 تعليق', '100 comments'],
    [103, '103 تعليقات', '103 comments'],
  ])('counts %i comments', (commentCount, arabic, english) => {
    const facts = (locale: string) =>
      textOf(parse(renderHomePage(homeAnswer([{ commentCount }]), viewOf('', [locale]))).the('ul', { class: 'card-facts' }));
    expect(facts('ar')).toContain(arabic);
    expect(facts('en')).toContain(english);
  });

  it('keeps filter and chosen locale on the way to older stories, and marks where it is', () => {
    const page = parse(renderHomePage(homeAnswer([{}], 'c/1='), viewOf('?lang=en&locale=ar')));
    expect(page.the('a', { rel: 'next' }).attribs['href']).toBe('/?lang=en&after=c%2F1%3D&locale=ar');
    expect(textOf(page.the('a', { 'aria-current': 'page' }))).toBe('English');
    expect(page.the('link', { rel: 'canonical' }).attribs['href']).toBe('http://news.test/?lang=en');
    expect(page.all('a', { href: '/articles/art_0?locale=ar' })).toHaveLength(1);
  });

  it('keeps pages further down from search engines, and leads back', () => {
    const page = parse(renderHomePage(homeAnswer([{}]), viewOf('?after=c', ['ar'])));
    expect(page.the('meta', { name: 'robots' }).attribs['content']).toBe('noindex');
    expect(textOf(page.the('nav', { class: 'pager' }))).toBe('العودة إلى أحدث الأخبار');
  });

  it('draws a story of which only the articles domain knows', () => {
    const page = parse(
      renderHomePage({ ...homeAnswer([{ source: null, ai: null, commentCount: null, image: null }]), app: null }, viewOf('', ['en'])),
    );
    expect(textOf(page.the('article', { class: 'card' }))).toContain('Publisher not available just now');
    expect(textOf(page.the('a', { class: 'brand' }))).toBe('Newsgraph');
  });

  it.each([
    ['ar', 'تعذّر تحميل الأخبار الآن', 'لا توجد أخبار بهذه اللغة بعد.'],
    ['en', 'The stories could not be loaded just now.', 'There are no stories in this language yet.'],
  ])('tells no stories from no answer (%s)', (locale, down, none) => {
    expect(parse(renderHomePage({ articles: null, app: null, viewer: null }, viewOf('', [locale]))).text).toContain(down);
    expect(parse(renderHomePage(homeAnswer([]), viewOf('', [locale]))).text).toContain(none);
  });
});

describe('error pages', () => {
  it.each([
    [404, 'ar', 'الصفحة غير موجودة'],
    [404, 'en', 'Page not found'],
    [400, 'en', 'Not a valid address'],
    [500, 'ar', 'حدث خطأ عندنا'],
    [503, 'en', 'Not available just now'],
    [418, 'en', 'Page not found'],
    [504, 'en', 'Something went wrong on our side'],
  ])('tells %i in %s', (status, locale, title) => {
    const page = parse(renderErrorPage(status, viewOf('', [locale])));
    expect(textOf(page.the('h1'))).toBe(title);
    expect(page.all('a', { href: '/', class: 'button' })).toHaveLength(1);
  });
});
