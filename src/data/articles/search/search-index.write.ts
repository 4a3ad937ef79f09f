/** Puts articles into the search index and takes them out, inside the transaction that writes the article: the index never lags and never remains. */
import { setImmediate as breath } from 'node:timers/promises';
import { sql } from 'kysely';
import { analyse, analyseForIndex, type TermLists } from '../../../text/analyse.ts';
import { fold } from '../../../text/fold.ts';
import { isAmong, listTable, rowsTable, storableText } from '../../parameters.ts';
import type { WriteContext } from '../../write-context.ts';
import { vectorOf } from './postgres-vector.ts';

/** What is indexed of an article; the title before it was changed belongs to it, for the words that titles use are counted. */
export interface IndexedArticle {
  readonly id: string;
  readonly sourceId: string;
  readonly language: string;
  readonly primaryLanguage: string;
  readonly publishedAt: number;
  readonly title: string;
  readonly standfirst: string | null;
  readonly body: string;
}

/** Words of a field that are indexed: what stands behind them in a body is not found. */
export const MAX_INDEXED_WORDS = 10_000;

/** Articles that are not in the index yet, or were and have just been taken out. */
export async function indexArticles(context: WriteContext, articles: readonly IndexedArticle[]): Promise<void> {
  if (articles.length === 0) return;
  // While the database stores one part, the next is analysed here; on PostgreSQL this may be a thread that also serves, and it comes up for air between.
  let storing: Promise<void> = Promise.resolve();
  for (let from = 0; from < articles.length; from += PART) {
    const analysed = articles.slice(from, from + PART).map(analysedOf);
    const insert = context.engine === 'sqlite' ? () => insertIntoFts(context, analysed) : vectorInsert(context, analysed);
    await storing;
    storing = insert();
    // Whoever awaits it gets the fault; until then it must not count as unhandled.
    storing.catch(() => undefined);
    await breath();
  }
  await storing;
  await countTerms(
    context,
    articles.map(({ title }) => title),
    1,
  );
}

/** `titles`: of the articles as they were indexed. */
export async function unindexArticles(context: WriteContext, ids: readonly string[], titles: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ docid: number }>`
    delete from search_documents where ${isAmong(context, 'article_id', ids)} returning docid`.execute(context.read);
  if (rows.length === 0) return;
  if (context.engine === 'sqlite') {
    for (const { docid } of rows) await sql`delete from article_index where rowid = ${docid}`.execute(context.read);
  }
  await countTerms(context, titles, -1);
}

const PART = 50;

function analysedOf(article: IndexedArticle): Analysed {
  return {
    article,
    title: analyseForIndex(article.title, MAX_INDEXED_WORDS),
    standfirst: analyseForIndex(article.standfirst ?? '', MAX_INDEXED_WORDS),
    body: analyseForIndex(article.body, MAX_INDEXED_WORDS),
  };
}

interface Analysed {
  readonly article: IndexedArticle;
  readonly title: TermLists;
  readonly standfirst: TermLists;
  readonly body: TermLists;
}

async function insertIntoFts(context: WriteContext, analysed: readonly Analysed[]): Promise<void> {
  const { rows } = await sql<{ docid: number; article_id: string }>`
    insert into search_documents (article_id, source_id, language, primary_language, published_at)
    select article_id, source_id, language, primary_language, published_at from ${rowsTable(context, analysed.map(documentRow), DOCUMENT_COLUMNS)} where true
    returning docid, article_id`.execute(context.read);
  const docids = new Map(rows.map((row) => [row.article_id, row.docid]));
  // One statement a row: as one JSON text, megabytes would be written, read and taken apart once more.
  for (const { article, title, standfirst, body } of analysed) {
    await sql`insert into article_index (rowid, title, standfirst, body, title_x, standfirst_x, body_x) values (${docids.get(article.id)!},
      ${title.stems.join(' ')}, ${standfirst.stems.join(' ')}, ${body.stems.join(' ')}, ${title.spellings.join(' ')}, ${standfirst.spellings.join(' ')}, ${body.spellings.join(' ')})`.execute(
      context.read,
    );
  }
}

/** The rows are made at once, the statement is run when asked. */
function vectorInsert(context: WriteContext, analysed: readonly Analysed[]): () => Promise<void> {
  const rows = analysed.map((one) => ({
    ...documentRow(one),
    heading: vectorOf([
      { terms: one.title, weight: 'A' },
      { terms: one.standfirst, weight: 'B' },
    ]),
    document: vectorOf([
      { terms: one.title, weight: 'A' },
      { terms: one.standfirst, weight: 'B' },
      { terms: one.body, weight: 'C' },
    ]),
  }));
  const statement = sql`insert into search_documents (article_id, source_id, language, primary_language, published_at, heading, document)
    select article_id, source_id, language, primary_language, published_at, heading::tsvector, document::tsvector
    from ${rowsTable(context, rows, [...DOCUMENT_COLUMNS, ['heading', 'text'], ['document', 'text']])}`;
  return async () => void (await statement.execute(context.read));
}

const DOCUMENT_COLUMNS = [
  ['article_id', 'text'],
  ['source_id', 'text'],
  ['language', 'text'],
  ['primary_language', 'text'],
  ['published_at', 'integer'],
] as const;

function documentRow({ article }: Analysed) {
  return {
    article_id: article.id,
    source_id: article.sourceId,
    language: article.language,
    primary_language: article.primaryLanguage,
    published_at: article.publishedAt,
  };
}

/** Counts the words of titles up or down: in how many titles each stands. */
async function countTerms(context: WriteContext, titles: readonly string[], by: 1 | -1): Promise<void> {
  const counts = new Map<string, { spelling: string; documents: number }>();
  for (const title of titles) {
    const inTitle = new Map(analyse(title, MAX_INDEXED_WORDS).map(({ spelling }) => [fold(spelling), spelling]));
    for (const [term, spelling] of inTitle) {
      const counted = counts.get(term);
      if (counted === undefined) counts.set(term, { spelling, documents: by });
      else counted.documents += by;
    }
  }
  if (counts.size === 0) return;
  // In one order everywhere: two transactions that count the same words must not wait for each other.
  const rows = [...counts].map(([term, counted]) => ({ term: storableText(term), ...counted })).sort((a, b) => (a.term < b.term ? -1 : 1));
  await sql`insert into search_terms (term, spelling, documents)
    select term, spelling, documents from ${rowsTable(context, rows, [
      ['term', 'text'],
      ['spelling', 'text'],
      ['documents', 'integer'],
    ])} where true
    on conflict (term) do update set documents = search_terms.documents + excluded.documents`.execute(context.read);
  if (by === -1) {
    const terms = rows.map(({ term }) => term);
    for (let from = 0; from < terms.length; from += 5_000) {
      await sql`delete from search_terms where term in (select value from ${listTable(context, terms.slice(from, from + 5_000))}) and documents <= 0`.execute(
        context.read,
      );
    }
  }
}
