/** What a search box offers while somebody types. */
import { sql } from 'kysely';
import { analyse } from '../../../text/analyse.ts';
import { fold } from '../../../text/fold.ts';
import { DatabaseFault } from '../../database-fault.ts';
import type { Reader } from '../../database.ts';
import { listTable } from '../../parameters.ts';
import { alphabetOf, editsOf, isWithinTwoEdits } from './search-edits.ts';
import { SPELLING_MARK } from './postgres-vector.ts';
import { MAX_QUERY_CHARS, SearchQueryError } from './search-query.ts';
import type { Suggestion, SuggestRequest } from './search.record.ts';

/** Terms behind a prefix that are looked at. */
const MAX_TERMS = 20_000;
/** Terms that are compared letter by letter where two typing errors are forgiven. */
const MAX_COMPARED = 500;
/** Letters from which on an error is forgiven, and two. */
const ONE_ERROR = 5;
const TWO_ERRORS = 8;
const MAX_TITLES = 3;

/**
 * Words of titles that begin with the last word of `prefix` (the words before it stay), those in most titles first; where fewer than wanted do, words
 * that do with one letter wrong, missing, added or swapped (two in long ones); then articles whose titles have all of it.
 * Throws `SearchQueryError` where `prefix` is too long.
 */
export async function suggest(db: Reader, { prefix, limit }: SuggestRequest): Promise<readonly Suggestion[]> {
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > 20)
    throw new DatabaseFault('BAD_INPUT', `articles.suggest answers 1 to 20 suggestions: limit is ${limit}.`);
  if (prefix.length > MAX_QUERY_CHARS)
    throw new SearchQueryError(`A prefix has ${MAX_QUERY_CHARS} characters at most; this one has ${prefix.length}.`);
  const typed = analyse(prefix);
  const last = typed.at(-1);
  if (last === undefined) return [];
  const word = fold(last.spelling);
  const before = prefix.slice(0, last.start);
  const titles = await titlesWith(
    db,
    typed.map(({ spelling }) => spelling),
    Math.min(MAX_TITLES, limit - 1),
  );
  const places = limit - titles.length;
  const terms = [...(await termsFrom(db, word, places))];
  if (terms.length < places) terms.push(...(await similarTerms(db, word, places)));
  const texts = [...new Set(terms.map((term) => before + term))].slice(0, places);
  return [...texts.map((text) => ({ kind: 'TERM' as const, text, articleId: null })), ...titles];
}

async function termsFrom(db: Reader, word: string, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ spelling: string }>`
    select spelling from (select spelling, documents, term from search_terms where term >= ${word} and term < ${behind(word)} order by term limit ${MAX_TERMS}) as known
    order by documents desc, term limit ${limit}`.execute(db.read);
  return rows.map(({ spelling }) => spelling);
}

/** Every prefix that is one edit away is looked up: some hundred steps along an index, whatever the size of the vocabulary. */
async function similarTerms(db: Reader, word: string, limit: number): Promise<readonly string[]> {
  if (word.length < ONE_ERROR) return [];
  const edits = editsOf(word, alphabetOf(word));
  const { rows } = await sql<{ spelling: string }>`
    select distinct t.spelling, t.documents, t.term from (select value from ${listTable(db, edits)}) as e
    cross join search_terms as t where t.term >= e.value and t.term < e.value || ${LAST} order by t.documents desc, t.term limit ${limit}`.execute(
    db.read,
  );
  if (rows.length > 0 || word.length < TWO_ERRORS) return rows.map(({ spelling }) => spelling);
  const half = word.slice(0, Math.floor(word.length / 2));
  const likely = await sql<{ spelling: string; term: string }>`
    select spelling, term from search_terms where term >= ${half} and term < ${behind(half)} order by documents desc, term limit ${MAX_COMPARED}`.execute(
    db.read,
  );
  return likely.rows
    .filter(({ term }) => isWithinTwoEdits(word, term))
    .slice(0, limit)
    .map(({ spelling }) => spelling);
}

/** The last code point: nothing that begins with a word stands behind it and this. */
const LAST = '\u{10FFFF}';
const behind = (word: string): string => `${word}${LAST}`;

/** Titles with all the words, the last one as a beginning; newest first. Spelled as typed: somebody is typing a title that they remember. */
async function titlesWith(db: Reader, spellings: readonly string[], limit: number): Promise<readonly Suggestion[]> {
  // One short word is the beginning of anything.
  if (limit < 1 || (spellings.length === 1 && spellings[0]!.length < ONE_ERROR)) return [];
  const condition =
    db.engine === 'sqlite'
      ? sql`d.docid in (select rowid from article_index where article_index match ${`title_x : (${spellings.map((spelling, index) => `"${spelling}"${index === spellings.length - 1 ? '*' : ''}`).join(' AND ')})`} order by rowid desc limit ${MAX_COMPARED})`
      : sql`d.heading @@ ${spellings.map((spelling, index) => `'${SPELLING_MARK}${spelling}':${index === spellings.length - 1 ? '*' : ''}A`).join(' & ')}::tsquery`;
  const { rows } = await sql<{ id: string; title: string }>`
    select a.id, a.title from search_documents as d join articles as a on a.id = d.article_id where ${condition}
    order by d.published_at desc, d.article_id limit ${limit}`.execute(db.read);
  return rows.map(({ id, title }) => ({ kind: 'TITLE', text: title, articleId: id }));
}
