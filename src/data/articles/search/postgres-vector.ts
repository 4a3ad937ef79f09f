/** Text vectors of our own making, in PostgreSQL's binary form of `tsvector`: stems and, behind `=`, spellings at the same positions. */
import type { TermForms } from '../../../text/analyse.ts';
import { ByteWriter } from '../../postgres/byte-writer.ts';

/** Marks the spellings: no stem begins with it. */
export const SPELLING_MARK = '=';

/** PostgreSQL counts no further. */
const MAX_POSITION = 16_383;
/** It keeps so many of one lexeme. */
const MAX_POSITIONS = 255;
/** A vector may have 1 MiB; a position takes 2 bytes, an entry 4 and up to 3 for alignment. */
const MAX_BYTES = 800_000;
/** Between two fields, so that no phrase reaches over. */
const GAP = 8;

export interface WeightedField {
  readonly terms: readonly TermForms[];
  readonly weight: 'A' | 'B' | 'C';
}

/** As `tsvectorrecv` reads it: the number of lexemes, then each, ended by 0, with the number of its positions and these, ascending, the weight in the upper two bits. */
export function vectorOf(fields: readonly WeightedField[]): Buffer {
  const { stems, spellings } = placesOf(fields);
  writer.int32(stems.size + spellings.size);
  for (const [stem, places] of stems) writeLexeme('', stem, places);
  for (const [spelling, places] of spellings) writeLexeme(SPELLING_MARK, spelling, places);
  return writer.take();
}

const writer = new ByteWriter(64 * 1024);

interface Places {
  readonly stems: ReadonlyMap<string, readonly number[]>;
  readonly spellings: ReadonlyMap<string, readonly number[]>;
}

function placesOf(fields: readonly WeightedField[]): Places {
  const stems = new Map<string, number[]>();
  const spellings = new Map<string, number[]>();
  let bytes = 0;
  let position = 0;
  const add = (lexemes: Map<string, number[]>, lexeme: string, place: number) => {
    const known = lexemes.get(lexeme);
    if (known === undefined) {
      if (bytes > MAX_BYTES) return;
      lexemes.set(lexeme, [place]);
      // Three bytes a character at most in all but the rarest scripts, four there; one for the mark.
      bytes += lexeme.length * 3 + 10;
      // At the last position, which all that follow share, the first field's weight stays.
    } else if (known.length < MAX_POSITIONS && (known.at(-1)! & MAX_POSITION) < (place & MAX_POSITION)) {
      known.push(place);
      bytes += 2;
    }
  };
  for (const { terms, weight } of fields) {
    for (const { stem, spelling } of terms) {
      position = Math.min(position + 1, MAX_POSITION);
      const place = position | (WEIGHTS[weight] << 14);
      add(stems, stem, place);
      add(spellings, spelling, place);
    }
    position = Math.min(position + GAP, MAX_POSITION);
  }
  return { stems, spellings };
}

/** D, which nothing has, is 0. */
const WEIGHTS = { A: 3, B: 2, C: 1 } as const;

/** Terms hold letters, marks, digits and points: never the 0 that ends them. */
function writeLexeme(mark: string, lexeme: string, places: readonly number[]): void {
  writer.text(mark);
  writer.text(lexeme);
  writer.byte(0);
  writer.uint16(places.length);
  for (const place of places) writer.uint16(place);
}
