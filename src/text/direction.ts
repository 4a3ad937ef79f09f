/** Which way a text runs. */

export type TextDirection = 'LTR' | 'RTL';

/** Languages whose usual script runs right to left, by primary subtag (CLDR `characterOrder`). */
const RTL_LANGUAGES = new Set(
  'ar arc arz ary aeb ajp apc azb bal bgn bqi ckb dv fa fas glk he iw ks khw lrc mzn nqo pnb prs ps sd sdh syr ug ur uzs yi ji yid'.split(
    ' ',
  ),
);
/** Scripts that run right to left (ISO 15924, lower case). */
const RTL_SCRIPTS = new Set('arab aran hebr syrc thaa nkoo adlm samr mand rohg mend'.split(' '));

/**
 * The direction of a language. A script subtag decides (`ku-Arab`, `ar-Latn`), else the language's usual script; unknown is LTR.
 * @param language BCP 47
 */
export function directionOf(language: string): TextDirection {
  const subtags = language.toLowerCase().split(/[-_]/);
  const script = subtags.slice(1).find((subtag) => subtag.length === 4 && /^[a-z]+$/.test(subtag));
  if (script !== undefined) return RTL_SCRIPTS.has(script) ? 'RTL' : 'LTR';
  return RTL_LANGUAGES.has(subtags[0] ?? '') ? 'RTL' : 'LTR';
}

/** Beyond this many UTF-16 units without a strong character the search stops. */
const SEARCH_LIMIT = 10_000;

/**
 * The paragraph direction by the first strong character, isolates skipped: Unicode Bidirectional Algorithm (UAX #9), rules P2 and P3.
 * Digits, both European and Arabic-Indic, are not strong: "١٢ km" runs left to right.
 * @param fallback for a text without any strong character; P3 says left to right
 */
export function directionOfText(text: string, fallback: TextDirection = 'LTR'): TextDirection {
  let isolates = 0;
  for (const character of text.length > SEARCH_LIMIT ? text.slice(0, SEARCH_LIMIT) : text) {
    if (character >= '\u2066' && character <= '\u2068') isolates++;
    else if (character === '\u2069') isolates = Math.max(0, isolates - 1);
    else if (isolates === 0) {
      if (STRONG_RTL.test(character)) return 'RTL';
      if (STRONG_LTR.test(character)) return 'LTR';
    }
  }
  return fallback;
}

/** Bidi classes R and AL: the letters of the right-to-left scripts, RLM and ALM. JavaScript has no `\p{Bidi_Class}`. */
const STRONG_RTL =
  /^(?:[\u200F\u061C]|(?=\p{L})[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Hanifi_Rohingya}\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF])$/u;
/** Class L: every other letter, and LRM. */
const STRONG_LTR = /^(?:\u200E|\p{L})$/u;
