/** Text vectors of our own making, as PostgreSQL's text form of `tsvector`: stems and, behind `=`, spellings at the same positions. */
import type { TermLists } from '../../../text/analyse.ts';

/** Marks the spellings: no stem begins with it. */
export const SPELLING_MARK = '=';

/** PostgreSQL counts no further. */
const MAX_POSITION = 16_383;
/** It keeps 255 positions of one lexeme; as text they are about so long. */
const MAX_POSITIONS_TEXT = 255 * 5;
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
  const positions = new Map<string, string>();
  let bytes = 0;
  let position = 0;
  const add = (lexeme: string, place: string) => {
    const known = positions.get(lexeme);
    if (known === undefined) {
      if (bytes > MAX_BYTES) return;
      positions.set(lexeme, place);
      // Three bytes a character at most in all but the rarest scripts, four there.
      bytes += lexeme.length * 3 + 9;
    } else if (known.length < MAX_POSITIONS_TEXT) {
      positions.set(lexeme, `${known},${place}`);
      bytes += 2;
    }
  };
  for (const { terms, weight } of fields) {
    const { stems, spellings } = terms;
    for (let index = 0; index < stems.length; index++) {
      position = Math.min(position + 1, MAX_POSITION);
      const place = position + weight;
      add(stems[index]!, place);
      add(SPELLING_MARK + spellings[index]!, place);
    }
    position = Math.min(position + GAP, MAX_POSITION);
  }
  let text = '';
  for (const [lexeme, places] of positions) text += `'${lexeme}':${places} `;
  return text;
}
