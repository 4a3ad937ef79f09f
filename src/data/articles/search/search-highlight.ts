/** Shows where in a text the words of a query are: by our own analysis of the text as it is stored, so offsets are always those of what is shown. */
import { analyse, type Term } from '../../../text/analyse.ts';
import type { Alternative } from './search-alternatives.ts';
import type { Clause } from './search-query.ts';
import type { Fragment } from './search.record.ts';
import type { Form } from './search-match.ts';

/** UTF-16 units of a long text that are looked at; what stands behind is found, but not shown. */
const MAX_READ = 30_000;
const MAX_FRAGMENTS = 3;
/** About two lines on a page. */
const FRAGMENT_CHARS = 160;

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The text whole, where it has something of the query; null where not. */
export function highlightWhole(text: string, clauses: readonly Clause[], form: Form): Fragment | null {
  const ranges = rangesOf(analyse(text), clauses, form);
  return ranges.length === 0 ? null : { text, ranges };
}

/** The pieces that have most of the query, in the order of the text, `MAX_FRAGMENTS` at most, cut between words. */
export function highlightPieces(text: string, clauses: readonly Clause[], form: Form): readonly Fragment[] {
  const terms = analyse(text.slice(0, MAX_READ));
  const ranges = rangesOf(terms, clauses, form);
  const pieces: { readonly from: number; readonly to: number; readonly ranges: readonly Range[] }[] = [];
  for (let at = 0; at < ranges.length;) {
    const inside = ranges.slice(at).filter((range) => range.end - ranges[at]!.start <= FRAGMENT_CHARS);
    const taken = inside.length === 0 ? [ranges[at]!] : inside;
    pieces.push({ ...pieceAround(terms, taken[0]!.start, taken.at(-1)!.end), ranges: taken });
    at += taken.length;
  }
  return pieces
    .map((piece, place) => ({ piece, place, worth: distinctWords(text, piece.ranges) }))
    .sort((left, right) => right.worth - left.worth || left.place - right.place)
    .slice(0, MAX_FRAGMENTS)
    .sort((left, right) => left.place - right.place)
    .map(({ piece: { from, to, ranges: within } }) => ({
      text: text.slice(from, to),
      ranges: within.map(({ start, end }) => ({ start: start - from, end: end - from })),
    }));
}

/** Where clauses or what may stand in their place stand: words by themselves, phrases as a whole. In order, none overlapping. */
function rangesOf(terms: readonly Term[], clauses: readonly Clause[], form: Form): readonly Range[] {
  const byFirst = new Map<string, Alternative[]>();
  for (const one of clauses.flatMap((clause) => wordings(clause, form))) {
    const key = `${one.form} ${one.words[0]}`;
    const known = byFirst.get(key);
    if (known === undefined) byFirst.set(key, [one]);
    else known.push(one);
  }
  const forms = new Set([...byFirst.values()].map(([one]) => one!.form));
  const ranges: Range[] = [];
  for (let at = 0; at < terms.length; at++) {
    let length = 0;
    for (const of of forms) {
      for (const { words } of byFirst.get(`${of} ${terms[at]![of]}`) ?? [])
        if (words.length > length && words.every((word, offset) => terms[at + offset]?.[of] === word)) length = words.length;
    }
    if (length === 0) continue;
    const range = { start: terms[at]!.start, end: terms[at + length - 1]!.end };
    // Terms that one ligature stands for have one place.
    if (range.start >= (ranges.at(-1)?.end ?? 0)) ranges.push(range);
    at += length - 1;
  }
  return ranges;
}

function wordings({ terms, alternatives, prefixed }: Clause, form: Form): readonly Alternative[] {
  const typed = { form, words: terms.map((term) => term[form]) };
  return form === 'spelling' ? [typed] : [typed, ...alternatives, ...prefixed];
}

/** Widens by whole words to both sides, to about `FRAGMENT_CHARS`; what stands between the outermost words belongs to it. */
function pieceAround(terms: readonly Term[], start: number, end: number): { readonly from: number; readonly to: number } {
  const room = Math.max(0, FRAGMENT_CHARS - (end - start)) / 2;
  const first = terms.find((term) => term.start >= start - room) ?? terms[0]!;
  const last = terms.findLast((term) => term.end <= end + room) ?? terms.at(-1)!;
  return { from: Math.min(first.start, start), to: Math.max(last.end, end) };
}

const distinctWords = (text: string, ranges: readonly Range[]): number =>
  new Set(ranges.map(({ start, end }) => text.slice(start, end))).size;
