/** Picks from texts by language the one a reader can read best. */
import { primaryLanguage } from '../../src/text/locale.ts';

/** The text for `locale`, else for `fallback`, else null. Keys are BCP 47. */
export function localizedText(texts: Readonly<Record<string, string>>, locale: string, fallback: string): string | null {
  return textIn(texts, locale) ?? textIn(texts, fallback) ?? null;
}

/** The exact tag, else its language without region, else another region of that language. */
function textIn(texts: Readonly<Record<string, string>>, tag: string): string | undefined {
  const language = primaryLanguage(tag);
  const sibling = Object.keys(texts).find((other) => primaryLanguage(other) === language);
  return texts[tag] ?? texts[language] ?? (sibling === undefined ? undefined : texts[sibling]);
}
