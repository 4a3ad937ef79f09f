import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isStopWord } from '../../src/text/stop-words.ts';
import { stem } from '../../src/text/stem.ts';

const stems = (language: string, ...words: string[]) => [...new Set(words.map((word) => stem(word, language)))];

describe('Arabic light stems', () => {
  it.each([
    ['والشركات', 'الشركات', 'شركات', 'شركة', 'شركتها', 'للشركات', 'وبالشركة'],
    ['بالذكاء', 'الذكاء', 'ذكاء', 'وللذكاء', 'كالذكاء'],
    ['اقتصاد', 'الاقتصادي', 'والاقتصادية', 'اقتصاديًّا', 'للاقتصاد'],
    ['ألمانيا', 'الألمانية', 'والألمان', 'المانيا'],
    ['سوريا', 'السورية', 'السوريون', 'سوري'],
    ['وزير', 'الوزير', 'ووزير', 'للوزير'],
    ['لجنة', 'اللجنة', 'للجنة', 'واللجنة'],
    ['لغة', 'للغة', 'اللغة'],
    ['حياة', 'حياتهم', 'الحياة'],
    ['ولاية', 'ولايات', 'والولايات'],
    ['دولتين', 'الدولة', 'دول'],
    ['حق', 'بالحق', 'الحق'],
    ['مدينة', 'بمدينة', 'المدينة', 'مدينتهم'],
    ['كاليفورنيا', 'الكاليفورنية', 'كاليفورني'],
  ])('%s has one stem with its family', (...family) => {
    expect(stems('ar', ...family)).toHaveLength(1);
  });

  it.each([
    ['علي', 'على'],
    ['بحر', 'البحرين'],
    ['وقت', 'وقتل'],
    ['لبنان', 'لبن'],
    ['وزير', 'زير'],
    ['بنك', 'نك'],
    ['الإنسان', 'النسيان'],
    ['كاليدونيا', 'يد'],
  ])('%s and %s stay apart', (one, other) => {
    expect(stem(one, 'ar')).not.toBe(stem(other, 'ar'));
  });

  it('takes و off a word, not off a root', () => {
    expect(stem('وقال', 'ar')).toBe('قال');
    expect(stem('وتراجع', 'ar')).toBe('تراجع');
    expect(stem('وعدد', 'ar')).toBe('عدد');
    expect(stem('وعدت', 'ar')).toBe('وعدت');
    expect(stem('وجودهم', 'ar')).toBe('وجود');
    expect(stem('وعبدالله', 'ar')).toBe('عبدالله');
  });
});

describe('English light stems', () => {
  it.each([
    ['company', 'companies', "company's", 'Companies’'],
    ['stop', 'stops', 'stopped', 'stopping'],
    ['create', 'creates', 'created', 'creating'],
    ['rule', 'rules', 'ruled', 'ruling'],
    ['box', 'boxes', 'boxed'],
    ['quick', 'quickly'],
  ])('%s', (...family) => {
    expect(stems('en', ...family)).toHaveLength(1);
  });

  it('leaves words alone that only look inflected', () => {
    for (const word of ['news', 'series', 'during', 'bring', 'analysis', 'glass', 'red', 'family']) expect(stem(word, 'en')).toBe(word);
  });

  it('reads Latin words in Arabic texts as English, and leaves other languages alone', () => {
    expect(stem('Models', 'ar')).toBe('model');
    expect(stem('hablando', 'es')).toBe('hablando');
    expect(stem('بازارها', 'fa')).toBe('بازارها');
  });
});

it('stems are idempotent, whatever comes', () => {
  const arabic = fc.string({ unit: fc.constantFrom(...'اأإآبتثجحخدذرزسشصضطظعغفقكلمنهةويىءؤئ'), minLength: 1, maxLength: 12 });
  const english = fc.string({ unit: fc.constantFrom(...'abcdeilnorstuyxzgh'), minLength: 1, maxLength: 12 });
  const suffixed = fc.tuple(arabic, fc.constantFrom('ات', 'ها', 'ية', 'ون', 'تهم', 'يات', 'ان')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(arabic, suffixed), (word) => stem(stem(word, 'ar'), 'ar') === stem(word, 'ar')),
    { numRuns: 5_000 },
  );
  fc.assert(
    fc.property(english, (word) => stem(stem(word, 'en'), 'en') === stem(word, 'en')),
    { numRuns: 5_000 },
  );
  fc.assert(fc.property(fc.string(), (word) => stem(stem(word, 'ar'), 'ar') === stem(word, 'ar')));
});

describe('stop words', () => {
  it.each(['في', 'وفي', 'إلى', 'على', 'عَلَى', 'أنها', 'فإنه', 'منهم', 'التي', 'ولكن', 'لـديهم', 'the', 'The', 'don’t'])(
    '%s is one',
    (word) => {
      expect(isStopWord(word, 'ar')).toBe(true);
    },
  );
  it.each(['علي', 'وزير', 'كلية', 'القاهرة', 'market', 'ولاية'])('%s is none', (word) => {
    expect(isStopWord(word, 'ar')).toBe(false);
  });
});
