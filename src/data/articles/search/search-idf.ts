/** How rare words are. */
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../../database.ts';
import { listTable } from '../../parameters.ts';
import { type Alternative, isPreposition, withoutPreposition } from './search-alternatives.ts';
import type { Form, MatchLanguage } from './search-match.ts';
import type { Clause } from './search-query.ts';

/** Counted no further: a word in more documents tells as little. */
const MAX_COUNT = 5_000;
/** What is counted as the size of a small archive; keeps weights apart where there are few documents. */
const LEAST_DOCUMENTS = 1_000;

export interface Weighed {
  readonly clauses: readonly Clause[];
  /** In how many documents each of them is, or what may stand in its place; of a phrase, its rarest word. Counted until `MAX_COUNT` on PostgreSQL. */
  readonly counts: readonly number[];
}

/** Counts the clauses; what begins with a preposition, as the counts have it, may be found without it from now on. One statement. */
export function weigh(db: Reader, clauses: readonly Clause[], language: MatchLanguage, form: Form): Promise<Weighed> {
  return db.engine === 'sqlite' ? weighByVocabulary(db, clauses, form) : weighByIndex(db, clauses, language, form);
}

/** After Spärck Jones 1972, smoothed: a word that is everywhere weighs a little still. */
export function idfOf(counts: readonly number[]): readonly number[] {
  const size = Math.max(LEAST_DOCUMENTS, 4 * Math.max(...counts, 1));
  return counts.map((count) => Math.log(1 + size / (count + 0.5)));
}

/** Forms that no article has are not asked for. */
async function weighByVocabulary(db: Reader, clauses: readonly Clause[], form: Form): Promise<Weighed> {
  const lists = clauses.map((clause) => ({ clause, typed: clause.terms.map((term) => term[form]), bare: bareOf(clause, form) }));
  const terms = new Set(
    lists.flatMap(({ clause, typed, bare }) => [
      ...typed,
      ...[...clause.alternatives, ...clause.prefixed, ...(bare === null ? [] : [bare])].flatMap(({ words }) => words),
    ]),
  );
  const { rows } = await sql<{ term: string; doc: number }>`
    select v.term, v.doc from (select value from ${listTable(db, [...terms])}) as l cross join article_vocabulary as v where v.term = l.value`.execute(
    db.read,
  );
  const known = new Map(rows.map((row) => [row.term, row.doc]));
  const count = (words: readonly string[]) => Math.min(...words.map((word) => known.get(word) ?? 0));
  const weighed = lists.map(({ clause, typed, bare }) => {
    const isKnown = ({ words }: Alternative) => count(words) > 0;
    const alternatives = clause.alternatives.filter(isKnown);
    if (bare !== null && isPreposition(count(typed), count(bare.words))) alternatives.push(bare);
    const prefixed = clause.prefixed.filter(isKnown);
    // Too many where an article has both; that tells as much about how rare a word is.
    const others = form === 'stem' ? [...alternatives, ...prefixed].reduce((sum, { words }) => sum + count(words), 0) : 0;
    return { clause: { ...clause, alternatives, prefixed }, count: count(typed) + others };
  });
  return { clauses: weighed.map(({ clause }) => clause), counts: weighed.map((one) => one.count) };
}

async function weighByIndex(db: Reader, clauses: readonly Clause[], language: MatchLanguage, form: Form): Promise<Weighed> {
  const counted = (match: string, name: string): RawBuilder<number> =>
    sql`(select count(*) from (select 1 from search_documents where ${sql.ref(language.vector)} @@ ${match}::tsquery limit ${MAX_COUNT}) as counted) as ${sql.ref(name)}`;
  const bares = clauses.map((clause) => bareOf(clause, form));
  const columns = clauses.flatMap((clause, index) => {
    const bare = bares[index] ?? null;
    const wide = counted(language.wide(clause, form), `c${index}`);
    if (bare === null) return [wide];
    return [wide, counted(language.clause(clause, form), `t${index}`), counted(language.alternative(bare), `b${index}`)];
  });
  const { rows } = await sql<Record<string, number>>`select ${sql.join(columns)}`.execute(db.read);
  const row = rows[0]!;
  const weighed = clauses.map((clause, index) => {
    const bare = bares[index] ?? null;
    const count = row[`c${index}`]!;
    if (bare === null || !isPreposition(row[`t${index}`]!, row[`b${index}`]!)) return { clause, count };
    return { clause: { ...clause, alternatives: [...clause.alternatives, bare] }, count: count + row[`b${index}`]! };
  });
  return { clauses: weighed.map(({ clause }) => clause), counts: weighed.map((one) => one.count) };
}

/** Whether counting can change what is asked for. */
export function mayBePrefixed(clause: Clause, form: Form): boolean {
  return bareOf(clause, form) !== null;
}

function bareOf({ terms, isQuoted }: Clause, form: Form): Alternative | null {
  return form === 'stem' && !isQuoted && terms.length === 1 ? withoutPreposition(terms[0]!) : null;
}
