/** The local engine on articles written for it: what a reader of each would say it is about. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Block } from '../../src/data/articles/article.record.ts';
import type { CitedText } from '../../src/data/enrichments/enrichment.record.ts';
import { type ArticleText, MAX_TEXT_UNITS, textOfBlock } from '../../src/enrichment/engine/article-text.ts';
import { enrich } from '../../src/enrichment/engine/enrich.ts';
import { inputHash } from '../../src/enrichment/engine/input-hash.ts';
import { ALL, dataCentre, flood, match, offer, tram } from './articles.ts';

const texts = (cited: readonly CitedText[]) => cited.map(({ text }) => text);

describe('summaries', () => {
  it('say in three sentences of an Arabic article what it says', () => {
    expect(texts(enrich(offer).parts.summary)).toEqual([
      'رفضت المهندسة نور الحداد عرضًا بقيمة 1.4 مليار دولار من شركة «سيرا» Sira مقابل الانضمام إلى فريقها لأبحاث الذكاء الاصطناعي مدة خمس سنوات.',
      'تخوض شركات الذكاء الاصطناعي سباقًا على عدد قليل من الخبراء، وتبني لهم مراكز بيانات تستهلك من الكهرباء ما تستهلكه مدينة كاملة.',
      'أعلنت الجامعة صندوقًا جديدًا لدعم أبحاث الذكاء الاصطناعي قيمته 20 مليون دولار، وهو مبلغ صغير بمقاييس الشركات.',
    ]);
  });

  it('do the same in English', () => {
    expect(texts(enrich(tram).parts.summary)).toEqual([
      'The harbour city of Oldmouth will open a new tram line on Monday, forty years after the last tram left its depot.',
      'The council promises compensation and says that shops along tram lines in other cities gained customers within a year.',
      'Two more tram lines are planned, although their funding is not secured.',
    ]);
  });

  it('begin where the news begins, behind the dateline', () => {
    const dated = {
      ...match,
      blocks: [{ kind: 'PARAGRAPH', text: `بنزرت - مراسلنا: ${textOfBlock(match.blocks[0]!)}` } as Block, ...match.blocks.slice(1)],
    };
    expect(enrich(dated).parts.summary[0]?.text).toBe(enrich(match).parts.summary[0]?.text);
    expect(enrich(dated).parts.summary[0]?.citation.start).toBe('بنزرت - مراسلنا: '.length);
  });

  it('never quote a question, a heading, a caption or a label', () => {
    for (const { parts } of ALL.map(enrich)) {
      for (const text of [...texts(parts.summary), ...texts(parts.keyPoints)]) {
        expect(text).not.toMatch(/[؟?:]$/);
        expect(['لماذا رفضت', 'قاعة الخوادم في المبنى الجديد.', 'وهذا ليس كل شيء.']).not.toContain(text);
      }
    }
  });
});

describe('key points', () => {
  it('are short, differ from the summary and prefer lists', () => {
    expect(texts(enrich(offer).parts.keyPoints)).toEqual([
      'أضاف أن قيمة العرض تفوق ميزانية الجامعة كلها، مشيرًا إلى أن شركات أخرى اتصلت بالمختبر في الأسبوع نفسه.',
      'الاستقلال: تفضل الحداد نشر أبحاثها مفتوحة للجميع بلا إذن من شركة.',
      'القلق الأخلاقي: تخشى المهندسة أن تُستعمل نماذج الذكاء الاصطناعي في المراقبة.',
      'يتوقع خبراء أن ترتفع عروض الشركات في العام المقبل.',
    ]);
    expect(texts(enrich(tram).parts.keyPoints)).toContain('Trams run every six minutes until midnight.');
  });

  it('cut a long sentence where a clause may go', () => {
    const long =
      'وأوضح مدير مشروع الترام أن الخط الثاني سيمر بالمستشفى والجامعة والسوق القديم ومحطة القطار، مشيرًا إلى أن أعمال الحفر ستبدأ في الربيع وتستمر ثمانية عشر شهرًا، وأن الشوارع الضيقة ستغلق أمام السيارات ليلًا.';
    const cut = { ...match, blocks: [...match.blocks, { kind: 'PARAGRAPH', text: long } as Block] };
    expect(texts(enrich(cut).parts.keyPoints)).toContain(
      'أوضح مدير مشروع الترام أن الخط الثاني سيمر بالمستشفى والجامعة والسوق القديم ومحطة القطار',
    );
  });
});

describe('keywords', () => {
  it.each<[ArticleText, string[]]>([
    [offer, ['الذكاء الاصطناعي', 'الجامعة', 'الحداد']],
    [dataCentre, ['الذكاء الاصطناعي', 'مركز بيانات', 'الكهرباء']],
    [match, ['النورس', 'الهضبة', 'نهائي كأس اليد']],
    [flood, ['انهيار سد ترابي']],
    [tram, ['tram', 'Harbour city']],
  ])('of $title', (article, expected) => {
    const found = enrich(article).parts.keywords;
    expect(found.map(({ text }) => text)).toEqual(expect.arrayContaining(expected));
    expect(found[0]?.score).toBe(1);
    expect(found.length).toBeLessThanOrEqual(10);
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).toSorted((a, b) => b - a));
  });

  it('are shown without what is written together with them', () => {
    const blocks: Block[] = [{ kind: 'PARAGRAPH', text: 'اهتمت المدينة بالمكتبات. وللمكتبات قراء. والمكتبات كثيرة.' }];
    expect(enrich({ ...match, title: 'للمكتبات', blocks }).parts.keywords[0]?.text).toBe('المكتبات');
  });
});

describe('the whole', () => {
  it('is the same every time', () => {
    for (const article of ALL) expect(enrich(structuredClone(article))).toEqual(enrich(article));
  });

  it('of an unsupported language is empty but for the vector', () => {
    const { parts, vector, status } = enrich({ ...tram, language: 'fr' });
    expect(status).toBe('UNSUPPORTED');
    expect(parts).toMatchObject({ summary: [], keyPoints: [], keywords: [], sentiment: null, language: 'fr' });
    expect(vector.terms.length).toBeGreaterThan(20);
  });

  it('bears an empty article, one sentence, and one far too long', () => {
    const bare = { ...match, title: '', blocks: [] };
    expect(enrich(bare).parts).toMatchObject({ summary: [], keyPoints: [], keywords: [], sentiment: null });
    expect(enrich({ ...match, blocks: match.blocks.slice(2) }).parts.summary).toHaveLength(1);
    const endless = { ...match, blocks: [{ kind: 'PARAGRAPH', text: 'قالت البلدية إن الشارع مغلق. '.repeat(20_000) } as Block] };
    const before = process.cpuUsage();
    for (const { citation } of enrich(endless).parts.summary) expect(citation.end).toBeLessThanOrEqual(MAX_TEXT_UNITS);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(2_000);
  });
});

describe('the input hash', () => {
  const changed = (change: Partial<ArticleText>) => inputHash({ ...offer, ...change });

  it('changes with everything that is read', () => {
    const hashes = [
      inputHash(offer),
      changed({ title: 'عنوان آخر' }),
      changed({ standfirst: 'مقدمة' }),
      changed({ language: 'en' }),
      changed({ section: null }),
      changed({ tags: [] }),
      changed({ blocks: offer.blocks.slice(1) }),
      changed({ blocks: offer.blocks.filter((block) => block.kind !== 'IMAGE') }),
    ];
    expect(new Set(hashes).size).toBe(hashes.length);
    for (const hash of hashes) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not change with the rest', () => {
    const otherPicture = offer.blocks.map((block): Block => (block.kind === 'IMAGE' ? { ...block, caption: 'أخرى' } : block));
    expect(changed({ articleId: 'art_other', blocks: otherPicture })).toBe(inputHash(offer));
  });
});

describe('whatever is written', () => {
  const word = fc.constantFrom(
    'قالت',
    'الشركة',
    'والمدينة',
    'إن',
    '1.25',
    'مليار',
    'Meta',
    'رفض',
    'لم',
    'سلام',
    'حرب',
    'وزير',
    'بالذكاء',
    'the',
    'council',
    'decided',
    'د.',
    'كما',
    '«نعم',
    'نعم»',
    '"',
    '...',
    '؛',
    '،',
    ':',
    '؟',
  );
  const sentence = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => `${words.join(' ')}. `);
  const text = fc.array(sentence, { maxLength: 8 }).map((sentences) => sentences.join(''));
  const block: fc.Arbitrary<Block> = fc.oneof(
    text.map((value): Block => ({ kind: 'PARAGRAPH', text: value })),
    text.map((value): Block => ({ kind: 'HEADING', level: 2, text: value })),
    text.map((value): Block => ({ kind: 'QUOTE', text: value, attribution: null })),
    fc.array(text, { maxLength: 4 }).map((items): Block => ({ kind: 'LIST', ordered: true, items })),
    fc.constant<Block>({
      kind: 'IMAGE',
      image: { url: '/media/a.svg', width: null, height: null, alt: null, credit: null },
      caption: 'صورة',
    }),
  );
  const article: fc.Arbitrary<ArticleText> = fc.record({
    articleId: fc.constant('art_any'),
    title: text,
    standfirst: fc.option(text),
    blocks: fc.array(block, { maxLength: 12 }),
    language: fc.constantFrom('ar', 'en', 'ar-EG'),
    section: fc.option(fc.constant('تقنية')),
    tags: fc.array(fc.constantFrom('سلام', 'Meta'), { maxLength: 2 }),
    publishedAt: fc.integer({ min: 0, max: 4e12 }),
  });

  it('citations are slices of the blocks, in order, and texts say nothing else', () => {
    fc.assert(
      fc.property(article, (given) => {
        const { summary, keyPoints, sentiment, keywords } = enrich(given).parts;
        for (const cited of [summary, keyPoints]) {
          let last = [-1, -1];
          for (const { text: shown, citation } of cited) {
            const source = textOfBlock(given.blocks[citation.block]!)!;
            expect(source.slice(citation.start, citation.end)).toBe(citation.quote);
            expect(shown.toLowerCase()).toBe(citation.quote.replace(/\s+/g, ' ').toLowerCase());
            expect(given.blocks[citation.block]!.kind).not.toBe('HEADING');
            expect(citation.block > last[0]! || (citation.block === last[0] && citation.start > last[1]!)).toBe(true);
            last = [citation.block, citation.start];
          }
        }
        expect(summary.length).toBeLessThanOrEqual(4);
        expect(keyPoints.length).toBeLessThanOrEqual(5);
        expect(keywords.length).toBeLessThanOrEqual(10);
        if (sentiment !== null) {
          expect(Math.abs(sentiment.score)).toBeLessThanOrEqual(1);
          expect(sentiment.confidence).toBeGreaterThanOrEqual(0);
          expect(sentiment.confidence).toBeLessThanOrEqual(0.9);
        }
      }),
      { numRuns: 300 },
    );
  });
});
