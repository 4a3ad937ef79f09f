/** «تعليقان», «3 تعليقات», "1 comment": the label beside a thread. */
import { countedNoun, type NounForms } from './counted-noun.ts';
import { primaryLanguage } from './locale.ts';

/**
 * @param count whole, 0 or more
 * @param locale BCP 47; languages other than Arabic get English
 */
export function commentCountLabel(count: number, locale: string): string {
  return primaryLanguage(locale) === 'ar' ? countedNoun(count, ARABIC_FORMS, locale) : countedNoun(count, ENGLISH_FORMS, 'en');
}

const ARABIC_FORMS: NounForms = {
  zero: 'لا تعليقات',
  one: 'تعليق واحد',
  two: 'تعليقان',
  few: '{n} تعليقات',
  many: '{n} تعليقًا',
  other: '{n} تعليق',
};
const ENGLISH_FORMS: NounForms = { zero: 'No comments', one: '{n} comment', other: '{n} comments' };
