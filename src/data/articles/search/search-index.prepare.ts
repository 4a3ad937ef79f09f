/**
 * What of an article goes into the index, ready to be stored. Most of the work of indexing is here and needs no database: whoever has articles to store may
 * do it while others are being stored, outside the thread that writes.
 */
import { analyse, analyseForIndex, analyseToBytes } from '../../../text/analyse.ts';
import { ByteText } from '../../../text/byte-text.ts';
import { fold } from '../../../text/fold.ts';
import type { Engine } from '../../database.ts';
import { storableText } from '../../parameters.ts';
import { vectorOf } from './postgres-vector.ts';

export interface IndexedText {
  readonly title: string;
  readonly standfirst: string | null;
  readonly body: string;
}

/** Words of a field that are indexed: what stands behind them in a body is not found. */
export const MAX_INDEXED_WORDS = 10_000;

/** Of one engine: it is of no use to the other. */
export type PreparedText = PreparedColumns | PreparedVectors;

interface Prepared {
  /** What the title adds to the words of all titles. */
  readonly titleWords: readonly TitleWord[];
}

/** Texts of terms for FTS5, a blank between two, in UTF-8: SQLite wants it, and bytes go from thread to thread without being collected in either. */
export interface PreparedColumns extends Prepared {
  readonly engine: 'sqlite';
  /** Title, standfirst, body; first the stems of each, then the spellings. */
  readonly bytes: Uint8Array;
  /** Where each of the six columns ends. */
  readonly ends: readonly number[];
}

/** Vectors in PostgreSQL's binary form. */
export interface PreparedVectors extends Prepared {
  readonly engine: 'postgres';
  readonly heading: Buffer;
  readonly document: Buffer;
}

export interface TitleWord {
  /** Folded. */
  readonly term: string;
  readonly spelling: string;
}

export function prepareForIndex(engine: Engine, { title, standfirst, body }: IndexedText): PreparedText {
  const texts = [title, standfirst ?? '', body];
  const titleWords = titleWordsOf(title);
  if (engine === 'sqlite') return { engine, titleWords, ...columnsOf(texts) };
  const fields = texts.map((text) => analyseForIndex(text, MAX_INDEXED_WORDS));
  const [titleTerms = [], standfirstTerms = [], bodyTerms = []] = fields;
  const heading = [
    { terms: titleTerms, weight: 'A' },
    { terms: standfirstTerms, weight: 'B' },
  ] as const;
  return { engine, titleWords, heading: vectorOf(heading), document: vectorOf([...heading, { terms: bodyTerms, weight: 'C' }]) };
}

/** Each word of a title once, in one of its spellings. */
export function titleWordsOf(title: string): TitleWord[] {
  const spellings = new Map(analyse(title, MAX_INDEXED_WORDS).map(({ spelling }) => [fold(spelling), spelling]));
  return Array.from(spellings, ([term, spelling]) => ({ term: storableText(term), spelling }));
}

function columnsOf(texts: readonly string[]): Pick<PreparedColumns, 'bytes' | 'ends'> {
  const stemEnds: number[] = [];
  const spellingEnds: number[] = [];
  for (const text of texts) {
    analyseToBytes(text, MAX_INDEXED_WORDS, stems, spellings);
    stemEnds.push(stems.length);
    spellingEnds.push(spellings.length);
  }
  const stemBytes = stems.length;
  const bytes = new Uint8Array(stemBytes + spellings.length);
  stems.moveTo(bytes, 0);
  spellings.moveTo(bytes, stemBytes);
  return { bytes, ends: [...stemEnds, ...spellingEnds.map((end) => stemBytes + end)] };
}

const stems = new ByteText(64 * 1024);
const spellings = new ByteText(64 * 1024);
