import { describe, expect, it } from '@jest/globals';
import { isAnalysedLanguage } from '../../src/text/analysed-languages.ts';
import { conjunctionLength, withoutParticles } from '../../src/text/particles.ts';

describe('what is written together with an Arabic word', () => {
  it.each([
    ['وقال', 'قال'],
    ['والشركات', 'الشركات'],
    ['بالذكاء', 'الذكاء'],
    ['وللشركات', 'الشركات'],
    ['للجنة', 'اللجنة'],
    ['للاعب', 'اللاعب'],
    ['وعمداء', 'عمداء'],
    ['ووزارة', 'وزارة'],
    ['وزارة', 'وزارة'],
    ['وقت', 'وقت'],
    ['بالغ', 'بالغ'],
    ['OpenAI', 'OpenAI'],
  ])('%s is shown as %s', (written, shown) => {
    expect(withoutParticles(written)).toBe(shown);
  });

  it('is a conjunction or a root letter', () => {
    expect(['وقد', 'وفي', 'وهو', 'وأعلنت', 'وتراجع'].map(conjunctionLength)).toEqual([1, 1, 1, 1, 1]);
    expect(['وقت', 'وجه', 'وزير', 'واشنطن', 'قال', ''].map(conjunctionLength)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

it('languages with stop words and a stemmer', () => {
  expect(['ar', 'ar-EG', 'en', 'EN-gb'].map(isAnalysedLanguage)).toEqual([true, true, true, true]);
  expect(['fa', 'fr', 'und', ''].map(isAnalysedLanguage)).toEqual([false, false, false, false]);
});
