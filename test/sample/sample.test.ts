/** The sample content keeps the format that sample/README.md promises. Every failure names the file and the rule. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

const root = new URL('../../sample/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const list = (folder: string): string[] => readdirSync(new URL(folder, root)).sort();

interface Picture {
  file: string;
  alt: string;
  credit?: string;
}
interface Source {
  slug: string;
  names: Record<string, string>;
  descriptions: Record<string, string>;
  domains: string[];
  homepage: string;
  icon: Picture;
  color: string;
  country: string;
  language: string;
}
interface Article {
  slug: string;
  url: string;
  source: string;
  title: string;
  standfirst: string | null;
  byline: string | null;
  language: 'ar' | 'en';
  section: string | null;
  tags: string[];
  image: Picture | null;
  /** Minutes. */
  age: number;
  qualityFlags: string[];
  kinds: string[];
  pictures: string[];
  body: string;
  words: number;
}
interface Comment {
  key: string;
  article: string;
  parent: string | null;
  author: string;
  body: string;
  minutesAfter: number;
  deleted?: boolean;
}

/** The front matter's fields that must be there, beside `age`. */
const FIELDS = ['url', 'source', 'title', 'standfirst', 'byline', 'language', 'section', 'tags', 'image'];
const sources = JSON.parse(read('sources.json')) as Source[];
const { users, comments } = JSON.parse(read('comments.json')) as { users: { key: string; name: string }[]; comments: Comment[] };
const articles = list('articles').map(readArticle);
const bySlug = new Map(articles.map((article) => [article.slug, article]));
const media = [
  ...list('media/icons').map((name) => `media/icons/${name}`),
  ...list('media/articles').map((name) => `media/articles/${name}`),
];

// Closed lists: whatever could run, load or style from elsewhere is not on them.
const SAFE_ELEMENTS = new Set([
  'svg',
  'title',
  'defs',
  'g',
  'use',
  'path',
  'rect',
  'circle',
  'ellipse',
  'linearGradient',
  'radialGradient',
  'stop',
]);
const SAFE_ATTRIBUTES = new Set(
  (
    'xmlns viewBox gradientUnits width height role id href x y x1 y1 x2 y2 cx cy r rx ry d fill transform opacity offset stop-color stop-opacity ' +
    'stroke stroke-width stroke-dasharray stroke-linecap stroke-linejoin'
  ).split(' '),
);

describe('publishers', () => {
  it('are nine or more, in both languages, of different countries', () => {
    expect(sources.length).toBeGreaterThanOrEqual(9);
    expect(sources.filter((source) => source.language === 'ar').length).toBeGreaterThanOrEqual(6);
    expect(sources.filter((source) => source.language === 'en').length).toBeGreaterThanOrEqual(3);
    expect(new Set(sources.map((source) => source.country)).size).toBe(sources.length);
    expectUnique(sources.map((source) => source.slug));
    expectUnique(sources.flatMap((source) => source.domains));
  });

  it.each(sources.map((source) => [source.slug, source] as const))('%s is whole', (_slug, source) => {
    expect(source.slug).toMatch(/^[a-z0-9-]+$/);
    for (const texts of [source.names, source.descriptions]) {
      expect(texts.ar).toMatch(/\p{Script=Arabic}/u);
      expect(texts.en).toMatch(/[a-z]/i);
    }
    for (const domain of source.domains) expect(domain).toMatch(/^[a-z0-9-]+\.example$/);
    expect(source.homepage).toBe(`https://${source.domains[0]}/`);
    expect(source.color).toMatch(/^#[0-9a-f]{6}$/);
    expect(source.country).toMatch(/^[A-Z]{2}$/);
    expect(media).toContain(source.icon.file);
    expect(source.icon.alt).not.toBe('');
  });
});

describe('articles', () => {
  it('are enough of each kind', () => {
    const of = (test: (article: Article) => boolean): number => articles.filter(test).length;
    expect(articles.length).toBeGreaterThanOrEqual(46);
    expect(of(({ language }) => language === 'ar')).toBeGreaterThanOrEqual(30);
    expect(of(({ language }) => language === 'en')).toBeGreaterThanOrEqual(14);
    const long = articles.filter(({ words }) => words >= 350);
    expect(long.length).toBeGreaterThanOrEqual(16);
    for (const { slug, kinds } of long)
      expect([slug, ['HEADING', 'LIST', 'QUOTE'].filter((kind) => !kinds.includes(kind))]).toEqual([slug, []]);
    expect(of(({ words }) => words < 60)).toBe(1);
    expect(of(({ words }) => words < 150)).toBe(1);
    expect(of(({ words }) => words > 700)).toBe(0);
    expect(of(({ qualityFlags }) => qualityFlags.includes('LIGATURE_LOSS'))).toBe(1);
    expect(new Set(articles.map(({ source }) => source)).size).toBe(sources.length);
  });

  it('have unique addresses and ages', () => {
    expectUnique(articles.map(({ url }) => url));
    expectUnique(articles.map(({ title }) => title));
    expectUnique(articles.map(({ age }) => age));
  });

  it('are as old as every form of a relative time asks', () => {
    const ages = articles.map(({ age }) => age);
    const hour = 60;
    const day = 24 * hour;
    const forms: Record<string, [from: number, to: number]> = {
      minutes: [11, hour],
      'an hour': [hour, 2 * hour],
      'two hours': [2 * hour, 3 * hour],
      '3 to 10 hours': [3 * hour, 11 * hour],
      '11 hours and more': [11 * hour, day],
      'a day': [day, 2 * day],
      'two days': [2 * day, 3 * day],
      '5 days': [5 * day, 6 * day],
      'a week': [7 * day, 14 * day],
      weeks: [14 * day, 30 * day],
      'a month': [30 * day, 60 * day],
      'two months': [60 * day, 61 * day],
    };
    const absent = Object.entries(forms).filter(([, [from, to]]) => !ages.some((age) => age >= from && age < to));
    expect(absent).toEqual([]);
    expect(Math.min(...ages)).toBe(20);
    expect(Math.max(...ages)).toBe(60 * day);
  });

  it.each(articles.map((article) => [article.slug, article] as const))('%s is whole', (slug, article) => {
    const source = sources.find((candidate) => candidate.slug === article.source);
    expect(slug).toMatch(/^[a-z0-9-]+$/);
    expect(source?.domains).toContain(new URL(article.url).hostname);
    expect(source?.language).toBe(article.language);
    expect(article.title.trim().length).toBeGreaterThan(10);
    for (const text of [article.standfirst, article.byline, article.section]) expect(text === null || text.trim() !== '').toBe(true);
    for (const tag of article.tags) expect(tag.trim()).not.toBe('');
    expectUnique(article.tags);
    expect(isMainly(article.language, article.title)).toBe(true);
    expect(isMainly(article.language, article.body)).toBe(true);
    for (const file of [...(article.image ? [article.image.file] : []), ...article.pictures]) expect(media).toContain(file);
    if (article.image !== null) expect(isMainly(article.language, article.image.alt)).toBe(true);
    expect(article.kinds[0]).toBe('PARAGRAPH');
    expect(article.words).toBeGreaterThan(20);
  });

  it('include a researcher who refuses, with four headings and seven bullets', () => {
    const { body } = bySlug.get('researcher-declines-kestara-offer') as Article;
    expect(body.match(/^#{2,3} /gm)).toHaveLength(4);
    expect(body.match(/^- /gm)).toHaveLength(7);
  });

  it('include heavy diacritics, names in Latin letters within Arabic, and Arabic-Indic digits', () => {
    const marks = (text: string): number => text.match(/[\u064b-\u0652]/g)?.length ?? 0;
    const marked = articles.filter(({ body }) => marks(body) > body.length / 8);
    expect(marked.map(({ slug }) => slug)).toEqual(['poetry-calligraphy-software-festival']);
    expect(marked[0]?.body).toMatch(/Qalam Studio 2\.0/);
    expect(articles.filter(({ body }) => (body.match(/[٠-٩]/g) ?? []).length > 20)).toHaveLength(1);
  });

  it('come in clusters: at least six tags are shared by three publishers or more', () => {
    const publishers = new Map<string, Set<string>>();
    for (const { tags, source } of articles) for (const tag of tags) publishers.set(tag, (publishers.get(tag) ?? new Set()).add(source));
    expect([...publishers].filter(([, of]) => of.size >= 3).length).toBeGreaterThanOrEqual(6);
  });
});

describe('comments', () => {
  it('are enough, and leave several articles alone', () => {
    expect(users.length).toBeGreaterThanOrEqual(12);
    expect(comments.length).toBeGreaterThanOrEqual(90);
    const articlesWithComments = new Set(comments.map(({ article }) => article)).size;
    expect(articlesWithComments).toBeGreaterThanOrEqual(25);
    expect(articles.length - articlesWithComments).toBeGreaterThanOrEqual(5);
    expect(new Set(comments.map(({ author }) => author)).size).toBe(users.length);
    expectUnique(users.map(({ key }) => key));
    expectUnique(users.map(({ name }) => name));
    expectUnique(comments.map(({ key }) => key));
    expect(comments.some(({ body }) => isMainly('ar', body))).toBe(true);
    expect(comments.some(({ body }) => isMainly('en', body))).toBe(true);
  });

  it('name an article, an author and an earlier parent, and were written in time', () => {
    const earlier = new Map<string, Comment>();
    for (const comment of comments) {
      const article = bySlug.get(comment.article);
      const parent = comment.parent === null ? null : earlier.get(comment.parent);
      const wrong = [
        article === undefined && 'article',
        !users.some(({ key }) => key === comment.author) && 'author',
        parent === undefined && 'parent',
        parent && parent.article !== comment.article && 'parent on another article',
        !(Number.isInteger(comment.minutesAfter) && comment.minutesAfter > (parent?.minutesAfter ?? 0)) &&
          'minutesAfter is not later than the parent',
        article && comment.minutesAfter >= article.age && 'minutesAfter is in the future',
        (comment.body.trim() === '') !== (comment.deleted === true) && 'body',
      ].filter(Boolean);
      expect([comment.key, wrong]).toEqual([comment.key, []]);
      earlier.set(comment.key, comment);
    }
    const level = (comment: Comment): number => (comment.parent === null ? 1 : 1 + level(earlier.get(comment.parent) as Comment));
    expect(Math.max(...comments.map(level))).toBe(4);
  });

  it('include tombstones with replies', () => {
    const answered = comments.filter(({ key, deleted }) => deleted && comments.some(({ parent }) => parent === key));
    expect(answered.length).toBeGreaterThanOrEqual(3);
  });
});

describe('pictures', () => {
  it('are enough, and each is used', () => {
    expect(list('media/articles').length).toBeGreaterThanOrEqual(24);
    expect(list('media/icons')).toHaveLength(sources.length);
    const used = new Set([
      ...sources.map(({ icon }) => icon.file),
      ...articles.flatMap(({ image, pictures }) => [...(image ? [image.file] : []), ...pictures]),
    ]);
    expect(media.filter((file) => !used.has(file))).toEqual([]);
  });

  it.each(media)('%s is small, named and safe', (file) => {
    const svg = read(file);
    expect(Buffer.byteLength(svg)).toBeLessThan(12 * 1024);
    expect(svg).toMatch(
      file.startsWith('media/icons/')
        ? /^<svg [^>]*viewBox="0 0 64 64" width="64" height="64" role="img"><title>[^<]+<\/title>/
        : /^<svg [^>]*viewBox="0 0 1200 675" width="1200" height="675" role="img"><title>[^<]+<\/title>/,
    );
    const elements = new Set([...svg.matchAll(/<([\w:-]+)/g)].map((match) => match[1] as string));
    expect([...elements].filter((name) => !SAFE_ELEMENTS.has(name))).toEqual([]);
    const attributes = new Set([...svg.matchAll(/\s([\w:-]+)=/g)].map((match) => match[1] as string));
    expect([...attributes].filter((name) => !SAFE_ATTRIBUTES.has(name))).toEqual([]);
    const references = [...svg.matchAll(/href="([^"]*)"|url\(([^)]*)\)/g)].map((match) => match[1] ?? (match[2] as string));
    for (const reference of references) expect(svg).toContain(` id="${reference.replace(/^#/, '')}"`);
    expect(references.filter((reference) => !reference.startsWith('#'))).toEqual([]);
    expect(svg).not.toMatch(/<[!?]|&|javascript:|data:/i);
    expect(svg.replace(' xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:/);
  });
});

/** Reads one file of `articles/` and throws, naming it, where front matter or body leave the format. */
function readArticle(name: string): Article {
  const slug = name.replace(/\.md$/, '');
  const match = /^---\n(\{\n[\s\S]*?\n\})\n---\n\n([\s\S]*\S)\n$/.exec(read(`articles/${name}`));
  if (!match) throw new Error(`articles/${name}: wants a JSON object between two lines of ---, a blank line, the body and one line end`);
  const [, head, body] = match as unknown as [string, string, string];
  const {
    age,
    qualityFlags = [],
    ...rest
  } = JSON.parse(head) as Omit<Article, 'age' | 'qualityFlags'> & { age: string; qualityFlags?: string[] };
  const absent = FIELDS.filter((field) => !(field in rest));
  const unknown = Object.keys(rest).filter((field) => !FIELDS.includes(field));
  if (absent.length > 0 || unknown.length > 0) throw new Error(`articles/${name}: absent fields [${absent}], unknown fields [${unknown}]`);
  const blocks = body.split('\n\n').map((block) => readBlock(block, name));
  return {
    ...rest,
    slug,
    body,
    qualityFlags,
    age: minutesOf(age, name),
    kinds: blocks.map(({ kind }) => kind),
    pictures: blocks.flatMap(({ picture }) => (picture === undefined ? [] : [picture])),
    words: body
      .replace(/^!\[.*$/gm, '')
      .split(/\s+/)
      .filter((word) => /[\p{L}\p{N}]/u.test(word)).length,
  };
}

function readBlock(block: string, name: string): { kind: string; picture?: string } {
  const lines = block.split('\n');
  const every = (pattern: RegExp): boolean => lines.every((line) => pattern.test(line));
  const fail = (rule: string): never => {
    throw new Error(`articles/${name}: ${rule}: ${JSON.stringify(block.slice(0, 80))}`);
  };
  if (/<[a-z/!]|`|\*\*|\]\(/i.test(block.replace(/^!\[.*$/gm, ''))) fail('markup inside a line');
  if (lines.some((line) => line.trim() === '' || line !== line.trim())) fail('blank or padded line');
  const picture = /^!\[[^\]]+\]\((media\/articles\/[a-z0-9-]+\.svg)(?: "[^"]+")?\)$/.exec(block);
  if (picture) return { kind: 'IMAGE', picture: picture[1] as string };
  if (/^#{2,3} \S.*$/.test(block) && lines.length === 1) return { kind: 'HEADING' };
  if (every(/^- \S/)) return { kind: 'LIST' };
  if (lines.every((line, index) => line.startsWith(`${index + 1}. `))) return { kind: 'LIST' };
  if (every(/^> \S/) && !lines.slice(0, -1).some((line) => line.startsWith('> — '))) return { kind: 'QUOTE' };
  if (lines.some((line) => /^(#|- |> |!\[|\d+\. )/.test(line))) fail('not a block of the format');
  return { kind: 'PARAGRAPH' };
}

/** `P1DT8H` and the like to minutes. */
function minutesOf(age: string, name: string): number {
  const match = /^P(?=[\dT])(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(age);
  if (!match) throw new Error(`articles/${name}: age ${age} is no duration of days, hours and minutes`);
  const [days, hours, minutes] = match.slice(1).map((part) => Number(part ?? 0)) as [number, number, number];
  return (days * 24 + hours) * 60 + minutes;
}

/** Whether more than half of the letters are of the language's script. */
function isMainly(language: 'ar' | 'en', text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  const script = language === 'ar' ? /\p{Script=Arabic}/u : /\p{Script=Latin}/u;
  return letters.filter((letter) => script.test(letter)).length > letters.length / 2;
}

function expectUnique(values: readonly unknown[]): void {
  expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([]);
}
