/** Fills an empty database with the sample content, so that a first start has something to show. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../clock/clock.ts';
import type { ArticleDraft } from '../data/articles/article.record.ts';
import { articleCount, articlesByIds } from '../data/articles/article.queries.ts';
import { commentCountsByArticle } from '../data/comments/comment.queries.ts';
import type { CommentImport } from '../data/comments/comment.writes.ts';
import type { Database } from '../data/database.ts';
import { articleId, importedCommentId, sourceId } from '../data/ids.ts';
import { directionOf } from '../text/direction.ts';
import { detectLanguage } from '../text/language.ts';
import { articleDraft } from './article-draft.ts';
import { pageAddress } from './canonical-url.ts';
import { readSample, type Sample, type SampleArticle } from './sample-files.ts';

export interface SampleOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** The folder laid out as its README.md says. */
  readonly sampleDir: string;
}

export interface SampleReport {
  readonly articles: number;
  readonly sources: number;
  readonly comments: number;
}

/**
 * Loads the sample where the database has no articles; ages are counted back from the clock's now. Does nothing otherwise, except for comments that a
 * killed first load did not reach. Safe to call at each start.
 * @returns what was new; zeros where nothing was to do
 * @throws Error naming the file and the rule, where the sample itself is not as it should be; then nothing was stored
 */
export async function loadSample({ database, clock, sampleDir }: SampleOptions): Promise<SampleReport> {
  const stored = await articleCount(database);
  const names = await articleNames(sampleDir, stored);
  if (names === null) return NOTHING;
  const sample = await readSample(sampleDir, names);
  const loadedAt = stored === 0 ? clock.now() : await timeOfHalfLoad(database, sample);
  if (loadedAt === null) return NOTHING;

  const drafts = sample.articles.map((article) => draftOf(article, loadedAt));
  const comments = commentImports(sample, drafts);
  const sources = await database.write('sources.ensureMany', { sources: sample.sources });
  const articles = stored === 0 ? await database.write('articles.upsertMany', { drafts }) : [];
  return {
    sources: sources.filter(({ outcome }) => outcome === 'new').length,
    articles: articles.filter(({ outcome }) => outcome === 'new').length,
    comments: await importComments(database, sample, comments),
  };
}

const NOTHING: SampleReport = { articles: 0, sources: 0, comments: 0 };

/** The sample's articles, or null where the database cannot be empty or hold just them: the files are then left unread. */
async function articleNames(sampleDir: string, stored: number): Promise<readonly string[] | null> {
  let names: string[];
  try {
    names = (await readdir(join(sampleDir, 'articles'))).filter((name) => name.endsWith('.md')).sort();
  } catch (cause) {
    if (stored > 0) return null;
    throw new Error(`sample: ${join(sampleDir, 'articles')} cannot be read: ${(cause as Error).message}`, { cause });
  }
  return stored === 0 || stored === names.length ? names : null;
}

/** When the sample was loaded, where its articles are all there and none of its comments; else null. */
async function timeOfHalfLoad(database: Database, sample: Sample): Promise<number | null> {
  const ids = sample.articles.map(({ document }) => articleId(pageAddress(document.facts.url)?.canonicalUrl ?? ''));
  const stored = await articlesByIds(database, ids);
  const first = stored[0];
  if (first === null || first === undefined || stored.includes(null)) return null;
  const comments = await commentCountsByArticle(database, ids);
  return comments.every((count) => count === 0) ? first.publishedAt + sample.articles[0]!.document.ageMs : null;
}

function draftOf({ slug, document }: SampleArticle, loadedAt: number): ArticleDraft {
  const { facts, ageMs, blocks } = document;
  const address = pageAddress(facts.url);
  if (address === null) throw new Error(`articles/${slug}.md: url "${facts.url}" is no address of a page`);
  return articleDraft({
    address,
    slug,
    sourceId: sourceId(facts.source),
    title: facts.title,
    standfirst: facts.standfirst,
    byline: facts.byline,
    language: facts.language,
    kind: 'ARTICLE',
    publishedAt: loadedAt - ageMs,
    timePrecision: 'MINUTE',
    updatedAt: null,
    isDated: true,
    section: facts.section,
    tags: facts.tags,
    image: facts.image,
    blocks,
    qualityFlags: facts.qualityFlags ?? [],
  });
}

function commentImports(sample: Sample, drafts: readonly ArticleDraft[]): CommentImport[] {
  const users = new Map(sample.comments.users.map((user) => [user.key, sampleUser(user)]));
  const articles = new Map(drafts.map((draft) => [draft.slug, draft]));
  return sample.comments.comments.map((comment) => {
    const article = articles.get(comment.article);
    const author = users.get(comment.author);
    if (article === undefined)
      throw new Error(`comments.json: comment "${comment.key}" is on "${comment.article}", which is no article of the sample`);
    if (author === undefined)
      throw new Error(`comments.json: comment "${comment.key}" is by "${comment.author}", who is no user of the sample`);
    const language = detectLanguage(comment.body, article.language);
    return {
      articleId: article.id,
      key: comment.key,
      parentKey: comment.parent,
      author,
      body: comment.body,
      language,
      direction: directionOf(language),
      createdAt: article.publishedAt + comment.minutesAfter * MINUTE_MS,
    };
  });
}

const MINUTE_MS = 60_000;

/** @returns how many were new */
async function importComments(database: Database, sample: Sample, comments: readonly CommentImport[]): Promise<number> {
  await database.write('users.upsert', { users: sample.comments.users.map(sampleUser) });
  const outcomes = await database.write('comments.importMany', { comments });
  for (const [index, { deleted }] of sample.comments.comments.entries()) {
    const imported = outcomes[index];
    if (deleted === true && imported?.outcome === 'new') {
      await database.write('comments.delete', { id: imported.id, viewerId: comments[index]!.author.id, asModerator: false });
    }
  }
  return outcomes.filter(({ outcome }) => outcome === 'new').length;
}

/** The same id on every machine and at every load. */
function sampleUser({ key, name }: { readonly key: string; readonly name: string }): { readonly id: string; readonly name: string } {
  return { id: `usr_${importedCommentId(0, `sample reader ${key}`).slice('com_'.length)}`, name };
}
