/** Language tags as inputs write them. */

/**
 * «en-us», «en_US», «AR» to the language and, where it says one, the script: «en», «ar», «zh-Hant». Regions are dropped, so that a filter by language finds
 * them all. Null for what is no language tag.
 */
export function languageOf(tag: string | null | undefined): string | null {
  const trimmed = (tag ?? '').trim().replaceAll('_', '-');
  if (!/^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(trimmed)) return null;
  try {
    const locale = new Intl.Locale(trimmed);
    if (locale.language === 'und') return null;
    return locale.script === undefined ? locale.language : `${locale.language}-${locale.script}`;
  } catch {
    // RangeError is how Intl says that the tag is not well formed.
    return null;
  }
}
