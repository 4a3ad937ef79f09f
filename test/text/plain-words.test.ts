import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { analyseForIndex, analyseToBytes } from '../../src/text/analyse.ts';
import { ByteText } from '../../src/text/byte-text.ts';
import { type PlainForms, PlainWords } from '../../src/text/plain-words.ts';
import { hashOf } from '../../src/text/words.ts';

const textOf = (bytes: ByteText) => {
  const copy = Buffer.alloc(bytes.length);
  bytes.moveTo(copy, 0);
  return copy.toString();
};

describe('terms as bytes', () => {
  const asBytes = (text: string, limit = Infinity) => {
    const [stems, spellings] = [new ByteText(1), new ByteText(1)];
    analyseToBytes(text, limit, stems, spellings);
    return { stems: textOf(stems), spellings: textOf(spellings) };
  };
  const asTerms = (text: string, limit = Infinity) => {
    const terms = analyseForIndex(text, limit);
    return { stems: terms.map(({ stem }) => stem).join(' '), spellings: terms.map(({ spelling }) => spelling).join(' ') };
  };

  it.each([
    'والشركات في الرياض قالت إن الشركة في الرياض',
    'عبد الله وعبد الرحمن من أبو ظبي، وعبد',
    'صلى ﷺ عليه OpenAI U.S. 18,685 ١٢٫٥ don’t 東京',
    `${'ا'.repeat(50)} ${'ا'.repeat(61)} ${'ﷺ'.repeat(61)} 😀`,
    '',
  ])('are the terms of «%.30s»', (text) => expect(asBytes(text)).toEqual(asTerms(text)));

  it('end at the limit, wherever a word has several terms', () => {
    for (let limit = 1; limit < 9; limit++)
      expect(asBytes('قال ﷺ عبد الله قال عبد', limit)).toEqual(asTerms('قال ﷺ عبد الله قال عبد', limit));
  });

  it('are the terms of any text', () => {
    const piece = fc.oneof(
      fc.constantFrom('عبد', 'الله', 'أبو', 'ظبي', ' ', '، ', 'ﷺ', 'مُحَمَّد', 'Aa', 'BB', '\uD800'),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(fc.property(fc.array(piece), (pieces) => expect(asBytes(pieces.join(''))).toEqual(asTerms(pieces.join('')))));
  });
});

describe('plain words', () => {
  const wordsOf = (formsOf: (word: string) => PlainForms | null) => {
    const make = jest.fn(formsOf);
    const plain = new PlainWords((text, start, end) => make(text.slice(start, end)));
    const putDown = (text: string) => {
      const [stems, spellings] = [new ByteText(8), new ByteText(8)];
      plain.read(text);
      const was = plain.putDown(0, text.length, hashOf(text), stems, spellings);
      return was ? [textOf(stems), textOf(spellings)] : null;
    };
    return { make, putDown };
  };
  const forms = (word: string) => ({ stem: `${word}.stem`, spelling: word });

  it('are made once, and told apart where their hash is one', () => {
    const { make, putDown } = wordsOf(forms);
    for (const word of ['Aa', 'BB', 'Aa', 'شركة', 'BB', 'شركة']) expect(putDown(word)).toEqual([`${word}.stem`, word]);
    expect(make.mock.calls).toEqual([['Aa'], ['BB'], ['شركة']]);
  });

  it('leave a word that is not plain to others, and remember that', () => {
    const { make, putDown } = wordsOf(() => null);
    expect([putDown('عبد'), putDown('عبد')]).toEqual([null, null]);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('are right when there were more than it keeps, and all are made anew', () => {
    const { make, putDown } = wordsOf(forms);
    const words = Array.from({ length: 60_001 }, (_, n) => `w${n}`);
    expect(words.filter((word) => String(putDown(word)) !== `${word}.stem,${word}`)).toEqual([]);
    expect(putDown('w0')).toEqual(['w0.stem', 'w0']);
    expect(make.mock.calls.filter(([word]) => word === 'w0')).toHaveLength(2);
  });
});
