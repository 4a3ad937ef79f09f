import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold, foldKeepingMaqsura } from '../../src/text/fold.ts';

describe('folding to one spelling', () => {
  it.each([
    ['alefs', 'أحمد إلى آخر ٱلكتاب', 'احمد الي اخر الكتاب'],
    ['ya and alef maqsura', 'مستشفى مستشفي', 'مستشفي مستشفي'],
    ['ta marbuta', 'مدرسة', 'مدرسه'],
    ['hamza carriers', 'مسؤول مسئول رئيس', 'مسوول مسيول رييس'],
    ['the bare hamza stays', 'شيء', 'شيء'],
    ['diacritics', 'مُحَمَّدٌ رَسُولًا', 'محمد رسولا'],
    ['dagger alef and Quranic marks', 'هٰذا ۖ', 'هذا '],
    ['tatweel', 'الـــســلام', 'السلام'],
    ['presentation forms and ligatures', 'ﺍﻟﺴﻼﻡ ﻻ', 'السلام لا'],
    ['Persian kaf and ya', 'کتاب عربی', 'كتاب عربي'],
    ['Urdu heh and yeh barree', 'ہے', 'هي'],
    ['Arabic-Indic and Persian digits', '١٢٣٫٥ ۴۵۶', '123.5 456'],
    ['zero-width and bidi controls', '\u200Fال\u200Cسل\u200Dام\u200B \u2067م\u2069\uFEFF', 'السلام م'],
    ['decomposed hamza', 'ا\u0654حمد', 'احمد'],
    ['English case and accents', 'Café NAÏVE Ångström', 'cafe naive angstrom'],
    ['full width and typographic forms', 'ＭＥＴＡ ﬁnance don’t', "meta finance don't"],
    ['Hangul stays whole', '한국', '한국'],
    ['Hindi keeps its vowels', 'हिन्दी', 'हिन्दी'],
  ])('%s', (_, written, folded) => {
    expect(fold(written)).toBe(folded);
  });

  it('can keep ى and ي apart', () => {
    expect(foldKeepingMaqsura('عَلَى عليّ')).toBe('على علي');
    expect(foldKeepingMaqsura('ﻋﻠﻰ')).toBe('على');
  });

  it('is idempotent, whatever comes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => fold(fold(text)) === fold(text)),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0x600, max: 0x6ff }).map((code) => String.fromCharCode(code)) }),
        (text) => fold(fold(text)) === fold(text),
      ),
    );
  });

  it('does not see marks, tatweel and invisible characters anywhere in a word', () => {
    const noise = fc
      .array(fc.constantFrom('\u0640', '\u064B', '\u064E', '\u0651', '\u0652', '\u200C', '\u200F', '\u2066', '\uFEFF'), { maxLength: 2 })
      .map((marks) => marks.join(''));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...'ابتثجحخدذرزسشصضطظعغفقكلمنهوي'), noise), { minLength: 1, maxLength: 10 }),
        (letters) => {
          expect(fold(letters.map(([letter, marks]) => letter + marks).join(''))).toBe(letters.map(([letter]) => letter).join(''));
        },
      ),
    );
  });
});
