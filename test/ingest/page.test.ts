import { describe, expect, it } from '@jest/globals';
import type { ArticleDraft } from '../../src/data/articles/article.record.ts';
import { judge } from '../../src/ingest/judge.ts';
import { readPage } from '../../src/ingest/page/page.ts';
import { readTextPage } from '../../src/ingest/page/text-page.ts';
import type { RejectionCode } from '../../src/ingest/report.ts';

const NOW = Date.UTC(2026, 10, 24, 12);
const HOUR = 3_600_000;

const sentence = 'The harbour authority said on Tuesday that the new quay will open in spring, a year later than was planned. ';
const paragraph = `<p>${sentence.repeat(3)}</p>`;

/** What becomes of a page: drafts, or why not. */
function drafts(
  html: string,
  url: string | null = 'https://quay.example/news/1',
): readonly (ArticleDraft | RejectionCode)[] | RejectionCode {
  const page = readPage(html, { url, input: 'page.html' }, NOW);
  if (typeof page === 'string') return page;
  return page.candidates({ record: page.source, ignoredParameters: [], boilerplate: [] }).map((candidate) => judge(candidate, NOW));
}

function draft(html: string, url: string | null = 'https://quay.example/news/1'): ArticleDraft {
  const [first] = drafts(html, url);
  if (typeof first !== 'object') throw new Error(`It became ${JSON.stringify(first)}`);
  return first;
}

const page = ({ head = '', body = `<article><h1>Quay opens late</h1>${paragraph.repeat(3)}</article>`, html = 'lang="en"' } = {}): string =>
  `<!doctype html><html ${html}><head><meta charset="utf-8"><title>Quay opens late | The Quay</title>${head}</head><body>${body}</body></html>`;

const jsonLd = (fields: object): string => `<script type="application/ld+json">${JSON.stringify(fields)}</script>`;

describe('readPage', () => {
  it('reads what a page states: JSON-LD before OpenGraph before other meta elements', () => {
    const head = `
      ${jsonLd({
        '@context': 'https://schema.org',
        '@graph': [
          { '@type': 'WebSite', name: 'x' },
          {
            '@type': 'NewsArticle',
            headline: 'Quay opens late, again',
            author: [{ name: 'Ada Moor' }, { name: 'Bo Lund' }],
            datePublished: '2026-11-20T08:00:00+01:00',
            dateModified: '2026-11-21T08:00:00Z',
            articleSection: 'Port',
            keywords: 'quay, ships',
            image: { url: '/lead.jpg' },
            publisher: { name: 'The Quay' },
          },
        ],
      })}
      <meta property="og:title" content="Quay opens late (share)"><meta property="og:site_name" content="Quay Media Ltd">
      <meta property="article:published_time" content="2026-11-22T00:00:00Z"><meta name="author" content="Somebody Else">
      <meta property="og:image" content="https://quay.example/share.jpg"><meta property="og:image:alt" content="The quay">
      <link rel="canonical" href="/news/1?utm_source=x">`;
    expect(draft(page({ head }))).toMatchObject({
      canonicalUrl: 'https://quay.example/news/1',
      title: 'Quay opens late, again',
      byline: 'Ada Moor, Bo Lund',
      publishedAt: Date.UTC(2026, 10, 20, 7),
      timePrecision: 'SECOND',
      updatedAt: Date.UTC(2026, 10, 21, 8),
      section: 'Port',
      tags: ['quay', 'ships'],
      image: { url: 'https://quay.example/lead.jpg', alt: 'The quay' },
      language: 'en',
      direction: 'LTR',
    });
  });

  it('takes OpenGraph, then meta, then <time>, where nothing better is stated', () => {
    const og = '<meta property="og:title" content="Shared title"><meta property="og:image" content="//cdn.example/a.jpg">';
    expect(draft(page({ head: og }))).toMatchObject({ title: 'Shared title', image: { url: 'https://cdn.example/a.jpg' } });
    expect(draft(page({ head: '<meta name="parsely-pub-date" content="2026-11-20T08:00:00Z">' })).publishedAt).toBe(
      Date.UTC(2026, 10, 20, 8),
    );
    const timed = `<article><h1>Quay opens late</h1><time datetime="2026-11-19">last week</time>${paragraph.repeat(3)}</article>`;
    expect(draft(page({ body: timed })).publishedAt).toBe(Date.UTC(2026, 10, 19));
    const worded = `<article><h1>Quay opens late</h1><time>٢٤ نوفمبر ٢٠٢٦</time>${paragraph.repeat(3)}</article>`;
    expect(draft(page({ body: worded })).publishedAt).toBe(Date.UTC(2026, 10, 24));
  });

  it('keeps headings, lists and quotes, and leaves out navigation, scripts and the title shown above', () => {
    const body = `<nav><a href="/">Home</a></nav><article><h1>Quay opens late</h1>${paragraph}<h2>Why</h2>${paragraph}<ul><li>Sand</li><li>Money</li></ul>${paragraph}<blockquote>It will open.</blockquote><script>alert(1)</script></article><footer>All rights reserved</footer>`;
    expect(
      draft(page({ body })).body.blocks.map((block) =>
        block.kind === 'LIST' ? block.items : block.kind === 'HEADING' ? block.text : block.kind,
      ),
    ).toEqual(['PARAGRAPH', 'Why', 'PARAGRAPH', ['Sand', 'Money'], 'PARAGRAPH', 'QUOTE']);
  });

  it('believes a canonical address of its own site only: no page may put its text in the place of another publisher’s article', () => {
    const other = page({ head: '<link rel="canonical" href="https://herald.example/their-story">' });
    expect(draft(other).canonicalUrl).toBe('https://quay.example/news/1');
    expect(
      draft(page({ head: '<link rel="canonical" href="https://www.quay.example/news/one">' }), 'https://m.quay.example/news/1')
        .canonicalUrl,
    ).toBe('https://www.quay.example/news/one');
    // A file was given by hand: what it says is all there is to know.
    expect(draft(other, null).canonicalUrl).toBe('https://herald.example/their-story');
  });

  it('takes a page where it was got, wherever its `meta refresh` would lead', () => {
    expect(draft(page({ head: '<meta http-equiv="refresh" content="0; url=http://169.254.169.254/latest/">' })).url).toBe(
      'https://quay.example/news/1',
    );
  });

  it('says why a page is not read', () => {
    expect(drafts(page(), null)).toBe('INVALID_URL');
    expect(drafts('<!doctype html><html><body><ul><li><a href="/a">A</a></li></ul></body></html>')).toBe('NOT_AN_ARTICLE');
    expect(drafts('')).toBe('NOT_AN_ARTICLE');
  });

  it.each([
    ['a hundred thousand elements in each other', `<div>`.repeat(100_000)],
    ['a hundred thousand that are never closed', `<p>x</p>${'<font>'.repeat(100_000)}`],
    ['a hundred thousand beside each other', '<div>a</div>'.repeat(100_000)],
  ])('refuses %s', (_, html) => {
    expect(() => readPage(html, { url: 'https://quay.example/', input: 'page.html' }, NOW)).toThrow(
      expect.objectContaining({ name: 'InputError', code: 'TOO_LARGE' }),
    );
  });

  it('finds headings and lists in a page that puts each line into a paragraph', () => {
    const lines = [
      sentence.repeat(2),
      'Why is it late?',
      `${sentence.repeat(2)}There are two reasons:`,
      'Sand: there was too much of it in the basin.',
      'Money: there was not enough of it.',
      sentence.repeat(2),
    ];
    const body = `<article><h1>Quay opens late</h1>${lines.map((line) => `<p>${line}</p>`).join('')}</article>`;
    expect(draft(page({ body })).body.blocks.map(({ kind }) => kind)).toEqual(['PARAGRAPH', 'HEADING', 'PARAGRAPH', 'LIST', 'PARAGRAPH']);
  });

  it('believes a stated direction where the words do not tell the language', () => {
    const words = `<p>${'Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor incididunt ut labore. '.repeat(4)}</p>`;
    const body = `<article><h1>Lorem</h1>${words.repeat(3)}</article>`;
    expect(draft(page({ html: 'dir="rtl"', body }))).toMatchObject({ language: 'und', direction: 'RTL' });
    expect(draft(page({ html: 'dir="rtl"' }))).toMatchObject({ language: 'en', direction: 'LTR' });
  });
});

describe('a page of an aggregator', () => {
  const card = (n: number, inner = ''): string =>
    `<article><h3><a href="/ships/${n}">Ship ${n} has come in</a></h3><span>Harbour Notes</span> <time>${n} hours ago</time>${inner}<p>${sentence.repeat(6)}</p></article>`;
  const html = page({
    body: `<main><h1>Quay opens late</h1><div><span>The Quay</span><span>منذ 5 أيام</span></div><div>${paragraph.repeat(4)}</div>
      <section><h3>Comments</h3><p>No comments yet.</p></section><section><h2>Related news</h2>${card(2)}${card(3)}<article><h3><a href="/ships/4">A teaser</a></h3><p>${sentence}</p></article></section></main>
      <footer><section><h3><a href="/newsletters">Newsletter</a></h3><p>${sentence.repeat(6)}</p></section></footer>`,
  });

  it('gives its own article and each story that it shows in full, a teaser and the footer not', () => {
    const found = drafts(html) as readonly ArticleDraft[];
    expect(
      found.map(({ title, byline, canonicalUrl, publishedAt, timePrecision }) => [
        title,
        byline,
        canonicalUrl,
        (NOW - publishedAt) / HOUR,
        timePrecision,
      ]),
    ).toEqual([
      ['Quay opens late', 'The Quay', 'https://quay.example/news/1', 120, 'DAY'],
      ['Ship 2 has come in', 'Harbour Notes', 'https://quay.example/ships/2', 2, 'DAY'],
      ['Ship 3 has come in', 'Harbour Notes', 'https://quay.example/ships/3', 3, 'DAY'],
    ]);
    expect(found[0]!.body.text).not.toContain('comments');
    expect(found[0]!.body.blocks).toHaveLength(4);
  });

  it('is unchanged an hour later, though every «2 hours ago» means another time then', () => {
    const later = readPage(html, { url: 'https://quay.example/news/1', input: 'page.html' }, NOW + HOUR);
    if (typeof later === 'string') throw new Error(later);
    const again = later
      .candidates({ record: later.source, ignoredParameters: [], boilerplate: [] })
      .map((candidate) => judge(candidate, NOW + HOUR));
    expect(again.map((one) => (one as ArticleDraft).contentHash)).toEqual(
      (drafts(html) as readonly ArticleDraft[]).map(({ contentHash }) => contentHash),
    );
  });

  it('does not let it speak for another site: a story of one is found on this page', () => {
    const foreign = html.replaceAll('href="/ships/2"', 'href="https://herald.example/ships/2"');
    const urls = (drafts(foreign) as readonly ArticleDraft[]).map(({ canonicalUrl }) => canonicalUrl);
    expect(urls).toEqual([
      'https://quay.example/news/1',
      'https://quay.example/news/1#!Ship%202%20has%20come%20in',
      'https://quay.example/ships/3',
    ]);
  });
});

describe('readTextPage', () => {
  const text = [
    'logo',
    'الميناء يفتح رصيفه الجديد متأخرا',
    '',
    'الميناء يفتح رصيفه الجديد متأخرا',
    '',
    'الرصيفمنذ 5 أيام',
    'قالت هيئة الميناء إن الرصيف الجديد سيفتح في الربيع بعد تأخر دام سنة كاملة عن الموعد. '.repeat(3),
    'لماذا تأخر؟',
    'للتأخر سببان تحدثت عنهما الهيئة في بيانها الذي نشرته أمس الثلاثاء على موقعها في الشبكة وفي الصحف المحلية كافة:',
    'الرمل: كان كثيرا في الحوض.',
    'المال: لم يكن كافيا.',
    'سيفتح الرصيف إذن في الربيع المقبل كما قالت الهيئة في بيانها الأخير.',
    'Orange background',
    '',
    'التعليقات',
    '',
    'لا يوجد تعليقات بعد...',
    '',
    'أخبار ذات صلة',
    '',
    'سفينة جديدة تصل إلى الميناء',
    'سفينة جديدة تصل إلى الميناء',
    '',
    'أخبار المرفأ',
    '',
    'timeمنذ 3 ساعات',
    '',
    '  • أخبار المرفأ',
    '',
    'سفينة جديدة تصل إلى الميناء',
    '',
    'وصلت سفينة جديدة إلى الميناء صباح اليوم وعلى متنها بضائع كثيرة من بلاد بعيدة. '.repeat(5),
    '',
    'حمل التطبيق',
    '',
    'حمّل التطبيق الآن',
  ].join('\n');

  it('reads the article, its headings and lists, and the related story under a place on the page', () => {
    const read = readTextPage(text, 'https://aggregator.example/p/1', NOW);
    if (typeof read === 'string') throw new Error(read);
    const found = read
      .candidates({ record: read.source, ignoredParameters: [], boilerplate: [] })
      .map((candidate) => judge(candidate, NOW) as ArticleDraft);
    expect(found.map(({ title, byline, publishedAt }) => [title, byline, (NOW - publishedAt) / HOUR])).toEqual([
      ['الميناء يفتح رصيفه الجديد متأخرا', 'الرصيف', 120],
      ['سفينة جديدة تصل إلى الميناء', 'أخبار المرفأ', 3],
    ]);
    expect(found[0]!.body.blocks.map(({ kind }) => kind)).toEqual(['PARAGRAPH', 'HEADING', 'PARAGRAPH', 'LIST', 'PARAGRAPH']);
    expect(found[1]!.canonicalUrl).toContain('https://aggregator.example/p/1#!');
    expect(found[1]!.body.text).not.toContain('التطبيق');
  });

  it('says that it needs an address', () => {
    expect(readTextPage(text, null, NOW)).toBe('INVALID_URL');
    expect(readTextPage('one\ntwo\nthree', 'https://aggregator.example/', NOW)).toBe('NOT_AN_ARTICLE');
  });
});
