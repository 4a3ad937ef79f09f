/** The argument `locale` of fields that answer in words: read with `localeFor`. */
import { Arg } from 'type-graphql';
import { Locale } from './scalars.ts';

/** @param description for the schema: which language it is without the argument */
export function LocaleArg(description = "In which language; the client's first without it."): ReturnType<typeof Arg> {
  return Arg('locale', () => Locale, { nullable: true, description });
}

/** As given: absent, null, or a BCP 47 tag. */
export type GivenLocale = string | null | undefined;
