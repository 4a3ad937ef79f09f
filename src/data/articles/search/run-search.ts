/**
 * The search itself, the same steps on both engines: what has all the words; where that is less than a page, also what has most of them by weight,
 * under the full matches. On SQLite it runs in a reader thread (reads.ts).
 */
import type { Reader } from '../../database.ts';
import { DatabaseFault } from '../../database-fault.ts';
import { mostOf } from './search-coverage.ts';
import { idfOf, weigh } from './search-idf.ts';
import { ALL_FIELDS, type Form, matchLanguage, type MatchLanguage, matchOf } from './search-match.ts';
import { type ParsedQuery, parseQuery } from './search-query.ts';
import { type CandidateRequest, type Candidates, candidatesOf, countOf } from './search-rank.ts';
import {
  type FacetRequest,
  MAX_DEPTH,
  type SearchAnswer,
  type SearchField,
  type SearchHit,
  type SearchKey,
  type SearchRequest,
} from './search.record.ts';

/** Fewer full matches than this are filled up. */
const PAGE = 10;
/** A word in more articles than this is common. */
const COMMON = 2_000;
/** Added to the score of what has all the words, and of what has them all in the heading where they are common. */
const FULL_MATCH = 1e12;
const IN_HEADING = 2e12;

export async function runSearch(db: Reader, request: SearchRequest): Promise<SearchAnswer> {
  const { limit, after } = request;
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > 100)
    throw new DatabaseFault('BAD_INPUT', `articles.search answers 1 to 100 hits: limit is ${limit}.`);
  const mode = request.mode ?? 'WEBSEARCH';
  const order = request.orderBy ?? 'RELEVANCE';
  const typed = parseQuery(request.query, mode);
  const fields = request.searchIn ?? ALL_FIELDS;
  const skipped = after?.depth ?? 0;
  // A whole page at least: what fills it up must know all full matches.
  const take = Math.min(MAX_DEPTH, Math.max(PAGE, skipped + limit + 1));
  if (typed.wanted.length === 0 || fields.length === 0) return NOTHING;

  const language = matchLanguage(db.engine, [...new Set(fields)]);
  const form = mode === 'EXACT' ? 'spelling' : 'stem';
  const filter = request.filter ?? null;
  const { clauses, counts } = await weigh(db, typed.wanted, language, form);
  const parsed = { ...typed, wanted: clauses };
  const match = matchOf(language, parsed, form);
  const asked: CandidateRequest = { match, language, clauses, excluded: parsed.excluded, weights: null, form, filter, order, take };
  if (order === 'NEWEST') return answerOf(await candidatesOf(db, asked), request, skipped);

  const ranked = { ...asked, weights: idfOf(counts) };
  if (Math.min(...counts) > COMMON) {
    const headings = fields.filter((field) => field !== 'BODY');
    if (headings.length < fields.length && headings.length > 0)
      return answerOf(await commonMatches(db, parsed, ranked, [...new Set(headings)]), request, skipped);
  }
  const full = await candidatesOf(db, ranked);
  const hits = full.hits.map((hit) => ({ ...hit, score: hit.score + FULL_MATCH }));
  const isFilledUp = mode === 'WEBSEARCH' && full.total < PAGE && parsed.wanted.some(({ isQuoted }) => !isQuoted);
  const partial = isFilledUp ? await partialMatches(db, parsed, asked, counts) : null;
  if (partial === null) return answerOf({ ...full, hits }, request, skipped);
  const known = new Set(hits.map(({ articleId }) => articleId));
  const added = partial.hits.filter(({ articleId }) => !known.has(articleId));
  // What has all the words has most of them, too.
  return answerOf({ ...partial, total: Math.max(full.total, partial.total), hits: [...hits, ...added] }, request, skipped);
}

const NOTHING: SearchAnswer = { hits: [], total: { value: 0, relation: 'EXACT' }, hasNextPage: false };

/**
 * Words that thousands of articles have: those that have them in the heading come first, and only a reader who pages beyond has the others ranked.
 * The order is the same whatever the page.
 */
async function commonMatches(
  db: Reader,
  parsed: ParsedQuery,
  asked: CandidateRequest,
  headings: readonly SearchField[],
): Promise<Candidates> {
  const language = matchLanguage(db.engine, headings);
  const match = language.without(
    language.all(parsed.wanted.map((clause) => language.wide(clause, asked.form))),
    parsed.excluded.map((clause) => asked.language.clause(clause, asked.form)),
  );
  const first = await candidatesOf(db, { ...asked, match, language });
  const hits = first.hits.map((hit) => ({ ...hit, score: hit.score + IN_HEADING }));
  if (hits.length >= asked.take) return { ...(await countOf(db, asked)), hits };
  const all = await candidatesOf(db, { ...asked, take: MAX_DEPTH });
  const known = new Set(hits.map(({ articleId }) => articleId));
  const others = all.hits.filter(({ articleId }) => !known.has(articleId)).map((hit) => ({ ...hit, score: hit.score + FULL_MATCH }));
  return { ...all, hits: [...hits, ...others].slice(0, asked.take) };
}

async function partialMatches(
  db: Reader,
  parsed: ParsedQuery,
  asked: CandidateRequest,
  counts: readonly number[],
): Promise<Candidates | null> {
  const { language, form } = asked;
  const most = mostOf(parsed.wanted, counts, language, form);
  if (most === null) return null;
  const match = withoutExcluded(most.match, parsed, language, form);
  return candidatesOf(db, { ...asked, match, clauses: most.clauses, weights: idfOf(most.counts), isPartial: true });
}

function withoutExcluded(match: string, { excluded }: ParsedQuery, language: MatchLanguage, form: Form): string {
  return language.without(
    match,
    excluded.map((clause) => language.clause(clause, form)),
  );
}

function answerOf(candidates: Candidates, { limit, after }: SearchRequest, skipped: number): SearchAnswer {
  const rest = after == null ? candidates.hits : candidates.hits.filter((hit) => isBehind(hit, after));
  return {
    hits: rest.slice(0, limit).map((hit, index) => ({ ...hit, depth: skipped + index + 1 })),
    total: { value: candidates.total, relation: candidates.isBounded ? 'AT_LEAST' : 'EXACT' },
    hasNextPage: rest.length > limit && skipped + limit < MAX_DEPTH,
  };
}

/** What the hits of a search have in common, for counting them; null where nothing can be found. */
export async function matchedBy(
  db: Reader,
  { query, mode = 'WEBSEARCH', searchIn, filter, orderBy = 'RELEVANCE' }: FacetRequest,
): Promise<{ readonly match: string; readonly language: MatchLanguage } | null> {
  const typed = parseQuery(query, mode);
  const fields = searchIn ?? ALL_FIELDS;
  if (typed.wanted.length === 0 || fields.length === 0) return null;
  const language = matchLanguage(db.engine, [...new Set(fields)]);
  const form = mode === 'EXACT' ? 'spelling' : 'stem';
  const { clauses, counts } = await weigh(db, typed.wanted, language, form);
  const parsed = { ...typed, wanted: clauses };
  const match = matchOf(language, parsed, form);
  if (mode !== 'WEBSEARCH' || orderBy !== 'RELEVANCE' || parsed.wanted.every(({ isQuoted }) => isQuoted)) return { match, language };
  const { total } = await countOf(db, { match, language, filter: filter ?? null });
  if (total >= PAGE) return { match, language };
  const most = mostOf(parsed.wanted, counts, language, form);
  return { match: most === null ? match : withoutExcluded(most.match, parsed, language, form), language };
}

/** In the order of lists: score, then time, downwards; then id, upwards. */
function isBehind(hit: Omit<SearchHit, 'depth'>, key: SearchKey): boolean {
  if (hit.score !== key.score) return hit.score < key.score;
  if (hit.publishedAt !== key.publishedAt) return hit.publishedAt < key.publishedAt;
  return hit.articleId > key.articleId;
}
