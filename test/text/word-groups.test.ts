import { describe, expect, it } from '@jest/globals';
import { analyse } from '../../src/text/analyse.ts';
import { otherNumbers } from '../../src/text/broken-plurals.ts';
import { otherScripts } from '../../src/text/names-in-scripts.ts';
import { readWordGroups } from '../../src/text/word-groups.ts';

const words = (of: typeof otherNumbers, word: string) => of(analyse(word)[0]!).map((one) => one.words.join(' '));

describe('groups of words', () => {
  const groups = readWordGroups(() => 'وزير وزراء, سد > سدود, مدينة =مدن, whatsapp واتس_آب');

  it.each<[string, readonly string[]]>([
    ['الوزير', ['وزراء']],
    ['ووزراء', ['وزير']],
    ['سد', ['سدود']],
    ['سدود', []],
    ['المدن', ['مدين']],
    ['مدني', []],
    ['WhatsApp', ['واتس اب']],
    ['واتس', []],
    ['كلمة', []],
  ])('%s', (word, expected) => {
    expect(words(groups, word)).toEqual(expected);
  });

  it('find a word of another stem by its spelling, with particles', () => {
    const alternatives = groups(analyse('مدينة')[0]!);
    expect(new Set(alternatives.map(({ form }) => form))).toEqual(new Set(['spelling']));
    expect(alternatives.flatMap((one) => one.words)).toEqual(expect.arrayContaining(['مدن', 'المدن', 'والمدن', 'للمدن']));
  });
});

describe('the tables', () => {
  it('know plurals of news, and names in both scripts', () => {
    expect(words(otherNumbers, 'الحرائق')).toEqual(['حريق']);
    expect(words(otherNumbers, 'زلزال')).toEqual(['زلازل']);
    expect(words(otherScripts, 'Trump')).toContain('ترامب');
    expect(words(otherScripts, 'قوقل')).toEqual(['googl', 'جوجل', 'غوغل']);
  });

  it('leave alone what means something else', () => {
    for (const word of ['كتب', 'عالم', 'إبل', 'أنفاق', 'المدني', 'الأسرة', 'نيسان']) {
      expect({ word, others: [...words(otherNumbers, word), ...words(otherScripts, word)] }).toEqual({ word, others: [] });
    }
  });
});
