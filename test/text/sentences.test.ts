import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sentences } from '../../src/text/sentences.ts';
import { countWords, words } from '../../src/text/words.ts';

const split = (text: string) => sentences(text).map((sentence) => sentence.text);

describe('Arabic sentences', () => {
  it.each<[string, string[]]>([
    ['بلغت الكلفة 1.25 مليار دولار. ورفض العرض.', ['بلغت الكلفة 1.25 مليار دولار.', 'ورفض العرض.']],
    ['لماذا رفض؟ لأنه لا يريد! هكذا قال.', ['لماذا رفض؟', 'لأنه لا يريد!', 'هكذا قال.']],
    ['قال د. سامي إن م. هدى وصلت. وأضاف أ.د. كريم: نعم.', ['قال د. سامي إن م. هدى وصلت.', 'وأضاف أ.د. كريم: نعم.']],
    ['قال: «نعم. سنعود غدًا.» ثم غادر.', ['قال: «نعم. سنعود غدًا.»', 'ثم غادر.']],
    ['كتب "لا". وأغلق الباب.', ['كتب "لا".', 'وأغلق الباب.']],
    ['انتهت المباراة في الرياض.وفاز الفريق بالكأس.', ['انتهت المباراة في الرياض.', 'وفاز الفريق بالكأس.']],
    ['صدر القرار عام 1436هـ. وبدأ التنفيذ.', ['صدر القرار عام 1436هـ.', 'وبدأ التنفيذ.']],
    ['أعلى رقم رأيته... قال الشخص لا.', ['أعلى رقم رأيته... قال الشخص لا.']],
    ['ارتفعت النفقات؛ إذ تتوقع الشركة المزيد.', ['ارتفعت النفقات؛ إذ تتوقع الشركة المزيد.']],
    ['البند الأول\nالبند الثاني\r\n\r\n• البند الثالث', ['البند الأول', 'البند الثاني', 'البند الثالث']],
    ['1. افتح الباب. 2. أغلقه.', ['1. افتح الباب.', '2. أغلقه.']],
    ['قال إن الحرارة\u200F -5 درجات.', ['قال إن الحرارة\u200F -5 درجات.']],
    [' – ... \n!', []],
  ])('%j', (text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  it('divides at «؛» and ellipses what would be too long to read', () => {
    const clause = 'وقالت البلدية إن أعمال الصيانة في الشارع الرئيسي ستستمر طوال أشهر الصيف بسبب تأخر وصول المواد';
    expect(split(`${clause}؛ ${clause}... ${clause}.`)).toEqual([`${clause}؛`, `${clause}...`, `${clause}.`]);
  });

  it('does not let an unpaired quotation mark swallow the text', () => {
    expect(split(`قال «نعم. ${'كلمة '.repeat(120)}. انتهى.`)).toHaveLength(3);
  });
});

it('keeps single quotation marks together, and lets apostrophes be', () => {
  expect(split("كتب: 'بدأنا. وسنكمل.' ثم نشر النص. وانتهى.")).toEqual(["كتب: 'بدأنا. وسنكمل.'", 'ثم نشر النص.', 'وانتهى.']);
  expect(split("The boys' team didn't win. It's a pity. 'Twas close.")).toHaveLength(3);
});

describe('English sentences', () => {
  it.each<[string, string[]]>([
    [
      'Mr. Smith met Dr. J. K. Jones at 3.30 p.m. in the U.S. Senate. They spoke.',
      ['Mr. Smith met Dr. J. K. Jones at 3.30 p.m. in the U.S. Senate.', 'They spoke.'],
    ],
    ['She moved to the U.S. The family stayed.', ['She moved to the U.S.', 'The family stayed.']],
    ['Acme Inc. said so. Acme Inc. The end.', ['Acme Inc. said so.', 'Acme Inc.', 'The end.']],
    ['"Really?" he asked. "Yes." She left.', ['"Really?" he asked.', '"Yes."', 'She left.']],
    ['Is it 1.25 billion? It is! Good.', ['Is it 1.25 billion?', 'It is!', 'Good.']],
    ['On Jan. 5 they met. No. 7 won.', ['On Jan. 5 they met.', 'No. 7 won.']],
  ])('%j', (text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});

it('offsets are slices of the original, in order, and lose no letter', () => {
  const piece = fc.constantFrom(
    'قال',
    'د.',
    'نعم.',
    '؟',
    '...',
    '«',
    '»',
    '"',
    '\n',
    ' ',
    'Mr.',
    'U.S.',
    '1.25',
    'The',
    '؛',
    'end.',
    '\r\n',
    '–',
    '😀',
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(' ')),
      (text) => {
        let last = 0;
        let letters = '';
        for (const { text: sentence, start, end } of sentences(text)) {
          expect(text.slice(start, end)).toBe(sentence);
          expect(start).toBeGreaterThanOrEqual(last);
          last = end;
          letters += sentence.replace(/[^\p{L}\p{N}]/gu, '');
        }
        expect(letters).toBe(text.replace(/[^\p{L}\p{N}]/gu, ''));
      },
    ),
  );
});

describe('words', () => {
  it.each<[string, string[]]>([
    ['بلغ 1.25 مليار، أي ١٬٢٥٠ مليونًا', ['بلغ', '1.25', 'مليار', 'أي', '١٬٢٥٠', 'مليونًا']],
    ["Don't call the U.S. well-known", ["Don't", 'call', 'the', 'U.S', 'well', 'known']],
    ['الـســلام مي\u200Cشود', ['الـســلام', 'مي\u200Cشود']],
    ['«ميتا»/OpenAI (2026)', ['ميتا', 'OpenAI', '2026']],
    ['…', []],
  ])('%j', (text, expected) => {
    expect(words(text).map((word) => word.text)).toEqual(expected);
    expect(countWords(text)).toBe(expected.length);
  });

  it('counts words of scripts without spaces', () => {
    expect(countWords('市议会决定关闭主要街道')).toBeGreaterThan(3);
  });

  it('offsets are slices of the original', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const word of words(text)) expect(text.slice(word.start, word.end)).toBe(word.text);
        expect(countWords(text)).toBe(words(text).length);
      }),
    );
  });
});
