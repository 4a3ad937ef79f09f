/** Picks from texts by language the one a reader can read best. */

/**
 * The text for the exact tag, else for its language without region, else for another region of that language, else for `fallback`;
 * null where there is none of these. Keys are BCP 47.
 */
export function localizedText(texts: Readonly<Record<string, string>>, locale: string, fallback: string): string | null {
  const language = languageOf(locale);
  const sibling = Object.keys(texts).find((tag) => languageOf(tag) === language);
  return texts[locale] ?? texts[language] ?? (sibling === undefined ? undefined : texts[sibling]) ?? texts[fallback] ?? null;
}

function languageOf(tag: string): string {
  return tag.split('-', 1)[0]!.toLowerCase();
}
