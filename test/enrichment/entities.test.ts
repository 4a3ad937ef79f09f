/** Names, topics and readability on sentences of our own. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ArticleText } from '../../src/enrichment/engine/article-text.ts';
import { enrich } from '../../src/enrichment/engine/enrich.ts';
import { entitiesOf, MAX_ENTITIES, MAX_MENTIONS } from '../../src/enrichment/engine/entities.ts';
import { readabilityOf } from '../../src/enrichment/engine/readability.ts';
import { distance, fingerprintOf } from '../../src/enrichment/engine/simhash.ts';
import { topicsOf } from '../../src/enrichment/engine/topics.ts';
import { ALL, flood, match } from './articles.ts';

const articleOf = (text: string, language = 'ar', title = ''): ArticleText => ({
  articleId: 'art_1',
  title,
  standfirst: null,
  section: null,
  tags: [],
  publishedAt: 0,
  language,
  blocks: [{ kind: 'PARAGRAPH', text }],
});
const named = (text: string, language = 'ar') => entitiesOf(articleOf(text, language)).map(({ type, name }) => `${type} ${name}`);

describe('names', () => {
  it.each([
    ['وصل الوفد إلى المدينة ثم عاد وبالرياض انتهت الجولة.', ['PLACE الرياض']],
    ['وللسعودية دور كبير، وبمصر اجتماع آخر.', ['PLACE السعودية', 'PLACE مصر']],
    ['أعلنت وزارة الصحة أمس النتائج.', ['ORGANISATION وزارة الصحة']],
    ['وقال الدكتور نادر الهواري إن العمل مستمر.', ['PERSON نادر الهواري']],
    ['فازت هاجر بن يوسف بالسباق.', ['PERSON هاجر بن يوسف']],
    ['قالت الباحثة سلوى عزوز إن النتائج أولية.', ['PERSON سلوى عزوز']],
    ['وتروي زمرد الشاهيني ما رأته.', ['PERSON زمرد الشاهيني']],
    ['حضر زمرد الشاهيني، مديرة المتحف، الحفل.', ['PERSON زمرد الشاهيني']],
    ['سجل دييغو ساندوفال هدفين.', ['PERSON دييغو ساندوفال']],
    ['زار الملا راشد المدينة.', ['PERSON الملا راشد']],
    // A noun behind an indefinite profession is its own, no name.
    ['تحدث خبير ترميم مصري عن العمل.', []],
    ['ركز المتحدث على مخرجات اللقاء.', []],
    ['افتتح المعرض في محافظة القنفذة صباحا.', ['PLACE القنفذة']],
    ['استضافت جامعة الأمير طلال الطلاب.', ['ORGANISATION جامعة الأمير طلال']],
    ['شارك في مهرجان الزيتون السنوي مئات الزوار.', ['EVENT مهرجان الزيتون السنوي']],
    ['اجتاز أمس بحماس كبير خط النهاية.', []],
    ['يحب هواية صيدًا وقراءةً.', []],
  ])('«%s»', (text, expected) => {
    expect(named(text)).toEqual(expected);
  });

  it.each([
    ['The plan was shown by Dr Aoife Brennan in London.', ['PERSON Aoife Brennan', 'PLACE London']],
    ["The novelist Warren Tsosie moved to Egypt's capital.", ['PERSON Warren Tsosie', 'PLACE Egypt']],
    [
      'Shares of Harbour Lines fell after the Ministry of Transport spoke.',
      ['ORGANISATION Harbour Lines', 'ORGANISATION Ministry of Transport'],
    ],
    ['The boat sank near Stornoway on Monday.', ['PLACE Stornoway']],
    ['Storm Ottilie came ashore.', ['EVENT Storm Ottilie']],
  ])('"%s"', (text, expected) => {
    expect(named(text, 'en').toSorted()).toEqual(expected.toSorted());
  });

  it.each([
    ['Imani Caldwell, night nurse', 'en', ['Imani Caldwell']],
    ['Harbour Lines in a statement', 'en', []],
    ['الدكتورة زمرد الشاهيني، مشرفة المشروع', 'ar', ['زمرد الشاهيني']],
    ['بيان صادر عن الوزارة', 'ar', []],
  ])('below a quotation: %s', (attribution, language, expected) => {
    const article = { ...articleOf('', language), blocks: [{ kind: 'QUOTE' as const, text: '…', attribution }] };
    const found = entitiesOf(article);
    expect(found.map(({ name }) => name)).toEqual(expected);
    expect(found.flatMap(({ mentions }) => mentions)).toEqual([]);
  });

  it('fold the spellings of one entity together, and count them', () => {
    const [entity, ...others] = entitiesOf(articleOf('زار الوفد الرياض. وبالرياض التقى الوزراء، ثم غادر الريـاض.'));
    expect(others).toEqual([]);
    expect(entity).toMatchObject({ name: 'الرياض', prominence: 1 });
    expect(entity!.mentions.map(({ quote }) => quote)).toEqual(['الرياض', 'الرياض', 'الريـاض']);
  });
});

describe('for any text', () => {
  const piece = fc.constantFrom(
    ...'وزارة الصحة وبالرياض للجامعة شركة «سيرا» الدكتور محمد بن علي العتيبي مدينة جدة، كأس العالم. في من London Dr Brennan said the Bank of Norway Inc 42 مهرجان عبد الله لل و ال'.split(
      ' ',
    ),
    'ّ',
    '😀',
    '\n',
  );
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(' '));

  it('mentions are slices of their blocks, in order, bounded, and the same each time', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 4 }), fc.constantFrom('ar', 'en'), text, (texts, language, title) => {
        const article: ArticleText = {
          ...articleOf('', language, title),
          blocks: texts.map((value) => ({ kind: 'PARAGRAPH', text: value })),
        };
        const entities = entitiesOf(article);
        expect(entities.length).toBeLessThanOrEqual(MAX_ENTITIES);
        for (const { name, mentions, prominence } of entities) {
          expect(name.trim()).not.toBe('');
          expect(prominence).toBeGreaterThan(0);
          expect(prominence).toBeLessThanOrEqual(1);
          expect(mentions.length).toBeLessThanOrEqual(MAX_MENTIONS);
          let last = [-1, -1];
          for (const { block, start, end, quote } of mentions) {
            expect(texts[block]!.slice(start, end)).toBe(quote);
            expect(block > last[0]! || start >= last[1]!).toBe(true);
            last = [block, end];
          }
        }
        expect(entitiesOf(article)).toEqual(entities);
      }),
      { numRuns: 300 },
    );
  });
});

describe('topics', () => {
  it('tell sport from a flood, at most four, and nothing of nothing', () => {
    expect(topicsOf(match)[0]!.code).toBe('15000000');
    expect(topicsOf(flood).map(({ code }) => code)).toContain('03000000');
    expect(topicsOf(articleOf('كلمة واحدة.'))).toEqual([]);
    expect(topicsOf({ ...match, language: 'fr' })).toEqual([]);
    for (const article of ALL) expect(topicsOf(article).length).toBeLessThanOrEqual(4);
  });
});

describe('readability', () => {
  const plain =
    'The cat sat on the mat. The dog ran to the gate. It was a warm day. We all went out to play. Then the rain came down and we ran home. The tea was hot and good.';
  it('finds short words and sentences easy, long ones hard, and says nothing of a few words', () => {
    expect(readabilityOf(articleOf(plain, 'en'))).toMatchObject({ measure: 'FLESCH', level: 'EASY' });
    expect(readabilityOf(articleOf('Notwithstanding organisational considerations, '.repeat(12), 'en'))).toMatchObject({ level: 'HARD' });
    expect(readabilityOf(articleOf('ذهب الولد إلى البيت. نام ثم قام. شرب الماء. '.repeat(5)))).toMatchObject({
      measure: 'LIX',
      level: 'EASY',
    });
    expect(readabilityOf(articleOf('قصير جدا.'))).toBeNull();
  });
});

describe('fingerprints', () => {
  it('of a text with another headline and one sentence more are near, of strangers far', () => {
    const fingerprint = fingerprintOf(match);
    const reprint = { ...match, title: 'عنوان آخر', blocks: [...match.blocks, { kind: 'PARAGRAPH' as const, text: 'نقلا عن الصحيفة.' }] };
    expect(distance(fingerprint, fingerprintOf(reprint))).toBeLessThanOrEqual(6);
    expect(distance(fingerprint, fingerprintOf(flood))).toBeGreaterThan(14);
    expect(fingerprintOf(articleOf('خبر قصير'))).toEqual([0, 0]);
    expect(enrich(match).vector.fingerprint).toEqual(fingerprint);
  });
});
