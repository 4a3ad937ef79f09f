/** What must hold for every page, whatever a feed's author or a commenter wrote. */
import { describe, expect, it } from '@jest/globals';
import {
  pageAssets,
  pageContentSecurityPolicy,
  renderArticlePage,
  renderErrorPage,
  renderHomePage,
  readSearchRequest,
  renderInstallPage,
  renderSearchPage,
  renderSourcePage,
  renderStoryPage,
} from '../../web/pages/index.ts';
import { ownUrl, safeUrl } from '../../web/pages/addresses.ts';
import { articleAnswer, comment, homeAnswer, searchAnswer, sourceAnswer, storyAnswer, viewOf } from './answers.ts';
import { parse, textOf } from './html.ts';

const HOSTILE = `</title></bdi><script>alert(1)</script><img src=x onerror=alert(2)>"' onload="alert(3)\u202E`;

const sample = articleAnswer().article!;
const hostileSource = {
  ...sample.source!,
  name: HOSTILE,
  slug: `"><script>${HOSTILE}`,
  homepage: 'javascript:alert(4)',
  icon: { url: 'data:text/html,x', width: 1, height: 1, alt: HOSTILE },
};
const hostileArticle = articleAnswer({
  id: '"><script>',
  title: HOSTILE,
  standfirst: HOSTILE,
  byline: HOSTILE,
  section: HOSTILE,
  url: 'java\nscript:alert(5)',
  language: '"><script>',
  publishedAtRelative: HOSTILE,
  tags: [HOSTILE],
  image: { url: '//evil.example/x.png', width: 1, height: 1, alt: HOSTILE, credit: HOSTILE },
  source: hostileSource,
  outline: ['a', 'b', 'c'].map((anchor) => ({ level: 2, text: HOSTILE, anchor: `${anchor}"><script>` })),
  blocks: [
    { __typename: 'Paragraph', text: HOSTILE },
    { __typename: 'Heading', level: 2, text: HOSTILE, anchor: 'a"><script>' },
    { __typename: 'ImageBlock', caption: HOSTILE, image: { url: 'vbscript:x', width: null, height: null, alt: HOSTILE, credit: null } },
  ],
  ai: { ...sample.ai!, summary: { ...sample.ai!.summary!, sentences: [{ text: HOSTILE, citation: { block: 1, start: 0, end: 1 } }] } },
  comments: {
    nodes: [comment('1"><script>', { body: HOSTILE, author: { name: HOSTILE } })],
    pageInfo: { hasNextPage: true, endCursor: null },
  },
});

const hostileSearch = renderSearchPage(
  {
    ...searchAnswer([
      {
        node: { id: '"><script>', title: HOSTILE, excerpt: HOSTILE, language: '"><script>', source: hostileSource },
        highlights: [
          { field: 'TITLE', fragments: [{ text: HOSTILE, ranges: [{ start: 0, end: 8 }] }] },
          { field: 'BODY', fragments: [{ text: HOSTILE, ranges: [{ start: 12, end: HOSTILE.length }] }] },
        ],
      },
    ]),
    suggest: [{ kind: 'TERM', text: HOSTILE, article: null }],
  },
  readSearchRequest(new URLSearchParams({ q: HOSTILE, lang: 'ar' })),
  viewOf(`?after=${encodeURIComponent(HOSTILE)}`),
);

const hostilePublisher = renderSourcePage(
  sourceAnswer({
    slug: '"><script>',
    name: HOSTILE,
    description: HOSTILE,
    homepage: 'javascript:alert(4)',
    country: '"><script>',
    language: '"><script>',
    icon: hostileSource.icon,
    feeds: [{ ...sourceAnswer().source.feeds![0]!, url: 'javascript:alert(6)', lastError: HOSTILE }],
  }),
  viewOf('', ['ar']),
);

const hostileStory = renderStoryPage(
  storyAnswer({
    id: '"><script>',
    title: HOSTILE,
    language: '"><script>',
    keywords: [HOSTILE],
    topics: [{ code: '"', label: HOSTILE }],
    articles: {
      nodes: [{ ...storyAnswer().story.articles!.nodes[0]!, id: '"><script>', title: HOSTILE, excerpt: HOSTILE, source: hostileSource }],
      pageInfo: { hasNextPage: true, endCursor: HOSTILE },
    },
  }),
  viewOf('', ['en']),
);

const pages: readonly (readonly [string, string])[] = [
  ['an article', renderArticlePage(articleAnswer(), viewOf('', ['ar']))],
  ['an article in English surroundings', renderArticlePage(articleAnswer(), viewOf('', ['en']))],
  ['a hostile article', renderArticlePage(hostileArticle, viewOf('', ['ar']))],
  [
    'the home page',
    renderHomePage(
      homeAnswer(
        Array.from({ length: 19 }, () => ({})),
        'c',
      ),
      viewOf('', ['ar']),
    ),
  ],
  [
    'a hostile home page',
    renderHomePage(
      homeAnswer([{ title: HOSTILE, excerpt: HOSTILE, source: hostileSource }], `"><script>${HOSTILE}`),
      viewOf(`?after=${encodeURIComponent(HOSTILE)}`),
    ),
  ],
  ['search results', renderSearchPage(searchAnswer([{}, {}]), readSearchRequest(new URLSearchParams('?q=ماء')), viewOf('', ['ar']))],
  ['a hostile search', hostileSearch],
  ['the search without a query', renderSearchPage(null, readSearchRequest(new URLSearchParams('')), viewOf('', ['en']))],
  ['a publisher', renderSourcePage(sourceAnswer(), viewOf('', ['ar']))],
  ['a hostile publisher', hostilePublisher],
  ['a story', renderStoryPage(storyAnswer(), viewOf('', ['ar']))],
  ['a hostile story', hostileStory],
  ['how to install', renderInstallPage('ios', viewOf('', ['ar']))],
  ['an error page', renderErrorPage(404, viewOf('', ['en']))],
  ['a page without its article', renderArticlePage({ article: null, app: null, viewer: null }, viewOf('', ['ar']))],
];

describe.each(pages)('%s', (_name, html) => {
  const page = parse(html);

  it('holds no script, no inline style and no event handler', () => {
    expect([...page.all('script'), ...page.all('style'), ...page.all('iframe'), ...page.all('base')]).toEqual([]);
    expect(page.attributes('style')).toEqual([]);
    for (const handler of ['onerror', 'onload', 'onclick']) expect(page.attributes(handler)).toEqual([]);
  });

  it('has no form but the search, which goes to this host', () => {
    const { action, method } = page.the('form').attribs;
    expect([action, method]).toEqual(['/search', 'get']);
    expect(page.attributes('formaction')).toEqual([]);
  });

  it('links only to http, https and its own paths', () => {
    const addresses = [...page.attributes('href'), ...page.attributes('src')];
    expect(addresses.length).toBeGreaterThan(3);
    for (const address of addresses) expect(address).toMatch(/^(https?:\/\/[\w.-]+(\/|$)|\/(?!\/)|#)/);
  });

  it('has one h1 and skips no level of headings', () => {
    expect(page.all('h1')).toHaveLength(1);
    for (const [index, level] of page.headingLevels.entries()) expect(level).toBeLessThanOrEqual((page.headingLevels[index - 1] ?? 0) + 1);
  });

  it('has landmarks, a skip link that leads somewhere, and no id twice', () => {
    for (const landmark of ['main', 'footer']) expect(page.all(landmark).length).toBeGreaterThanOrEqual(1);
    const ids = page.attributes('id');
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(page.the('a', { class: 'skip' }).attribs['href']).toBe(`#${page.the('main').attribs['id']}`);
    for (const label of page.attributes('aria-labelledby')) expect(ids).toContain(label);
  });

  it('gives every image an alternative text and every picture its place', () => {
    for (const { attribs } of page.all('img')) expect(attribs).toHaveProperty('alt');
  });
});

it('echoes a hostile query as words, without what turns the text around', () => {
  const page = parse(hostileSearch);
  expect(page.the('input', { name: 'q' }).attribs['value']).toBe(HOSTILE.replace('\u202E', ''));
  expect(textOf(page.the('q'))).toBe(HOSTILE.replace('\u202E', ''));
  expect(page.all('mark').map((mark) => textOf(mark))).toEqual(['</title>', HOSTILE.slice(12).trim()]);
});

it('shows hostile words as the words they are', () => {
  const page = parse(pages.find(([name]) => name === 'a hostile article')![1]);
  expect(page.text).toContain('<script>alert(1)</script>');
});

describe('addresses that a page may carry', () => {
  it.each([
    ['https://news.example/a?b=1', 'https://news.example/a?b=1'],
    ['http://news.example', 'http://news.example/'],
    ['/media/icons/a.svg', '/media/icons/a.svg'],
    ['//evil.example/', null],
    ['javascript:alert(1)', null],
    [' java\tscript:alert(1)', null],
    ['data:image/svg+xml,<svg/>', null],
    ['blob:https://news.example/1', null],
    ['/graphql', null],
    ['', null],
    [null, null],
  ])('%j', (url, expected) => expect(safeUrl(url)).toBe(expected));
});

describe('the files of the pages', () => {
  it('are addressed by their content and need nothing from elsewhere', () => {
    expect(pageAssets.map(({ path }) => path)).toEqual([
      expect.stringMatching(/^\/assets\/reader\.[\da-f]{12}\.css$/),
      expect.stringMatching(/^\/assets\/favicon\.[\da-f]{12}\.svg$/),
      expect.stringMatching(/^\/assets\/touch-icon\.[\da-f]{12}\.png$/),
      expect.stringMatching(/^\/assets\/newsgraph\.[\da-f]{12}\.webmanifest$/),
    ]);
    const css = pageAssets[0]!.body.toString('utf8');
    expect(css.length).toBeLessThan(36_000);
    expect(css).not.toMatch(/url\(|@import|https?:/);
    expect(pageContentSecurityPolicy).toMatch(/^default-src 'none';/);
    expect(pageContentSecurityPolicy).not.toMatch(/unsafe|script-src/);
  });

  it('serve both directions: the style sheet knows no left and no right', () => {
    const rules = pageAssets[0]!.body.toString('utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    expect(
      rules.match(
        /^\s*[\w-]*\b(left|right)\b[\w-]*\s*:|:\s*(left|right)\b|\b(margin|padding)-(top|bottom)\b|^\s*(width|height|min-width|max-width)\s*:/gm,
      ),
    ).toBeNull();
  });
});

describe('addresses that are the program’s own', () => {
  it.each([
    ['/apps/ios', '/apps/ios'],
    ['https://apps.example/ios', 'https://apps.example/ios'],
    ['//evil.example/', null],
    ['/\\evil.example/', null],
    ['javascript:alert(1)', null],
  ])('%j', (url, expected) => expect(ownUrl(url)).toBe(expected));
});
