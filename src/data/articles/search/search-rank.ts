/** Candidates and their order: the one step that each engine does in its own way. One statement each. */
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../database.ts';
import { filterConditions } from './search-filter.ts';
import type { Form, MatchLanguage } from './search-match.ts';
import type { Clause } from './search-query.ts';
import { MAX_DEPTH, type SearchFilter, type SearchHit, type SearchOrder } from './search.record.ts';

export interface CandidateRequest {
  readonly match: string;
  readonly language: MatchLanguage;
  /** What counts towards the score, and (PostgreSQL) how much. */
  readonly clauses: readonly Clause[];
  /** What `match` forbids. */
  readonly excluded: readonly Clause[];
  readonly weights: readonly number[] | null;
  readonly form: Form;
  readonly filter: SearchFilter | null;
  readonly order: SearchOrder;
  readonly take: number;
  /** `match` does not hold all clauses. */
  readonly isPartial?: boolean;
}

export interface Candidates {
  /** Best first, `take` at most. */
  readonly hits: readonly Omit<SearchHit, 'depth'>[];
  /** How many there are, counted until `MAX_CANDIDATES`. */
  readonly total: number;
  /** Whether there are more than were counted. */
  readonly isBounded: boolean;
}

/** Of more matches than this, those stored last are looked at. */
export const MAX_CANDIDATES = 10_000;

/** How many match, counted until `MAX_CANDIDATES`, without a look at any of them. */
export async function countOf(
  db: Reader,
  request: Pick<CandidateRequest, 'match' | 'language' | 'filter'>,
): Promise<Omit<Candidates, 'hits'>> {
  const conditions = filterConditions(db, request.filter);
  const sqlite =
    conditions.length === 0
      ? sql`article_index where`
      : sql`article_index cross join search_documents as d where d.docid = article_index.rowid and`;
  const from =
    db.engine === 'sqlite'
      ? sql`${sqlite} ${sql.join([sql`article_index match ${request.match}`, ...conditions], sql` and `)}`
      : sql`search_documents as d where ${sql.join([sql`${sql.ref(`d.${request.language.vector}`)} @@ ${request.match}::tsquery`, ...conditions], sql` and `)}`;
  const { rows } = await sql<{
    total: number;
  }>`select count(*) as total from (select 1 from ${from} limit ${MAX_CANDIDATES + 1}) as counted`.execute(db.read);
  return boundedTotal(rows[0]!.total);
}

export async function candidatesOf(db: Reader, request: CandidateRequest): Promise<Candidates> {
  const statement = db.engine === 'sqlite' ? fts5Statement(db, request) : postgresStatement(db, request);
  const { rows } = await statement.execute(db.read);
  return {
    hits: rows.map((row) => ({ articleId: row.article_id, publishedAt: row.published_at, score: row.score })),
    ...boundedTotal(rows[0]?.total ?? 0),
  };
}

function boundedTotal(counted: number): Omit<Candidates, 'hits'> {
  return { total: Math.min(counted, MAX_CANDIDATES), isBounded: counted > MAX_CANDIDATES };
}

interface CandidateRow {
  readonly article_id: string;
  readonly published_at: number;
  readonly score: number;
  readonly total: number;
}

/** bm25's weights of the columns: title, standfirst, body, then the same by spelling. */
const FTS5_WEIGHTS = [8, 4, 1, 2, 1, 0.25] as const;

/**
 * What is as good as equal, to a hundredth, is ordered by time. Words that more than half of all articles have count a millionth in bm25: there the fields
 * alone decide, and scores stay fine.
 */
const FTS5_SCORE = sql`cast(case when f.rank > -0.01 then f.rank * -100000000 else round(f.rank * -100) * 1000000 end as integer)`;

function fts5Statement(db: Reader, request: CandidateRequest): RawBuilder<CandidateRow> {
  const { match, order, take } = request;
  const isRanked = order === 'RELEVANCE';
  const { scored, required, others } = isRanked ? scoredMatch(request) : { scored: match, required: null, others: null };
  const rows = (matched: string, share: number) => {
    const rank = isRanked
      ? sql`${sql.lit(share)} * bm25(article_index, ${sql.join(FTS5_WEIGHTS.map((weight) => sql.lit(weight)))})`
      : sql`0`;
    const conditions = [sql`article_index match ${matched}`, ...filterConditions(db, request.filter)];
    // `+`: to be looked up for each row of the scored match, not to be walked.
    if (required !== null)
      conditions.push(sql`+article_index.rowid in (select rowid from article_index where article_index match ${required})`);
    return sql`select d.article_id, d.published_at, ${rank} as rank from article_index cross join search_documents as d
      where d.docid = article_index.rowid and ${sql.join(conditions, sql` and `)} order by article_index.rowid desc limit ${MAX_CANDIDATES + 1}`;
  };
  const found =
    others === null ? rows(scored, 1) : sql`select * from (${rows(scored, 1)}) union all select * from (${rows(others, OTHERS_SHARE)})`;
  return sql<CandidateRow>`
    with found as materialized (${found})
    select f.article_id, f.published_at, ${isRanked ? FTS5_SCORE : sql`0`} as score, (select count(*) from found) as total
    from found as f order by score desc, published_at desc, article_id limit ${take}`;
}

/** Of the score of what has a word behind a preposition only: such forms are rare, and bm25 takes them for telling. */
const OTHERS_SHARE = 0.5;

interface ScoredMatch {
  readonly scored: string;
  /** What of it counts; null: all. */
  readonly required: string | null;
  /** What is found beside it, and scored by itself. */
  readonly others: string | null;
}

/**
 * bm25 adds up over all phrases of a query that a row has: the stem counts twice, once more its spelling as typed, so that it comes first, and what may stand
 * in its place once. A partial match names its words several times; it is scored by a query that names them as often as any.
 */
function scoredMatch({ match, language, clauses, excluded, form, isPartial = false }: CandidateRequest): ScoredMatch {
  if (form === 'spelling' && !isPartial) return { scored: match, required: null, others: null };
  const either = clauses.map((clause) => {
    const typed = language.clause(clause, form);
    const alternatives = form === 'spelling' ? [] : clause.alternatives.map(language.alternative);
    return language.any([
      typed,
      ...(isPartial && alternatives.length === 0 ? [] : [typed]),
      language.clause(clause, 'spelling'),
      ...alternatives,
    ]);
  });
  if (isPartial) return { scored: language.any(either), required: match, others: null };
  const scored = language.without(
    language.all(either),
    excluded.map((clause) => language.clause(clause, form)),
  );
  const isAll = clauses.every(({ prefixed }) => prefixed.length === 0);
  return { scored, required: null, others: isAll ? null : language.without(match, [scored]) };
}

/** Weights D, C, B, A of ts_rank: body, standfirst, title. */
const TS_RANK_WEIGHTS = '{0.1, 0.12, 0.5, 1}';
const SPELLING_SHARE = 0.25;
const ALTERNATIVE_SHARE = 0.5;
/** So many are read whole at a time: of more, those whose heading fits best come first, block by block, so that a page is the same however far one reads. */
const RANKED_BLOCK = 100;
const MAX_BLOCKS = MAX_DEPTH / RANKED_BLOCK;
/** Above every score within a block. */
const BLOCK_SCORE = 100_000;

function postgresStatement(db: Reader, request: CandidateRequest): RawBuilder<CandidateRow> {
  const { match, order, take, clauses, weights, language, form } = request;
  const conditions = [sql`${sql.ref(`d.${language.vector}`)} @@ ${match}::tsquery`, ...filterConditions(db, request.filter)];
  const found = (columns: string) => sql`found as materialized (
    select d.docid, d.article_id, d.published_at${sql.raw(columns)} from search_documents as d where ${sql.join(conditions, sql` and `)} limit ${MAX_CANDIDATES + 1})`;
  if (order === 'NEWEST' || weights === null) {
    return sql<CandidateRow>`with ${found('')}
      select article_id, published_at, 0 as score, (select count(*) from found) as total from found order by published_at desc, article_id limit ${take}`;
  }
  const score = (vector: string) => {
    const parts = clauses.flatMap((clause, index) => {
      const ranked = (query: string, weight: number) =>
        sql`${weight}::float8 * ts_rank(${TS_RANK_WEIGHTS}::float4[], ${sql.ref(vector)}, ${query}::tsquery, 1)`;
      const part = (of: Form, weight: number) => ranked(language.clause(clause, of), weight);
      const typed = [part('spelling', weights[index]! * SPELLING_SHARE), ...(form === 'stem' ? [part('stem', weights[index]!)] : [])];
      if (form === 'spelling' || clause.alternatives.length + clause.prefixed.length === 0) return typed;
      const others = [...clause.alternatives, ...clause.prefixed].map(language.alternative);
      return [...typed, ranked(language.any(others), weights[index]! * ALTERNATIVE_SHARE)];
    });
    return sql`(${sql.join(parts, sql` + `)})`;
  };
  const blocks = Math.ceil(take / RANKED_BLOCK);
  return sql<CandidateRow>`
    with ${found(', d.heading')}, placed as (
      select docid, article_id, published_at, row_number() over (order by ${score('heading')} desc, published_at desc, article_id) as place from found),
    picked as materialized (select * from placed where place <= ${blocks * RANKED_BLOCK}),
    whole as materialized (
      select p.article_id, p.published_at, ${MAX_BLOCKS}::int - (p.place - 1) / ${RANKED_BLOCK}::int as block, d.document || ''::tsvector as vector
      from picked as p join search_documents as d on d.docid = p.docid)
    select article_id, published_at, block * ${BLOCK_SCORE}::int + least(round(${score('vector')} * 1000), ${BLOCK_SCORE - 1}::int)::bigint as score,
      (select count(*) from found) as total
    from whole order by score desc, published_at desc, article_id limit ${take}`;
}
