import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Block } from '../../src/data/articles/article.record.ts';
import { bodyText } from '../../src/ingest/block-text.ts';
import { blocksFromText } from '../../src/ingest/text-blocks.ts';

const shape = (blocks: readonly Block[]): string[] =>
  blocks.map((block) => (block.kind === 'LIST' ? `${block.ordered ? 'ORDERED' : 'LIST'} ${block.items.length}` : block.kind));

/** An aggregator's flat text: paragraphs, questions as headings, «label: text» items after a colon and after a heading. */
const FLAT = `أعلنت مهندسة شابة من صفاقس أنها لن تبيع شركتها الصغيرة مهما بلغ العرض، بعد أسابيع من مفاوضات شغلت الصحافة الاقتصادية.
وقالت في مقابلة قصيرة: "بنينا هذا المكان لنبقى فيه، لا لنغادره عند أول إشارة."
لماذا رفضت العرض؟
تعمل الشركة على أجهزة استشعار زهيدة الثمن تقيس ملوحة التربة، ويستخدمها اليوم أكثر من ألف مزارع في الجنوب.
ما الذي يشغل المؤسسين اليوم؟
خلف الرقم الكبير أسباب يكررها الفريق كل يوم:
القرب من الحقول: يزور كل مهندس مزرعة واحدة في الأسبوع على الأقل.
حرية النشر: تُنشر القياسات كلها في أرشيف مفتوح يقرؤه الباحثون.
الوقت الطويل: لا يريد أحد أن يستعجل تجربة تحتاج إلى ثلاثة مواسم.
مصنع صغير بأحلام واسعة
تنوي الشركة أن تفتح ورشة ثانية قرب الميناء في الربيع المقبل، وأن تدرّب فيها خمسين شابًا من أبناء المنطقة.
ماذا يعني ذلك للمزارعين؟
أسعار أثبت: تعهدت الشركة ألا ترفع سعر الجهاز قبل عامين.
خدمة أقرب: سيفتح مركز للصيانة في كل ولاية جنوبية.
بيانات أوضح: تصل القراءات إلى الهاتف باللهجة المحلية.
قروض أصغر: يتفاوض الفريق مع مصرفين على تقسيط الثمن.
يبقى السؤال عن القدرة على الصمود، لكن المزارعين الذين التقيناهم لم يسألوا عنه.`;

describe('blocksFromText', () => {
  it('finds four headings and seven bullets where an aggregator wrote plain lines', () => {
    const blocks = blocksFromText(FLAT);
    expect(shape(blocks)).toEqual([
      'PARAGRAPH',
      'PARAGRAPH',
      'HEADING',
      'PARAGRAPH',
      'HEADING',
      'PARAGRAPH',
      'LIST 3',
      'HEADING',
      'PARAGRAPH',
      'HEADING',
      'LIST 4',
      'PARAGRAPH',
    ]);
    expect(blocks[2]).toEqual({ kind: 'HEADING', level: 2, text: 'لماذا رفضت العرض؟' });
    expect(blocks[6]).toMatchObject({ items: [expect.stringContaining('القرب من الحقول'), expect.anything(), expect.anything()] });
  });

  it('takes blank lines and single line ends as ends of paragraphs', () => {
    expect(shape(blocksFromText('One.\r\n\r\n  Two.\nThree.'))).toEqual(['PARAGRAPH', 'PARAGRAPH', 'PARAGRAPH']);
  });

  it.each([
    ['bullets', '• one\n• two', [{ kind: 'LIST', ordered: false, items: ['one', 'two'] }]],
    ['hyphens', '- one\n- two', [{ kind: 'LIST', ordered: false, items: ['one', 'two'] }]],
    ['numbers', '1. one\n2. two', [{ kind: 'LIST', ordered: true, items: ['one', 'two'] }]],
    ['Arabic digits', '١- أولًا\n٢- ثانيًا', [{ kind: 'LIST', ordered: true, items: ['أولًا', 'ثانيًا'] }]],
    [
      'one line of dialogue',
      '- And then?\nNothing happened.',
      [
        { kind: 'PARAGRAPH', text: '- And then?' },
        { kind: 'PARAGRAPH', text: 'Nothing happened.' },
      ],
    ],
    [
      'numbers that do not count up',
      '20. one\n14. two',
      [
        { kind: 'PARAGRAPH', text: '20. one' },
        { kind: 'PARAGRAPH', text: '14. two' },
      ],
    ],
    ['a footnote', '* Agency service', [{ kind: 'PARAGRAPH', text: '* Agency service' }]],
    [
      'a quotation',
      '«لم نكن نتوقع أن يصل الماء إلى هذا الحد في ليلة واحدة»',
      [{ kind: 'QUOTE', text: 'لم نكن نتوقع أن يصل الماء إلى هذا الحد في ليلة واحدة', attribution: null }],
    ],
  ] as const)('%s', (_, text, blocks) => {
    expect(blocksFromText(text)).toEqual(blocks);
  });

  it.each([
    [
      'a conversation: the same speakers again',
      'Reporter: how long will it take?\nMayor: two years at the most.\nCouncil: we shall see about that.\nReporter: and who pays for it?',
    ],
    ['reported speech', 'قال سالم: لن أعود قبل الصيف.\nوقالت أخته: سنراك قبل ذلك.\nوأضاف الجد: كلكم على حق.'],
    ['a single label without a colon before it', 'Place: the old harbour.\nIt was late.'],
  ])('sees no list in %s', (_, text) => {
    expect(blocksFromText(text).every(({ kind }) => kind === 'PARAGRAPH')).toBe(true);
  });

  it.each([
    ['the first line', 'Rabat\nA long first paragraph follows here, and it goes on for quite some time before it ends.'],
    [
      'a line after an unfinished sentence',
      'The road goes on\nbeyond the hill\nand the long last line of this poem is longer than all the lines before it were, taken one by one.',
    ],
    [
      'a signature',
      'The end of the report.\nwriter@news.example\nAnother long paragraph of the same page, which is here to be long and nothing more than that.',
    ],
    ['a line before a shorter one', 'A sentence ends here.\nA short line\nToo short.'],
  ])('sees no heading in %s', (_, text) => {
    expect(blocksFromText(text).some(({ kind }) => kind === 'HEADING')).toBe(false);
  });

  it('keeps every word in its order', () => {
    const words = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];
    const line = fc
      .array(fc.constantFrom('word', 'كلمة', 'ثم', 'two', 'نصّ', '14', 'label:', 'نعم؟', 'end.', '«قول»', '"x"', '—'), {
        minLength: 1,
        maxLength: 18,
      })
      .map((parts) => parts.join(' '));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
        const text = lines.join('\n');
        expect(words(bodyText(blocksFromText(text)))).toEqual(words(text));
      }),
      { numRuns: 500 },
    );
  });

  it('says the same of what it made: paragraphs of paragraphs', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        for (const block of blocksFromText(text)) expect(bodyText([block])).not.toMatch(/^\s|\s$|\r/);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['.', ')', '".', '« ', '- ', '1. ', 'a: b ', 'a:\n', '1.\n', '؟\n', '\u00A0', '\u202E\n'])(
    'takes no longer for half a million characters of %p than reading them does',
    (piece) => {
      const started = performance.now();
      blocksFromText(piece.repeat(500_000 / piece.length));
      blocksFromText(`x${piece.repeat(500_000 / piece.length)}x`);
      expect(performance.now() - started).toBeLessThan(3_000);
    },
  );

  it('is bounded', () => {
    const blocks = blocksFromText('x\n'.repeat(20_000));
    expect(blocks.length).toBeLessThanOrEqual(5_000);
    expect(bodyText(blocks).match(/x/g)).toHaveLength(20_000);
  });
});
