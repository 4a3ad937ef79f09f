import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { analyse } from '../../src/text/analyse.ts';
import { isFunctionWord } from '../../src/text/function-words.ts';
import { words } from '../../src/text/words.ts';

const stems = (text: string) => analyse(text).map(({ stem }) => stem);
const spellings = (text: string) => analyse(text).map(({ spelling }) => spelling);

describe('terms', () => {
  it.each([
    ['forms of one word', 'والشركات', 'شركة'],
    ['a preposition with the article', 'بالذكاء', 'ذكاء'],
    ['diacritics', 'الذَّكاءُ', 'الذكاء'],
    ['tatweel', 'الذكـــاء', 'الذكاء'],
    ['presentation forms', 'ﺍﻟﺬﻛﺎﺀ', 'الذكاء'],
    ['ya and alef maqsura', 'مستشفي', 'مستشفى'],
    ['ta marbuta and ha', 'مدرسه', 'مدرسة'],
    ['hamza', 'احمد', 'أحمد'],
    ['digits', '٢٠١٥', '2015'],
    ['grouped digits', '18,685', '18685'],
    ['Persian kaf', 'کتاب', 'كتاب'],
    ['English forms', 'Companies', 'company'],
    ['a name in two words', 'عبد الله', 'عبدالله'],
    ['a name in two words, with and', 'وعبد الرحمن', 'عبدالرحمن'],
    ['a town in two words', 'أبو ظبي', 'ابوظبي'],
    ['dotted capitals', 'U.S.', 'US'],
  ])('%s have one stem', (_, one, other) => {
    expect(stems(one)).toEqual(stems(other));
    expect(stems(one)).toHaveLength(1);
  });

  it('keeps spellings apart that readers tell apart, and no others', () => {
    expect(spellings('على علي مدرسة مدرسه أحمد احمد')).toEqual(['على', 'علي', 'مدرسة', 'مدرسه', 'أحمد', 'احمد']);
    expect(spellings('عَلَى عـلـى ﻋﻠﻰ')).toEqual(['على', 'على', 'على']);
    expect(spellings('Café CAFÉ 1.25 ١٫٢٥')).toEqual(['café', 'café', '1.25', '1.25']);
    expect(spellings('أ\u0654')).toEqual(['أ']);
  });

  it('says where in the text each stands', () => {
    const text = '«عبدُ الله» و(OpenAI) في أبو ظبي، عبد اللطيف؛ عبد، الكريم';
    expect(analyse(text).map(({ start, end }) => text.slice(start, end))).toEqual([
      'عبدُ الله',
      'و',
      'OpenAI',
      'في',
      'أبو ظبي',
      'عبد اللطيف',
      'عبد',
      'الكريم',
    ]);
  });

  it('gives a ligature of several words a term for each, all in its place', () => {
    const terms = analyse('النبي ﷺ قال');
    expect(terms.map(({ spelling }) => spelling)).toEqual(['النبي', 'صلى', 'الله', 'عليه', 'وسلم', 'قال']);
    expect(new Set(terms.slice(1, 5).map(({ start, end }) => `${start}-${end}`))).toEqual(new Set(['6-7']));
  });

  it('ends at a limit, and cuts what is no word any more', () => {
    expect(analyse('a b c d', 2)).toHaveLength(2);
    expect(spellings('x'.repeat(5_000))).toEqual(['x'.repeat(40)]);
  });

  it('holds nothing a query language could read as syntax, whatever comes', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...'ابتعدو ﷺﻻ\u0640\u064E\u200F"\'*:()-.,٫1٢Aa\0\uD800'), maxLength: 40 }),
    );
    fc.assert(
      fc.property(text, (written) => {
        let end = 0;
        for (const term of analyse(written)) {
          expect(term.stem).toMatch(/^[\p{L}\p{N}\p{M}.\uFFFD]+$/u);
          expect(term.spelling).toMatch(/^[\p{L}\p{N}\p{M}.\uFFFD]+$/u);
          expect(term.start).toBeGreaterThanOrEqual(Math.min(end, term.start));
          expect(term.end).toBeGreaterThan(term.start);
          end = term.end;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('finds the words that the slower expression finds', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'ابتثجحخد ى ة ء \u064E\u0640\n\t.,;:!?()«»"abcXYZ0123٤٥é’\'-–/ـ\u200C漢字'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, (written) => {
        const slow = words(written).flatMap(({ start, end }) => (analyse(written.slice(start, end)).length > 0 ? [start] : []));
        const starts = new Set(analyse(written).map(({ start }) => start));
        // A script without spaces is divided by what stands around a word, too.
        fc.pre(!/[漢字]/.test(written));
        for (const start of slow) expect([written, [...starts]]).toEqual([written, expect.arrayContaining([start])]);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('function words', () => {
  it.each(['في', 'وفي', 'كيف', 'متى', 'عَلَى', 'The', "don't", 'where'])('%s is one', (word) => expect(isFunctionWord(word)).toBe(true));
  it.each(['علي', 'رمضان', 'مليون', 'الجمعة', 'friday', 'حج'])('%s is none', (word) => expect(isFunctionWord(word)).toBe(false));
});
