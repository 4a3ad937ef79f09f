/** Numbers with their nouns: «تعليقان», «3 تعليقات», «11 تعليقًا», "1 comment". */
import { perLocale } from './locale.ts';

/**
 * One wording per CLDR plural category (https://cldr.unicode.org/index/cldr-spec/plural-rules), `{n}` standing for the number.
 * `zero` is taken for exactly 0 in every language, also where CLDR has no such category (English "No comments").
 * In Arabic: one = 1, two = 2, few = 3–10 (and 103–110 …), many = 11–99 (…), other = 100–102, 200–202 …
 */
export interface NounForms {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/**
 * @param n a whole number, 0 or more
 * @param locale BCP 47; decides the category and the digits (`ar` 0–9, `ar-EG` ٠–٩)
 * @throws RangeError for another number or an invalid locale
 */
export function countedNoun(n: number, forms: NounForms, locale: string): string {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError(`n: ${n} is not a whole number of 0 or more`);
  const { plural, digits } = rulesFor(locale);
  const category = n === 0 && forms.zero !== undefined ? 'zero' : plural.select(n);
  const wording = forms[category] ?? forms.other;
  return wording.includes('{n}') ? wording.replace('{n}', digits.format(n)) : wording;
}

const rulesFor = perLocale((locale) => ({
  plural: new Intl.PluralRules(locale),
  digits: new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }),
}));
