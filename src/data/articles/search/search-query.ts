/** From what a reader typed to what must be found: clauses of terms. */
import { analyse, type Term } from '../../../text/analyse.ts';
import { isFunctionWord } from '../../../text/function-words.ts';
import { type Alternative, alternativesOf, prefixedForms } from './search-alternatives.ts';
import type { SearchMode } from './search.record.ts';

export const MAX_QUERY_CHARS = 500;
export const MAX_QUERY_WORDS = 32;

/** The query is beyond a bound; the message says which and may be shown. */
export class SearchQueryError extends Error {
  override readonly name = 'SearchQueryError';
  readonly code = 'QUERY_TOO_LONG';
}

/** Terms that stand beside each other: a word, or a phrase. */
export interface Clause {
  readonly terms: readonly Term[];
  /** The reader put it into quotation marks: it may not be left out. */
  readonly isQuoted: boolean;
  /** What may stand in its place, for less: another number of the noun, a name in the other script. */
  readonly alternatives: readonly Alternative[];
  /** The same word behind a preposition of one letter. */
  readonly prefixed: readonly Alternative[];
}

export interface ParsedQuery {
  /** All of them are wanted. Empty: nothing can be found. */
  readonly wanted: readonly Clause[];
  readonly excluded: readonly Clause[];
}

/**
 * Reads a query; see `SearchMode`. Function words («في», «متى», the) are not asked for where other words are. Nothing in a query is a syntax error.
 * Throws `SearchQueryError` beyond MAX_QUERY_CHARS or MAX_QUERY_WORDS.
 */
export function parseQuery(query: string, mode: SearchMode): ParsedQuery {
  if (query.length > MAX_QUERY_CHARS)
    throw new SearchQueryError(`A query has ${MAX_QUERY_CHARS} characters at most; this one has ${query.length}.`);
  const parsed = mode === 'WEBSEARCH' ? parseWebsearch(query) : parsePhrase(query);
  const words = [...parsed.wanted, ...parsed.excluded].reduce((sum, { terms }) => sum + terms.length, 0);
  if (words > MAX_QUERY_WORDS) throw new SearchQueryError(`A query has ${MAX_QUERY_WORDS} words at most; this one has ${words}.`);
  return parsed;
}

/** Quotation marks around the whole of a phrase mean nothing more: no term is made of them. */
function parsePhrase(query: string): ParsedQuery {
  const terms = analyse(query);
  return { wanted: terms.length === 0 ? [] : [{ terms, isQuoted: true, alternatives: [], prefixed: [] }], excluded: [] };
}

/** A minus counts at the beginning of a word only. A quotation that is not closed goes to the end. */
const PIECE = /(?:(?<=^|\s)(-))?(?:["“”„]([^"“”„]*)["“”„]?|«([^»]*)»?|([^\s"“”„«»]+))/gu;

function parseWebsearch(query: string): ParsedQuery {
  const wanted: Clause[] = [];
  const excluded: Clause[] = [];
  // Words beside each other are analysed together: a name may be written in two.
  let plain = '';
  const flush = () => {
    wanted.push(...clausesOf(plain));
    plain = '';
  };
  for (const [, minus, quoted, guillemets, word] of query.matchAll(PIECE)) {
    const phrase = quoted ?? guillemets;
    if (phrase === undefined && minus === undefined) {
      plain += `${word!} `;
      continue;
    }
    flush();
    const terms = analyse(phrase ?? word!);
    if (terms.length > 0) (minus === undefined ? wanted : excluded).push({ terms, isQuoted: true, alternatives: [], prefixed: [] });
  }
  flush();
  const content = wanted.filter(({ terms, isQuoted }) => isQuoted || terms.length > 1 || !isFunctionWord(terms[0]!.spelling));
  return { wanted: content.length > 0 ? distinct(content) : distinct(wanted), excluded };
}

/** One clause a word; what hyphens and the like divide («covid-19») must stand together. */
function clausesOf(text: string): readonly Clause[] {
  const clauses: Term[][] = [];
  let end = -1;
  for (const term of analyse(text)) {
    if (end >= 0 && !/\s/.test(text.slice(end, term.start))) clauses.at(-1)!.push(term);
    else clauses.push([term]);
    end = term.end;
  }
  return clauses.map((terms) => ({
    terms,
    isQuoted: false,
    alternatives: terms.length === 1 ? alternativesOf(terms[0]!) : [],
    prefixed: terms.length === 1 ? prefixedForms(terms[0]!) : [],
  }));
}

/** A word said twice is asked for once. */
function distinct(clauses: readonly Clause[]): readonly Clause[] {
  const seen = new Map(clauses.map((clause) => [clause.terms.map(({ spelling }) => spelling).join(' '), clause]));
  return [...seen.values()];
}
