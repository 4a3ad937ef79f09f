/** Puts articles into the search index and takes them out, inside the transaction that writes the article: the index never lags and never remains. */
import { setImmediate as breath } from 'node:timers/promises';
import { CompiledQuery, sql } from 'kysely';
import { isAmong, listTable, rowsTable } from '../../parameters.ts';
import { binaryArray } from '../../postgres/binary-arrays.ts';
import type { WriteContext } from '../../write-context.ts';
import {
  type IndexedText,
  prepareForIndex,
  type PreparedColumns,
  type PreparedText,
  type PreparedVectors,
  type TitleWord,
  titleWordsOf,
} from './search-index.prepare.ts';

/** What is indexed of an article; the title before it was changed belongs to it, for the words that titles use are counted. */
export interface IndexedArticle extends IndexedText {
  readonly id: string;
  readonly sourceId: string;
  readonly language: string;
  readonly primaryLanguage: string;
  readonly publishedAt: number;
  /** Of exactly these texts, where the caller has it; made here otherwise. */
  readonly prepared?: PreparedText | undefined;
}

/** Articles that are not in the index yet, or were and have just been taken out. */
export async function indexArticles(context: WriteContext, articles: readonly IndexedArticle[]): Promise<void> {
  if (articles.length === 0) return;
  await countTerms(context, await (context.engine === 'sqlite' ? insertIntoFts : insertVectorsInParts)(context, articles), 1);
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
  await countTerms(context, titles.flatMap(titleWordsOf), -1);
}

/** Answers with the words of their titles, as does the other. */
async function insertIntoFts(context: WriteContext, articles: readonly IndexedArticle[]): Promise<TitleWord[]> {
  const prepared = articles.map((article) => (article.prepared ?? prepareForIndex('sqlite', article)) as PreparedColumns);
  // All of them before the first row of the index: a statement of several rows makes FTS5 write out what it has gathered, and each such piece is merged with
  // others later. Four in between cost a tenth of an ingest.
  const { rows } = await sql<{ docid: number; article_id: string }>`
    insert into search_documents (article_id, source_id, language, primary_language, published_at)
    select article_id, source_id, language, primary_language, published_at from ${rowsTable(context, articles.map(documentRow), DOCUMENT_COLUMNS)} where true
    returning docid, article_id`.execute(context.read);
  const docids = new Map(rows.map((row) => [row.article_id, row.docid]));
  // One statement a row: as one JSON text, megabytes would be written, read and taken apart once more.
  for (const [index, { id }] of articles.entries())
    await context.read.executeQuery(CompiledQuery.raw(INSERT_INTO_FTS, [docids.get(id)!, ...columnsOf(prepared[index]!)]));
  return prepared.flatMap(({ titleWords }) => titleWords);
}

function columnsOf({ bytes, ends }: PreparedColumns): Uint8Array[] {
  return ends.map((end, column) => bytes.subarray(ends[column - 1] ?? 0, end));
}

/** Bytes arrive as a blob; as text it is the same bytes. */
const INSERT_INTO_FTS = `insert into article_index (rowid, title, standfirst, body, title_x, standfirst_x, body_x)
  values (?, ${Array.from({ length: 6 }, () => 'cast(? as text)').join(', ')})`;

/** Articles. */
const PART = 50;

async function insertVectorsInParts(context: WriteContext, articles: readonly IndexedArticle[]): Promise<TitleWord[]> {
  // While the database stores one part, the next is analysed here; this may be a thread that also serves, and it comes up for air between.
  const titleWords: TitleWord[] = [];
  let storing: Promise<void> = articles.length < PART ? Promise.resolve() : sortInMemory(context);
  for (let from = 0; from < articles.length; from += PART) {
    const part = articles.slice(from, from + PART);
    const prepared = part.map((article) => (article.prepared ?? prepareForIndex('postgres', article)) as PreparedVectors);
    titleWords.push(...prepared.flatMap((one) => one.titleWords));
    await storing;
    storing = insertVectors(context, part, prepared);
    // Whoever awaits it gets the fault; until then it must not count as unhandled.
    storing.catch(() => undefined);
    if (part.some((article) => article.prepared === undefined)) await breath();
  }
  await storing;
  return titleWords;
}

/**
 * The index gathers new entries in a list (`gin_pending_list_limit`), and whoever makes it too long sorts all of it into the tree, in pieces of `work_mem`. Each
 * piece takes the same posting lists apart and packs them again: in pieces of 4 MB, the default, that was a third of what an ingest cost the server.
 */
async function sortInMemory(context: WriteContext): Promise<void> {
  await sql`select set_config('work_mem', '64MB', true) where pg_size_bytes(current_setting('work_mem')) < ${sql.lit(64 * 1024 * 1024)}`.execute(
    context.read,
  );
}

async function insertVectors(
  context: WriteContext,
  articles: readonly IndexedArticle[],
  prepared: readonly PreparedVectors[],
): Promise<void> {
  const given = sql.join([
    ...DOCUMENT_COLUMNS.map(([name, type]) => {
      const rows = articles.map((article) => documentRow(article)[name]);
      return type === 'integer' ? sql`${binaryArray('bigint', rows)}::bigint[]` : sql`${binaryArray('text', rows)}::text[]`;
    }),
    ...(['heading', 'document'] as const).map((name) => {
      const vectors = prepared.map((one) => one[name]);
      return sql`${binaryArray('tsvector', vectors)}::tsvector[]`;
    }),
  ]);
  await sql`insert into search_documents (article_id, source_id, language, primary_language, published_at, heading, document)
    select article_id, source_id, language, primary_language, published_at, heading, document
    from unnest(${given}) as given(article_id, source_id, language, primary_language, published_at, heading, document)`.execute(
    context.read,
  );
}

const DOCUMENT_COLUMNS = [
  ['article_id', 'text'],
  ['source_id', 'text'],
  ['language', 'text'],
  ['primary_language', 'text'],
  ['published_at', 'integer'],
] as const;

function documentRow(article: IndexedArticle) {
  return {
    article_id: article.id,
    source_id: article.sourceId,
    language: article.language,
    primary_language: article.primaryLanguage,
    published_at: article.publishedAt,
  };
}

/** Counts the words of titles up or down: in how many titles each stands. */
async function countTerms(context: WriteContext, words: readonly TitleWord[], by: 1 | -1): Promise<void> {
  const counts = new Map<string, { spelling: string; documents: number }>();
  for (const { term, spelling } of words) {
    const counted = counts.get(term);
    if (counted === undefined) counts.set(term, { spelling, documents: by });
    else counted.documents += by;
  }
  if (counts.size === 0) return;
  // In one order everywhere: two transactions that count the same words must not wait for each other.
  const rows = [...counts].map(([term, counted]) => ({ term, ...counted })).sort((a, b) => (a.term < b.term ? -1 : 1));
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
