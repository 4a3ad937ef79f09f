/** Who is quoted: the line below a quotation, which begins with a person's name and goes on with what the person is. */
import { type FoundName, isFamilyName, isGivenName, isNameLike, readingIn } from './entity-cues-ar.ts';
import { isNameWord, plainEnd } from './entity-cues-en.ts';
import type { EntityToken } from './entity-tokens.ts';
import { OFFICES, PERSON_TITLES } from './entity-words-ar.ts';

/** "Imani Caldwell, night nurse", «الدكتورة نسرين العطار، مشرفة المشروع»: the name without title, or null where it does not begin like one. */
export function speakerOf(tokens: readonly EntityToken[]): FoundName | null {
  const first = tokens[0];
  if (first === undefined) return null;
  const [from, to] = first.isArabic ? arabicSpan(tokens) : englishSpan(tokens);
  return to - from < 2 || to - from > 4 ? null : { type: 'PERSON', from, to, skip: 0, core: from };
}

/** Something must show that it is a person, and not «بيان صادر»: a title, a given name, a family name. */
function arabicSpan(tokens: readonly EntityToken[]): [from: number, to: number] {
  let from = 0;
  while (from < tokens.length && readingIn(tokens[from]!, PERSON_TITLES) !== null) from++;
  let to = from;
  while (to < tokens.length && (to === from || !tokens[to]!.isAfterBreak) && (isNameLike(tokens[to]!) || OFFICES.has(tokens[to]!.folded)))
    to++;
  const isPerson = to > from && (from > 0 || isGivenName(tokens[from]!) || isFamilyName(tokens[to - 1]!));
  return isPerson ? [from, to] : [0, 0];
}

/** A body that is quoted stands behind "of" or ends like one: only what is not followed by more words of the same name. */
function englishSpan(tokens: readonly EntityToken[]): [from: number, to: number] {
  if (!isNameWord(tokens[0]!)) return [0, 0];
  const to = plainEnd(tokens, 0);
  return tokens[to] === undefined || tokens[to]!.isAfterBreak ? [0, to] : [0, 0];
}
