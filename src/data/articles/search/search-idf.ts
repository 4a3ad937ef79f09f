/** How rare words are. */
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../database.ts';
import { listTable } from '../../parameters.ts';
import type { Form, MatchLanguage } from './search-match.ts';
import type { Clause } from './search-query.ts';

/** Counted no further: a word in more documents tells as little. */
const MAX_COUNT = 5_000;
/** What is counted as the size of a small archive; keeps weights apart where there are few documents. */
const LEAST_DOCUMENTS = 1_000;

/** In how many documents each clause is (of a phrase, its rarest word; as counted until `MAX_COUNT` on PostgreSQL). One statement. Aligned with `clauses`. */
export async function documentCounts(
  db: Reader,
  clauses: readonly Clause[],
  language: MatchLanguage,
  form: Form,
): Promise<readonly number[]> {
  return db.engine === 'sqlite' ? countsOfVocabulary(db, clauses, form) : countsOfIndex(db, clauses, language, form);
}

/** After Spärck Jones 1972, smoothed: a word that is everywhere weighs a little still. */
export function idfOf(counts: readonly number[]): readonly number[] {
  const size = Math.max(LEAST_DOCUMENTS, 4 * Math.max(...counts, 1));
  return counts.map((count) => Math.log(1 + size / (count + 0.5)));
}

async function countsOfVocabulary(db: Reader, clauses: readonly Clause[], form: Form): Promise<readonly number[]> {
  const terms = [...new Set(clauses.flatMap((clause) => clause.terms.map((term) => term[form])))];
  const { rows } = await sql<{ term: string; doc: number }>`
    select v.term, v.doc from (select value from ${listTable(db, terms)}) as l cross join article_vocabulary as v where v.term = l.value`.execute(
    db.read,
  );
  const counts = new Map(rows.map((row) => [row.term, row.doc]));
  return clauses.map((clause) => Math.min(...clause.terms.map((term) => counts.get(term[form]) ?? 0)));
}

async function countsOfIndex(db: Reader, clauses: readonly Clause[], language: MatchLanguage, form: Form): Promise<readonly number[]> {
  const counts = clauses.map(
    (clause, index): RawBuilder<number> =>
      sql`(select count(*) from (select 1 from search_documents where ${sql.ref(language.vector)} @@ ${language.clause(clause, form)}::tsquery limit ${MAX_COUNT}) as counted) as ${sql.ref(`c${index}`)}`,
  );
  const { rows } = await sql<Record<string, number>>`select ${sql.join(counts)}`.execute(db.read);
  return clauses.map((_, index) => rows[0]![`c${index}`]!);
}
