import { describe, expect, it, jest } from '@jest/globals';
import { type TableEntry, WordTable } from '../../src/text/word-table.ts';
import { hashOf } from '../../src/text/words.ts';

const tableOf = (capacity: number) => {
  const make = jest.fn((word: string, key: number): TableEntry => ({ key, word, wasMet: false }));
  const table = new WordTable(capacity, make);
  return { make, find: (text: string, start = 0, end = text.length) => table.find(text, start, end, hashOf(text, start, end)) };
};

describe('the table of words', () => {
  it('makes a word once, wherever it stands', () => {
    const { make, find } = tableOf(10);
    const first = find('قال الوزير', 4, 10);
    expect(first.word).toBe('الوزير');
    expect(find('الوزير قال', 0, 6)).toBe(first);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('tells words of one hash apart', () => {
    expect(hashOf('Aa')).toBe(hashOf('BB'));
    const { find } = tableOf(10);
    expect([find('Aa'), find('BB'), find('Aa'), find('BB')].map(({ word }) => word)).toEqual(['Aa', 'BB', 'Aa', 'BB']);
  });

  it('keeps what is met again and again while thousands of others come and go', () => {
    const { make, find } = tableOf(100);
    for (let n = 0; n < 5_000; n++) {
      find(`rare${n}`);
      expect(find('في').word).toBe('في');
    }
    expect(make.mock.calls.filter(([word]) => word === 'في')).toHaveLength(1);
  });

  it('begins anew where all of its words are met again and there is one more', () => {
    const { make, find } = tableOf(4);
    for (const word of ['a', 'b', 'c', 'd', 'a', 'b', 'c', 'd', 'e', 'a']) expect(find(word).word).toBe(word);
    expect(make.mock.calls.map(([word]) => word)).toEqual(['a', 'b', 'c', 'd', 'e', 'a']);
  });
});
