/** BCP 47 tags as clients send them: checked once, in one place, before they reach Intl. */

/** The primary subtag, lower case: `ar` for `ar-EG`. */
export function primaryLanguage(tag: string): string {
  const end = tag.search(/[-_]/);
  return (end === -1 ? tag : tag.slice(0, end)).toLowerCase();
}

/**
 * The canonical spelling of a BCP 47 tag (`AR-eg` → `ar-EG`).
 * @throws RangeError naming the tag where it is none.
 */
export function canonicalLocale(tag: string): string {
  try {
    // Longer tags are legal, but none that we serve; the bound keeps the caches keyed by them small.
    if (tag.length > 0 && tag.length <= 35) return Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0]!;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new RangeError(`locale: ${JSON.stringify(tag.slice(0, 40))} is not a BCP 47 language tag`);
}

/**
 * Remembers `make(locale)` for the locales used last. Intl formatters cost 10 to 100 µs each to make.
 * Locales are client input, so the memory is bounded: `limit` entries, the oldest one leaves first.
 */
export function perLocale<T>(make: (locale: string) => T, limit = 64): (locale: string) => T {
  const made = new Map<string, T>();
  return (locale) => {
    let value = made.get(locale);
    if (value === undefined) {
      value = make(canonicalLocale(locale));
      if (made.size >= limit) made.delete(made.keys().next().value!);
      made.set(locale, value);
    }
    return value;
  };
}
