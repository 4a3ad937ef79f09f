/** Light stems: what index terms are made of. A stem is a key for comparing, not a word to be shown. */
import { foldKeepingMaqsura } from './fold.ts';
import { stemArabic } from './stem-arabic.ts';
import { stemEnglish } from './stem-english.ts';
import { primaryLanguage } from './locale.ts';

/**
 * The stem of one word, folded. Arabic script is stemmed as Arabic unless the language is another that writes it; Latin script as English where the
 * language is English or one that writes no Latin itself («شركة OpenAI»). Other words are only folded. Idempotent.
 * @param word one word, any spelling
 * @param language BCP 47
 */
export function stem(word: string, language: string): string {
  const folded = foldKeepingMaqsura(word);
  const primary = primaryLanguage(language);
  if (ARABIC_WORD.test(folded))
    return primary === 'ar' || primary === 'und' || primary === 'en' ? stemArabic(folded) : folded.replaceAll('ى', 'ي');
  if (LATIN_WORD.test(folded)) return LATIN_READS_AS_ENGLISH.has(primary) ? stemEnglish(folded) : folded;
  return folded;
}

const ARABIC_WORD = /^[\u0621-\u064A]+$/;
const LATIN_WORD = /^[a-z']+$/;
const LATIN_READS_AS_ENGLISH = new Set(['en', 'und', 'ar', 'fa', 'ur']);
