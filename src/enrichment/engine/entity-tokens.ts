/** The words of a text as names are looked for in them. */
import { fold, foldSpelling } from '../../text/fold.ts';
import { conjunctionLength } from '../../text/particles.ts';
import { isLamBeforeLam } from '../../text/stem-arabic.ts';
import { isStopWord } from '../../text/stop-words.ts';
import { words } from '../../text/words.ts';

/** A word, or what is left of it without attached particles. */
export interface Reading {
  readonly form: string;
  /** UTF-16 units that are left out at the beginning. */
  readonly skip: number;
}

export interface EntityToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** Folded; a possessive 's is left out. */
  readonly folded: string;
  /** The folded word first, then without the particles that may be attached. Names are looked up in this order. */
  readonly readings: readonly Reading[];
  readonly isArabic: boolean;
  readonly isStop: boolean;
  /** Begins with a capital. */
  readonly isCapital: boolean;
  /** UTF-16 units of a possessive 's at the end. */
  readonly possessive: number;
  /** Quotation marks before it, those that close and those that open. */
  readonly quotes: string;
  /** Something other than a space stands before it. */
  readonly isAfterBreak: boolean;
}

interface KnownWord {
  readonly folded: string;
  readonly readings: readonly Reading[];
  readonly isArabic: boolean;
  readonly isStop: boolean;
  readonly isCapital: boolean;
  readonly possessive: number;
}

export function entityTokens(text: string, language: 'ar' | 'en'): EntityToken[] {
  const tokens: EntityToken[] = [];
  let end = 0;
  for (const word of words(text)) {
    const between = text.slice(end, word.start);
    tokens.push({
      ...word,
      ...knownWord(word.text, language),
      quotes: between.replace(/[^«»“”]/g, ''),
      isAfterBreak: tokens.length === 0 || !/^[ \u00A0«»"“”']*$/.test(between),
    });
    end = word.end;
  }
  return tokens;
}

/** The word as written without its particles, in the spelling that tells ة from ه. */
export function spellingOf(token: EntityToken, reading: Reading): string {
  return foldSpelling(token.text.slice(reading.skip));
}

/** Nine words of ten were met before. About 4 MB when full, then begun anew. */
const MEMORY_LIMIT = 20_000;
const memories = { ar: new Map<string, KnownWord>(), en: new Map<string, KnownWord>() };

function knownWord(text: string, language: 'ar' | 'en'): KnownWord {
  const memory = memories[language];
  let known = memory.get(text);
  if (known === undefined) {
    if (memory.size >= MEMORY_LIMIT) memory.clear();
    known = describe(text, language);
    memory.set(text, known);
  }
  return known;
}

function describe(text: string, language: 'ar' | 'en'): KnownWord {
  const possessive = /['’]s$/i.test(text) ? 2 : /s['’]$/.test(text) ? 1 : 0;
  const folded = fold(possessive === 0 ? text : text.slice(0, -possessive));
  const isArabic = /^[\u0621-\u064A]/.test(folded);
  return {
    folded,
    readings: isArabic ? arabicReadings(text, folded) : [{ form: folded, skip: 0 }],
    isArabic,
    isStop: isStopWord(text, language),
    isCapital: /^\p{Lu}/u.test(text),
    possessive,
  };
}

/** «وبالرياض»: وبالرياض, بالرياض, الرياض. A single ب, ل or ك may be a particle too; only what is a known name without it is taken for one. */
function arabicReadings(text: string, folded: string): Reading[] {
  const readings: Reading[] = [{ form: folded, skip: 0 }];
  // Skips count in the word as written: only while fold drops nothing at its beginning (diacritics, tatweel).
  if (!/^[\u0621-\u064A]{3}/.test(text)) return readings;
  let rest = folded;
  let skip = 0;
  const conjunction = conjunctionLength(text);
  if (conjunction > 0 || /^ف(?:ال|ب|ل)/.test(rest)) {
    rest = rest.slice(1);
    skip = 1;
    readings.push({ form: rest, skip });
  } else if (rest[0] === 'و' && rest.length > 4) readings.push({ form: rest.slice(1), skip: 1 });
  if (/^[بكل]ال../.test(rest)) readings.push({ form: rest.slice(1), skip: skip + 1 });
  else if (/^لل../.test(rest)) {
    // The article's alef is not written: the name begins behind both ل, or is one with a ل of its own.
    const own = isLamBeforeLam(rest);
    readings.push({ form: `ال${own ? rest.slice(1) : rest.slice(2)}`, skip: skip + (own ? 1 : 2) });
    if (!own) readings.push({ form: rest.slice(1), skip: skip + 1 });
  } else if (/^[بلك]..../.test(rest) || /^[بل]...$/.test(rest)) readings.push({ form: rest.slice(1), skip: skip + 1 });
  return readings;
}
