/** How long a text takes to read, and how a page says so. */
import { countedNoun, type NounForms } from './counted-noun.ts';
import { primaryLanguage } from './locale.ts';

/**
 * Silent reading of non-fiction by adults, words a minute. English from the meta-analysis, the others from its table of languages:
 * M. Brysbaert, "How many words do we read per minute? A review and meta-analysis of reading rate", Journal of Memory and Language 109 (2019), 104047.
 * Arabic says in one word («وبالمدرسة») what English says in three, so 181 words are about the same message. (Read aloud, Arabic was measured at
 * 138: Trauzettel-Klosinski and Dietz, "Standardized Assessment of Reading Performance", IOVS 53 (2012), 5452–5461.)
 */
export const WORDS_PER_MINUTE: Readonly<Record<string, number>> = {
  ar: 181,
  en: 238,
  fr: 214,
  de: 260,
  es: 278,
  it: 285,
  nl: 228,
  he: 224,
  fi: 195,
  sv: 218,
  ko: 226,
};
const DEFAULT_WORDS_PER_MINUTE = 200;

/**
 * Seconds that a text takes, rounded up to whole ones.
 * @param wordCount words as `countWords` counts them
 * @param language BCP 47; an unknown one reads 200 words a minute
 * @throws RangeError for a count that is no number of 0 or more
 */
export function readingSeconds(wordCount: number, language: string): number {
  if (!Number.isFinite(wordCount) || wordCount < 0) throw new RangeError(`wordCount: ${wordCount} is not a number of 0 or more`);
  return Math.ceil((wordCount * 60) / (WORDS_PER_MINUTE[primaryLanguage(language)] ?? DEFAULT_WORDS_PER_MINUTE));
}

/**
 * «3 دقائق قراءة», "3 min read"; under half a minute «أقل من دقيقة قراءة». Languages other than Arabic and English get English.
 * @param seconds as `readingSeconds` gives them
 * @param locale BCP 47
 */
export function readingTimeLabel(seconds: number, locale: string): string {
  if (!Number.isFinite(seconds) || seconds < 0) throw new RangeError(`seconds: ${seconds} is not a number of 0 or more`);
  const arabic = primaryLanguage(locale) === 'ar';
  return countedNoun(Math.round(seconds / 60), arabic ? ARABIC_FORMS : ENGLISH_FORMS, arabic ? locale : 'en');
}

/** The dual loses its nun before the genitive: «دقيقتا قراءة». */
const ARABIC_FORMS: NounForms = {
  zero: 'أقل من دقيقة قراءة',
  one: 'دقيقة قراءة',
  two: 'دقيقتا قراءة',
  few: '{n} دقائق قراءة',
  many: '{n} دقيقة قراءة',
  other: '{n} دقيقة قراءة',
};
const ENGLISH_FORMS: NounForms = { zero: 'less than a minute', other: '{n} min read' };
