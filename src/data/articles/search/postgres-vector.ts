/** Text vectors of our own making, as PostgreSQL's text form of `tsvector`: stems and, behind `=`, spellings at the same positions. */
import type { TermLists } from '../../../text/analyse.ts';

/** Marks the spellings: no stem begins with it. */
export const SPELLING_MARK = '=';

/** PostgreSQL counts no further, and keeps no more positions of one lexeme. */
const MAX_POSITION = 16_383;
const MAX_POSITIONS = 255;
/** A vector may have 1 MiB; a position takes 2 bytes, an entry 4 and up to 3 for alignment. */
const MAX_BYTES = 800_000;
/** Between two fields, so that no phrase reaches over. */
const GAP = 8;

export interface WeightedField {
  readonly terms: TermLists;
  readonly weight: 'A' | 'B' | 'C';
}

/** Terms hold letters, marks, digits and points, so nothing in them needs escaping within the quotes. */
export function vectorOf(fields: readonly WeightedField[]): string {
  const positions = new Map<string, string[]>();
  let bytes = 0;
  let position = 0;
  const add = (lexeme: string, place: string) => {
    const known = positions.get(lexeme);
    if (known === undefined) {
      if (bytes > MAX_BYTES) return;
      positions.set(lexeme, [place]);
      bytes += Buffer.byteLength(lexeme) + 9;
    } else if (known.length < MAX_POSITIONS) {
      known.push(place);
      bytes += 2;
    }
  };
  for (const { terms, weight } of fields) {
    for (const [index, stem] of terms.stems.entries()) {
      position = Math.min(position + 1, MAX_POSITION);
      const place = `${position}${weight}`;
      add(stem, place);
      add(SPELLING_MARK + terms.spellings[index]!, place);
    }
    position = Math.min(position + GAP, MAX_POSITION);
  }
  const lexemes: string[] = [];
  for (const [lexeme, places] of positions) lexemes.push(`'${lexeme}':${places.join(',')}`);
  return lexemes.join(' ');
}
