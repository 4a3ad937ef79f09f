/** Clauses in the two engines' query languages. Terms hold letters, marks, digits and points only: nothing a reader types is ever read as syntax. */
import type { Term } from '../../../text/analyse.ts';
import type { Engine } from '../../database.ts';
import { SPELLING_MARK } from './postgres-vector.ts';
import type { Alternative } from './search-alternatives.ts';
import type { Clause, ParsedQuery } from './search-query.ts';
import type { SearchField } from './search.record.ts';

/** By which form of its words a clause is found. */
export type Form = 'stem' | 'spelling';

/** Writes parts of a query; the results of each may be given to the others. */
export interface MatchLanguage {
  /** PostgreSQL's vector that has the fields: ranking the short one is quicker. */
  readonly vector: 'heading' | 'document';
  /** As it was typed. */
  clause(clause: Clause, form: Form): string;
  /** As it was typed, or what may stand in its place. */
  wide(clause: Clause, form: Form): string;
  alternative(alternative: Alternative): string;
  all(parts: readonly string[]): string;
  any(parts: readonly string[]): string;
  without(part: string, excluded: readonly string[]): string;
}

export function matchLanguage(engine: Engine, fields: readonly SearchField[]): MatchLanguage {
  return engine === 'sqlite' ? fts5(fields) : tsquery(fields);
}

/** Everything that is wanted, and nothing that is excluded. */
export function matchOf(language: MatchLanguage, { wanted, excluded }: ParsedQuery, form: Form): string {
  return language.without(
    language.all(wanted.map((clause) => language.wide(clause, form))),
    excluded.map((clause) => language.clause(clause, form)),
  );
}

/** https://www.sqlite.org/fts5.html#full_text_query_syntax */
function fts5(fields: readonly SearchField[]): MatchLanguage {
  const columns = fields.map((field) => field.toLowerCase());
  const vector = vectorWith(fields);
  const filters: Readonly<Record<Form, string>> = {
    stem: `{${columns.join(' ')}}`,
    spelling: `{${columns.map((column) => `${column}_x`).join(' ')}}`,
  };
  const phrase = (words: readonly string[], form: Form) => `${filters[form]} : "${words.join(' ')}"`;
  return withWide({
    vector,
    clause: ({ terms }, form) => phrase(wordsOf(terms, form), form),
    alternative: ({ words, form }) => phrase(words, form),
    all: (parts) => `(${parts.join(' AND ')})`,
    any: (parts) => `(${parts.join(' OR ')})`,
    without: (part, excluded) => (excluded.length === 0 ? part : `(${part} NOT (${excluded.join(' OR ')}))`),
  });
}

/** https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY */
function tsquery(fields: readonly SearchField[]): MatchLanguage {
  const vector = vectorWith(fields);
  // A weight has to be looked up in the vector itself: none is named where the whole vector is meant.
  const isWhole = fields.length === (vector === 'heading' ? HEADING : ALL_FIELDS).length;
  const weights = isWhole ? '' : `:${fields.map((field) => WEIGHTS[field]).join('')}`;
  const phrase = (words: readonly string[], form: Form) =>
    `(${words.map((word) => `'${form === 'stem' ? word : SPELLING_MARK + word}'${weights}`).join(' <-> ')})`;
  return withWide({
    vector,
    clause: ({ terms }, form) => phrase(wordsOf(terms, form), form),
    alternative: ({ words, form }) => phrase(words, form),
    all: (parts) => `(${parts.join(' & ')})`,
    any: (parts) => `(${parts.join(' | ')})`,
    without: (part, excluded) => [part, ...excluded.map((other) => `!${other}`)].join(' & '),
  });
}

/** By its spelling a word is asked for as it is, and for nothing else. */
function withWide(language: Omit<MatchLanguage, 'wide'>): MatchLanguage {
  const { clause, alternative, any } = language;
  return {
    ...language,
    wide: (wanted, form) =>
      form === 'spelling' || wanted.alternatives.length + wanted.prefixed.length === 0
        ? clause(wanted, form)
        : any([clause(wanted, form), ...[...wanted.alternatives, ...wanted.prefixed].map(alternative)]),
  };
}

const wordsOf = (terms: readonly Term[], form: Form) => terms.map((term) => term[form]);

const vectorWith = (fields: readonly SearchField[]) => (fields.includes('BODY') ? 'document' : 'heading');

export const HEADING: readonly SearchField[] = ['TITLE', 'STANDFIRST'];
export const ALL_FIELDS: readonly SearchField[] = ['TITLE', 'STANDFIRST', 'BODY'];
const WEIGHTS: Readonly<Record<SearchField, string>> = { TITLE: 'A', STANDFIRST: 'B', BODY: 'C' };
