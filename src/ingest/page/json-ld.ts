/** What a page says of its article in JSON-LD (https://schema.org/Article, https://developers.google.com/search/docs/appearance/structured-data/article). */
import { pageAddress } from '../canonical-url.ts';
import type { PageDocument } from './page-document.ts';

export interface StatedArticle {
  readonly headline: string | null;
  readonly authors: readonly string[];
  readonly published: string | null;
  readonly modified: string | null;
  readonly language: string | null;
  readonly section: string | null;
  readonly keywords: readonly string[];
  readonly image: string | null;
  readonly url: string | null;
  readonly publisher: string | null;
}

const MAX_SCRIPT_CHARS = 500_000;
const MAX_NODES = 2_000;
const ARTICLE_TYPE = /(?:Article|BlogPosting|Report|NewsArticle|LiveBlogPosting)$/;

/** The article that names this page as its own, else the first; null where no script holds one. Broken JSON is passed over, as browsers do. */
export function statedArticle(document: PageDocument, url: string | null): StatedArticle | null {
  const articles = [...document.querySelectorAll('script[type="application/ld+json"]')].flatMap((script) =>
    articlesIn(script.textContent ?? ''),
  );
  const own = url === null ? undefined : articles.find((article) => isAt(article.url, url));
  return own ?? articles[0] ?? null;
}

function articlesIn(script: string): StatedArticle[] {
  if (script.length > MAX_SCRIPT_CHARS) return [];
  let root: unknown;
  try {
    root = JSON.parse(
      script.replace(/^\s*(?:\/\*\s*)?(?:<!--|<!\[CDATA\[)(?:\s*\*\/)?/, '').replace(/(?:\/\*\s*)?(?:-->|\]\]>)(?:\s*\*\/)?\s*$/, ''),
    );
  } catch {
    return [];
  }
  const found: StatedArticle[] = [];
  const open: unknown[] = [root];
  for (let visited = 0; open.length > 0 && visited < MAX_NODES; visited++) {
    const node = open.shift();
    if (Array.isArray(node)) open.push(...node.slice(0, 200));
    if (!isObject(node)) continue;
    if (listOf(node['@type']).some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type))) found.push(articleOf(node));
    open.push(node['@graph'], node['mainEntity'], node['mainEntityOfPage']);
  }
  return found;
}

function articleOf(node: Readonly<Record<string, unknown>>): StatedArticle {
  return {
    headline: text(node['headline']) ?? text(node['name']),
    authors: listOf(node['author'] ?? node['creator']).flatMap((author) => nameOf(author) ?? []),
    published: text(node['datePublished']) ?? text(node['dateCreated']),
    modified: text(node['dateModified']),
    language: text(node['inLanguage']) ?? nameOf(node['inLanguage']),
    section:
      listOf(node['articleSection'])
        .map(text)
        .find((name) => name !== null) ?? null,
    keywords: listOf(node['keywords']).flatMap((words) => text(words)?.split(/[,،]/) ?? []),
    image:
      listOf(node['image'] ?? node['thumbnailUrl'])
        .map(addressOf)
        .find((address) => address !== null) ?? null,
    url: text(node['url']) ?? addressOf(node['mainEntityOfPage']),
    publisher: nameOf(listOf(node['publisher'])[0]),
  };
}

function isAt(stated: string | null, url: string): boolean {
  return stated !== null && pageAddress(stated, { base: url })?.canonicalUrl === pageAddress(url)?.canonicalUrl;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.slice(0, 50);
  return value === undefined || value === null ? [] : [value];
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function nameOf(value: unknown): string | null {
  return isObject(value) ? text(value['name']) : text(value);
}

function addressOf(value: unknown): string | null {
  return isObject(value) ? (text(value['url']) ?? text(value['contentUrl']) ?? text(value['@id'])) : text(value);
}
