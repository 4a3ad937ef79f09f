/**
 * Folding: one spelling for what readers take as the same word. For comparing and indexing only; what is shown stays untouched.
 * Every function here is idempotent: `fold(fold(x)) === fold(x)`.
 */

/**
 * Lower case, compatibility forms (NFKD, so that ﻻ and ﬁ become letters), without combining marks (é → e, أ → ا, harakat), tatweel, zero-width and
 * bidi controls. Arabic: all alefs → ا, ى → ي, ة → ه, ؤ → و, ئ → ي, Persian ک ی and Urdu ہ ھ ے → ك ي ه, Arabic-Indic and Persian digits → 0–9.
 * The bare hamza stays: شيء and شي are different words in more cases than they are one.
 */
export function fold(text: string): string {
  return foldKeepingMaqsura(text).replace(MAQSURA, 'ي');
}

/** As `fold`, but ى and ي stay apart: «على» is a preposition, «علي» a name. */
export function foldKeepingMaqsura(text: string): string {
  if (FOLDED_ARABIC.test(text)) return text;
  if (ASCII.test(text)) return text.toLowerCase();
  let folded = text;
  if (NEEDS_DECOMPOSITION.test(text)) {
    // Twice, for lowering a letter can bring up a new composed form, and a decomposition a new capital.
    folded = text.normalize('NFKD').toLowerCase().normalize('NFKD').toLowerCase();
  } else folded = text.toLowerCase();
  folded = folded.replace(IGNORED, '').replace(MAPPED, (character) => MAP[character]!);
  return NEEDS_COMPOSITION.test(folded) ? folded.normalize('NFC') : folded;
}

/**
 * The spelling without what readers do not spell: case, diacritics, tatweel, invisible characters, presentation forms, Persian kaf and ya, the digits'
 * script. Letters stay apart that `fold` makes one: أ and ا, ى and ي, ة and ه.
 */
export function foldSpelling(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  // Composed, so that hamza and madda stay on their alef while loose marks go; twice, as above.
  const composed = PLAIN_ARABIC.test(text) ? text : text.normalize('NFKC').toLowerCase().normalize('NFKC').toLowerCase();
  return composed.replace(IGNORED, '').replace(SPELLING_MAPPED, (character) => MAP[character]!);
}

/** Letters that are their own folded form: most Arabic words are of nothing else. */
const FOLDED_ARABIC = /^[\u0621\u0627\u0628\u062A-\u063A\u0641-\u064A]+$/;
const ASCII = /^[\x00-\x7F]*$/;
/** Letters of the base block and harakat: nothing there that composes or lowers. */
const PLAIN_ARABIC = /^[\u0621-\u0652]*$/;
const MAQSURA = /ى/g;

/** Anything that could change under NFKD; the plain Arabic letters and marks of the base block, and usual punctuation, cannot. */
const NEEDS_DECOMPOSITION =
  /[^\x00-\x7F\u0600-\u0621\u0627-\u0674\u0679-\u06BF\u06C3-\u06D2\u06D4-\u06FF\u200B-\u2023\u202A-\u202E\u2060-\u2069«»–—]/;

/**
 * Combining marks of Latin, Greek, Cyrillic and Arabic (marks of Indic scripts are vowels and stay), tatweel, soft hyphen, zero-width characters, bidi
 * controls, variation selectors, the byte order mark.
 */
const IGNORED =
  /[\u0300-\u036F\u0483-\u0489\u0610-\u061A\u061C\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u08D3-\u08E1\u08E3-\u08FF\u00AD\u034F\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF]/g;

const MAP: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ٲ: 'ا',
  ٳ: 'ا',
  ٵ: 'ا',
  ة: 'ه',
  ۃ: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  ۀ: 'ه',
  ۂ: 'ه',
  ؤ: 'و',
  ئ: 'ي',
  ی: 'ي',
  ې: 'ي',
  ے: 'ي',
  ۓ: 'ي',
  ک: 'ك',
  ڪ: 'ك',
  '٠': '0',
  '١': '1',
  '٢': '2',
  '٣': '3',
  '٤': '4',
  '٥': '5',
  '٦': '6',
  '٧': '7',
  '٨': '8',
  '٩': '9',
  '۰': '0',
  '۱': '1',
  '۲': '2',
  '۳': '3',
  '۴': '4',
  '۵': '5',
  '۶': '6',
  '۷': '7',
  '۸': '8',
  '۹': '9',
  '٫': '.',
  '٬': ',',
  '٪': '%',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
  æ: 'ae',
  œ: 'oe',
  ß: 'ss',
};
const MAPPED = new RegExp(`[${Object.keys(MAP).join('')}]`, 'gu');
/** Other keyboards' characters for the same letter, digits and signs; no letter that Arabic itself tells apart. */
const SPELLING_MAPPED = /[یکڪہھ٠-٩۰-۹٫٬٪’‘ʼ]/gu;

/** Hangul was decomposed to single jamo above; so were a few letters whose marks stay. */
const NEEDS_COMPOSITION = /[\u0900-\u1FFF\u3040-\u30FF]/;
