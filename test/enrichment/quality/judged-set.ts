/** The articles of the set with what was written down about them. */
import { readFileSync } from 'node:fs';
import { articleBodiesByIds, articlesByIds } from '../../../src/data/articles/article.queries.ts';
import type { Database } from '../../../src/data/database.ts';
import type { ArticleText } from '../../../src/enrichment/engine/article-text.ts';
import { readSampleDocument } from '../../../src/ingest/sample-document.ts';
import { type Annotation, readAnnotations } from './annotations.ts';
import { type Place, placeOfQuote } from './letter-place.ts';

export interface Judged {
  readonly annotation: Annotation;
  readonly text: ArticleText;
  /** Of the editor's sentences. */
  readonly gold: readonly Place[];
}

/** The sample was published before this moment by as much as its articles say. */
const SAMPLE_LOADED_AT = Date.UTC(2026, 10, 24, 8);
const SAMPLE = new URL('../../../sample/articles/', import.meta.url);
const ENGLISH = new URL('english/', import.meta.url);

/** The sample and the English articles written for this set. @throws Error naming a quotation that its article does not have */
export function ownArticles(): readonly Judged[] {
  return [
    ...readAnnotations('sample').map((annotation) => judged(annotation, readSampleText(annotation.article))),
    ...readAnnotations('english').map((annotation) => judged(annotation, readEnglishText(annotation.article))),
  ];
}

/**
 * The articles of the archive that were judged by id, from a database into which it was ingested; those that are not there are left out.
 */
export async function archiveArticles(database: Database, part: 'archive' | 'random'): Promise<readonly Judged[]> {
  const annotations = readAnnotations(part);
  const ids = annotations.map(({ article }) => article);
  const [heads, bodies] = await Promise.all([articlesByIds(database, ids), articleBodiesByIds(database, ids)]);
  return annotations.flatMap((annotation, i) => {
    const head = heads[i];
    const body = bodies[i];
    if (head == null || body == null) return [];
    const { id, title, standfirst, language, section, tags, publishedAt } = head;
    return [judged(annotation, { articleId: id, title, standfirst, language, section, tags, publishedAt, blocks: body.blocks })];
  });
}

function judged(annotation: Annotation, text: ArticleText): Judged {
  const gold = annotation.summary.map((sentence) => {
    if (typeof sentence !== 'string') return sentence;
    const place = placeOfQuote(text.blocks, sentence);
    if (place === null) throw new Error(`${annotation.article} does not say: ${sentence}`);
    return place;
  });
  return { annotation, text, gold };
}

function readSampleText(slug: string): ArticleText {
  const name = `${slug}.md`;
  const { facts, ageMs, blocks } = readSampleDocument(readFileSync(new URL(name, SAMPLE), 'utf8'), name);
  const { title, standfirst, language, section, tags } = facts;
  return { articleId: slug, title, standfirst, language, section, tags, publishedAt: SAMPLE_LOADED_AT - ageMs, blocks };
}

/** JSON of title and time between lines of ---, then paragraphs. */
function readEnglishText(slug: string): ArticleText {
  const [, facts, body] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(new URL(`${slug}.md`, ENGLISH), 'utf8'))!;
  const { title, published } = JSON.parse(facts!) as { title: string; published: string };
  return {
    articleId: slug,
    title,
    standfirst: null,
    language: 'en',
    section: null,
    tags: [],
    publishedAt: Date.parse(published),
    blocks: body!
      .trim()
      .split(/\n{2,}/)
      .map((text) => ({ kind: 'PARAGRAPH', text })),
  };
}
