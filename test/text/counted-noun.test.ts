import { describe, expect, it } from '@jest/globals';
import { countedNoun } from '../../src/text/counted-noun.ts';
import { readingSeconds, readingTimeLabel } from '../../src/text/reading-time.ts';

const ARABIC = {
  zero: 'لا تعليقات',
  one: 'تعليق واحد',
  two: 'تعليقان',
  few: '{n} تعليقات',
  many: '{n} تعليقًا',
  other: '{n} تعليق',
};
const ENGLISH = { zero: 'No comments', one: '{n} comment', other: '{n} comments' };

describe('numbers with their nouns', () => {
  it.each([
    [0, 'لا تعليقات', 'No comments'],
    [1, 'تعليق واحد', '1 comment'],
    [2, 'تعليقان', '2 comments'],
    [3, '3 تعليقات', '3 comments'],
    [10, '10 تعليقات', '10 comments'],
    [11, '11 تعليقًا', '11 comments'],
    [99, '99 تعليقًا', '99 comments'],
    [100, '100 تعليق', '100 comments'],
    [103, '103 تعليقات', '103 comments'],
    [1234, '1,234 تعليقًا', '1,234 comments'],
  ])('%d comments', (n, arabic, english) => {
    expect(countedNoun(n, ARABIC, 'ar')).toBe(arabic);
    expect(countedNoun(n, ENGLISH, 'en')).toBe(english);
  });

  it('counts in the digits of the locale, and falls back to `other`', () => {
    expect(countedNoun(3, ARABIC, 'ar-EG')).toBe('٣ تعليقات');
    expect(countedNoun(2, { other: '{n} Bilder' }, 'de')).toBe('2 Bilder');
  });

  it('refuses what cannot be counted', () => {
    expect(() => countedNoun(-1, ARABIC, 'ar')).toThrow('n: -1 is not a whole number of 0 or more');
    expect(() => countedNoun(1.5, ENGLISH, 'en')).toThrow('n: 1.5');
  });
});

describe('reading time', () => {
  it('goes by the reading rate of the language', () => {
    expect(readingSeconds(181, 'ar')).toBe(60);
    expect(readingSeconds(238, 'en-GB')).toBe(60);
    expect(readingSeconds(200, 'sw')).toBe(60);
    expect(readingSeconds(0, 'ar')).toBe(0);
    expect(() => readingSeconds(-3, 'ar')).toThrow('wordCount: -3');
  });

  it.each([
    [0, 'أقل من دقيقة قراءة', 'less than a minute'],
    [60, 'دقيقة قراءة', '1 min read'],
    [110, 'دقيقتا قراءة', '2 min read'],
    [180, '3 دقائق قراءة', '3 min read'],
    [660, '11 دقيقة قراءة', '11 min read'],
    [6000, '100 دقيقة قراءة', '100 min read'],
  ])('%d seconds', (seconds, arabic, english) => {
    expect(readingTimeLabel(seconds, 'ar')).toBe(arabic);
    expect(readingTimeLabel(seconds, 'en')).toBe(english);
  });
});
