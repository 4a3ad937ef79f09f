/** Beginnings of texts, in whole characters. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { firstCharacters } from '../../resolvers/articles/excerpt.ts';

describe('the first characters of a text', () => {
  it.each([
    ['مقدمة', 5, 'مقدمة'],
    ['مقدمة', 4, 'مقدم'],
    ['😀😀😀', 2, '😀😀'],
    ['a😀b', 2, 'a😀'],
    ['a😀b', 1, 'a'],
    ['', 1, ''],
  ])('of «%s», %i', (text, chars, first) => {
    expect(firstCharacters(text, chars)).toBe(first);
  });

  it('are those of the text taken apart as a whole, also where it holds half a character', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.integer({ min: 1, max: 40 }), (text, chars) => {
        expect(firstCharacters(text, chars)).toBe(Array.from(text).slice(0, chars).join(''));
      }),
    );
  });

  it('cost what they are, not what the text is', () => {
    const text = 'ا'.repeat(500_000);
    const before = process.cpuUsage();
    for (let times = 0; times < 100; times++) expect(firstCharacters(text, 300)).toHaveLength(300);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(300);
  });
});
