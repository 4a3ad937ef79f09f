/** The languages this folder has stop words and a stemmer for; text in others can be folded and divided, not analysed. */
import { primaryLanguage } from './locale.ts';

/** @param language BCP 47 */
export function isAnalysedLanguage(language: string): boolean {
  const primary = primaryLanguage(language);
  return primary === 'ar' || primary === 'en';
}
