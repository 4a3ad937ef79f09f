/**
 * The search itself, the same steps on both engines: what has all the words; where that is less than a page, also what has most of them by weight,
 * under the full matches. On SQLite it runs in a reader thread (reads.ts).
 */
import type { Reader } from '../../database.ts';
import { DatabaseFault } from '../../database-fault.ts';
import { mostOf } from './search-coverage.ts';
import { documentCounts, idfOf } from './search-idf.ts';
import { ALL_FIELDS, matchLanguage, matchOf } from './search-match.ts';
import { type ParsedQuery, parseQuery } from './search-query.ts';
import { type CandidateRequest, type Candidates, candidatesOf } from './search-rank.ts';
import { MAX_DEPTH, type SearchAnswer, type SearchHit, type SearchKey, type SearchRequest } from './search.record.ts';

/** Fewer full matches than this are filled up. */
const PAGE = 10;
/** Added to the score of what has all the words. */
const FULL_MATCH = 1_000_000;

export async function runSearch(db: Reader, request: SearchRequest): Promise<SearchAnswer> {
  const { limit, after } = request;
  if (!Number.isSafeInteger(limit) || limit < 1 || limit > 100)
    throw new DatabaseFault('BAD_INPUT', `articles.search answers 1 to 100 hits: limit is ${limit}.`);
  const mode = request.mode ?? 'WEBSEARCH';
  const order = request.orderBy ?? 'RELEVANCE';
  const parsed = parseQuery(request.query, mode);
  const fields = request.searchIn ?? ALL_FIELDS;
  const skipped = after?.depth ?? 0;
  const take = Math.min(MAX_DEPTH, skipped + limit + 1);
  if (parsed.wanted.length === 0 || fields.length === 0) return NOTHING;

  const language = matchLanguage(db.engine, [...new Set(fields)]);
  const form = mode === 'EXACT' ? 'spelling' : 'stem';
  // Only PostgreSQL's ranking has to be told how rare a word is.
  let counts = db.engine === 'postgres' && order === 'RELEVANCE' ? await documentCounts(db, parsed.wanted, language, form) : null;
  const asked: CandidateRequest = {
    match: matchOf(language, parsed, form),
    language,
    clauses: parsed.wanted,
    weights: counts === null ? null : idfOf(counts),
    form,
    filter: request.filter ?? null,
    order,
    take,
  };
  const full = await candidatesOf(db, asked);
  let hits = full.hits.map((hit) => ({ ...hit, score: order === 'NEWEST' ? 0 : hit.score + FULL_MATCH }));
  let { total } = full;
  if (mode === 'WEBSEARCH' && order === 'RELEVANCE' && full.total < PAGE && parsed.wanted.some(({ isQuoted }) => !isQuoted)) {
    counts ??= await documentCounts(db, parsed.wanted, language, form);
    const partial = await partialMatches(db, parsed, asked, counts);
    const known = new Set(hits.map(({ articleId }) => articleId));
    const added = partial?.hits.filter(({ articleId }) => !known.has(articleId)) ?? [];
    hits = [...hits, ...added];
    // What has all the words has most of them, too.
    total = Math.max(total, partial?.total ?? 0);
  }
  return answerOf(hits, total, full.isBounded, request, skipped);
}

const NOTHING: SearchAnswer = { hits: [], total: { value: 0, relation: 'EXACT' }, hasNextPage: false };

async function partialMatches(
  db: Reader,
  parsed: ParsedQuery,
  asked: CandidateRequest,
  counts: readonly number[],
): Promise<Candidates | null> {
  const { language, form } = asked;
  const most = mostOf(parsed.wanted, counts, language, form);
  if (most === null) return null;
  const match = language.without(
    most.match,
    parsed.excluded.map((clause) => language.clause(clause, form)),
  );
  return candidatesOf(db, { ...asked, match, clauses: most.clauses, weights: idfOf(most.counts), isPartial: true });
}

function answerOf(
  hits: readonly Omit<SearchHit, 'depth'>[],
  total: number,
  isBounded: boolean,
  { limit, after }: SearchRequest,
  skipped: number,
): SearchAnswer {
  const rest = after == null ? hits : hits.filter((hit) => isBehind(hit, after));
  const page = rest.slice(0, limit).map((hit, index) => ({ ...hit, depth: skipped + index + 1 }));
  return {
    hits: page,
    total: { value: total, relation: isBounded ? 'AT_LEAST' : 'EXACT' },
    hasNextPage: rest.length > limit && skipped + limit < MAX_DEPTH,
  };
}

/** In the order of lists: score, then time, downwards; then id, upwards. */
function isBehind(hit: Omit<SearchHit, 'depth'>, key: SearchKey): boolean {
  if (hit.score !== key.score) return hit.score < key.score;
  if (hit.publishedAt !== key.publishedAt) return hit.publishedAt < key.publishedAt;
  return hit.articleId > key.articleId;
}
