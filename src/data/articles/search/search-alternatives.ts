/** What is asked for beside a word that was typed: forms that the stemmer keeps apart from it. */
import type { Term } from '../../../text/analyse.ts';
import { otherNumbers } from '../../../text/broken-plurals.ts';
import { otherScripts } from '../../../text/names-in-scripts.ts';
import { stem } from '../../../text/stem.ts';
import type { Alternative } from '../../../text/word-groups.ts';

export type { Alternative };

/** «بسكين» is "with a knife", «بنك» a bank: before fewer letters the first is seldom a preposition. */
const LEAST_LETTERS = 4;

/** The noun's other numbers, and the name's other spellings. */
export function alternativesOf(term: Term): readonly Alternative[] {
  return [...otherNumbers(term), ...otherScripts(term), ...otherSounds(term.stem)];
}

/** «بسكين» and «لسكين» for «سكين»: the stemmer takes a bare letter off nowhere, for it cannot know it from one of the root. */
export function prefixedForms({ stem: bare }: Term): readonly Alternative[] {
  if (bare.length < LEAST_LETTERS || !ARABIC.test(bare)) return [];
  const stems = [`ب${bare}`, `ل${bare}`].map((word) => stem(word, 'und'));
  return stems.filter((prefixed) => prefixed !== bare).map(byStem);
}

/** «سكين» for «بسكين»; null where the first letter cannot be a preposition. Whether it is one, `isPreposition` says. */
export function withoutPreposition({ stem: typed, spelling }: Term): Alternative | null {
  if (!/^[بلكف]/.test(typed)) return null;
  // By its spelling: «بثعبان» loses an ending that «ثعبان» is too short to lose.
  const bare = stem((spelling[0] === typed[0] ? spelling : typed).slice(1), 'und');
  return bare.length < LEAST_LETTERS ? null : byStem(bare);
}

/**
 * By the number of articles that have the word as typed and without its first letter: a form is much rarer than its word. «كاميرات» is in a hundred, though more
 * have «أميرات».
 */
export function isPreposition(typed: number, bare: number): boolean {
  return typed === 0 ? bare > 0 : typed <= RARE && bare >= 5 * (typed + 1);
}

const RARE = 20;

/** Papers write the foreign g as غ or ج; of words so long one of the two is seldom another word. */
function otherSounds(word: string): readonly Alternative[] {
  if (word.length <= LEAST_LETTERS || !/[غج]/.test(word)) return [];
  return [byStem(word.replaceAll(/[غج]/g, (letter) => (letter === 'غ' ? 'ج' : 'غ')))];
}

const byStem = (word: string): Alternative => ({ form: 'stem', words: [word] });
const ARABIC = /^[\u0621-\u064A]+$/;
