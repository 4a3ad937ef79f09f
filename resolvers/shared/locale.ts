/** Which language the server's own words are in. */

export const DEFAULT_LOCALE = 'ar';

/** The argument where it was given, else the client's first language, else Arabic. */
export function localeFor(argument: string | null | undefined, context: { readonly locales: readonly string[] }): string {
  return argument ?? context.locales[0] ?? DEFAULT_LOCALE;
}
