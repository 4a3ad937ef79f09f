/** Arabic words as they are shown alone: without the particles that are written together with them. */
import { foldKeepingMaqsura } from './fold.ts';
import { beginsWithConjunction, isLamBeforeLam } from './stem-arabic.ts';
import { isStopWord } from './stop-words.ts';

/**
 * How many UTF-16 units at the beginning of an Arabic word are the conjunction و; 0 or 1. «وقال» 1, «وقت» 0.
 * @param word as written
 */
export function conjunctionLength(word: string): 0 | 1 {
  if (word[0] !== 'و') return 0;
  const folded = foldKeepingMaqsura(word);
  return beginsWithConjunction(folded) || (folded.length === 3 && isStopWord(folded.slice(1), 'ar')) ? 1 : 0;
}

/** The word with its article but without conjunction and preposition: «بالذكاء» → «الذكاء», «وللشركات» → «الشركات», «للجنة» → «اللجنة», «وعمداء» → «عمداء». */
export function withoutParticles(word: string): string {
  const rest = word.slice(conjunctionLength(word));
  if (/^[بكف]ال[\u0621-\u064A]{3}/.test(rest)) return rest.slice(1);
  if (!/^لل[\u0621-\u064A]{2}/.test(rest)) return rest;
  return `ال${isLamBeforeLam(foldKeepingMaqsura(rest)) ? rest.slice(1) : rest.slice(2)}`;
}
