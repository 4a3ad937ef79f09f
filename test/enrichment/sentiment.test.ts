import { describe, expect, it } from '@jest/globals';
import type { ArticleText } from '../../src/enrichment/engine/article-text.ts';
import { sentimentLexicon } from '../../src/enrichment/engine/sentiment-lexicon.ts';
import { ARABIC_SENTIMENT } from '../../src/enrichment/engine/sentiment-words-ar.ts';
import { ENGLISH_SENTIMENT } from '../../src/enrichment/engine/sentiment-words-en.ts';
import { sentimentOf } from '../../src/enrichment/engine/sentiment.ts';
import { stem } from '../../src/text/stem.ts';
import { busTicket, flood, match, orchard } from './articles.ts';

const of = (text: string, language = 'ar') =>
  sentimentOf({
    articleId: 'art_1',
    title: '',
    standfirst: null,
    section: null,
    tags: [],
    publishedAt: 0,
    language,
    blocks: [{ kind: 'PARAGRAPH', text }],
  } satisfies ArticleText)!;

describe('the label of an article', () => {
  it.each<[string, ArticleText]>([
    ['POSITIVE', match],
    ['NEGATIVE', flood],
    ['NEGATIVE', orchard],
    ['NEUTRAL', busTicket],
  ])('%s', (label, article) => {
    expect(sentimentOf(article)?.label).toBe(label);
  });

  it('is MIXED where both sides weigh much', () => {
    const text =
      'فاز الفريق ونجح نجاحا رائعا واحتفل الجمهور بالانتصار. لكن العنف اندلع وقتل مشجع وأصيب آخرون وانتشرت الفوضى والغضب، ثم عاد الفرح والتفاؤل.';
    expect(of(text)).toMatchObject({ label: 'MIXED' });
  });

  it('is NEUTRAL where little counts', () => {
    expect(of('عقد المجلس جلسته الأسبوعية صباح اليوم وناقش جدول أعماله ثم رفع الجلسة.')).toMatchObject({ label: 'NEUTRAL', score: 0 });
    expect(sentimentOf({ ...match, language: 'fr' })).toBeNull();
  });
});

describe('what stands beside a word', () => {
  const NEUTRAL_TAIL = ' في المدينة في المدينة في المدينة في المدينة';
  const score = (text: string, language = 'ar') => of(text + NEUTRAL_TAIL, language).score;

  it('a negation turns it', () => {
    expect(score('نجاح باهر ونجاح كبير ونجاح')).toBeGreaterThan(0.2);
    expect(score('لم ينجح. عدم نجاح. بدون نجاح. ليس ناجحا')).toBeLessThan(0);
    expect(of('It was not good, not safe, never fair and not beautiful.', 'en').score).toBeLessThan(0);
  });

  it('a negation does not reach over a full stop', () => {
    expect(score('لم يحضر. نجاح كبير، نجاح، نجاح')).toBeGreaterThan(0.2);
  });

  it('a remedy of something bad is mildly good', () => {
    expect(score('الفساد والفساد والفساد والفساد')).toBeLessThan(-0.2);
    expect(score('مكافحة الفساد، مكافحة الإرهاب، محاربة الفقر، مكافحة البطالة')).toBeGreaterThan(0);
  });

  it('an intensifier weighs more, a diminisher less', () => {
    const strength = (text: string) => Math.abs(of(text, 'en').score);
    expect(strength('a very bad day, a very bad week, a very bad month, a very bad year')).toBeGreaterThan(
      strength('a bad day, a bad week, a bad month, a bad year'),
    );
    expect(strength('a slightly bad day, a slightly bad week, a slightly bad month, a slightly bad year')).toBeLessThan(
      strength('a bad day, a bad week, a bad month, a bad year'),
    );
  });

  it('names of the news do not count', () => {
    expect(of('اجتمع مجلس التعاون ووزير العدل ومجلس الأمن ووزارة الدفاع والدفاع المدني وخادم الحرمين.').score).toBe(0);
    expect(of('The prime minister, the Justice Department and the Security Council met; interest rates stay.', 'en').score).toBe(0);
  });
});

describe('the lexicons', () => {
  it.each([
    ['ar', ARABIC_SENTIMENT],
    ['en', ENGLISH_SENTIMENT],
  ] as const)('%s holds 150 stems a side and none on both', (language, words) => {
    const stems = (list: string) =>
      new Set(
        list
          .trim()
          .split(/\s+/)
          .map((word) => stem(word, language)),
      );
    const good = stems(`${words.positive} ${words.strongPositive}`);
    const bad = stems(`${words.negative} ${words.strongNegative}`);
    expect(good.size).toBeGreaterThanOrEqual(150);
    expect(bad.size).toBeGreaterThanOrEqual(150);
    expect([...good].filter((word) => bad.has(word))).toEqual([]);
    expect(sentimentLexicon(language)?.weights.size).toBe(good.size + bad.size);
  });
});
