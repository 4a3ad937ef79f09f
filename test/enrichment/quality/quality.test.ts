/** The judged set is sound, and the engine keeps what it reached on the part of it that is always here. The whole set: measure.ts. */
import { describe, expect, it } from '@jest/globals';
import { faultsOf, readAnnotations } from './annotations.ts';
import { evaluate } from './evaluate.ts';
import { ownArticles } from './judged-set.ts';
import { placeOfQuote, sameSentence, textAt } from './letter-place.ts';
import { entityTally, NOTHING, pairTally, plus, ratesOf, rouge, tallyOf } from './scores.ts';

const own = ownArticles();
const archive = [...readAnnotations('archive'), ...readAnnotations('random')];
const all = [...own.map(({ annotation }) => annotation), ...archive];

describe('the judged articles', () => {
  it('are at least 60 in Arabic and 30 in English, 30 of them with related ones, and well annotated', () => {
    const count = (language: string): number => all.filter((annotation) => annotation.language === language).length;
    expect(faultsOf(all)).toEqual([]);
    expect(count('ar')).toBeGreaterThanOrEqual(60);
    expect(count('en')).toBeGreaterThanOrEqual(30);
    expect(all.filter(({ related = [] }) => related.length > 0).length).toBeGreaterThanOrEqual(30);
  });

  it('say the names and the sentences that were marked', () => {
    for (const { annotation, text, gold } of own) {
      const wholeText = [text.title, text.standfirst ?? '', ...text.blocks.map((block) => JSON.stringify(block))].join('\n').toLowerCase();
      // A dateline has its place in capitals.
      const absent = [...annotation.entities, ...(annotation.optional ?? [])].filter(({ name }) => !wholeText.includes(name.toLowerCase()));
      expect({ article: annotation.article, absent }).toEqual({ article: annotation.article, absent: [] });
      expect(gold.map((one) => textAt(text.blocks, one).length > 20)).toEqual(gold.map(() => true));
    }
  });

  it('of the archive are told by id and place alone', () => {
    for (const { article, summary, letters = 0 } of archive) {
      expect(article).toMatch(/^art_[\da-z]{20}$/);
      for (const sentence of summary) {
        const [from, to] = sentence as [number, number];
        expect(from >= 0 && from < to && to <= letters).toBe(true);
      }
    }
  });

  it('would be found out if they were wrong', () => {
    const [first] = all;
    const faults = faultsOf([
      {
        ...first!,
        topics: ['04000000', '20000170'],
        summary: ['one'],
        related: ['nowhere'],
        entities: [{ name: ' a', type: 'THING' as 'PLACE' }],
      },
    ]);
    expect(faults.map((fault) => fault.slice(first!.article.length + 2))).toEqual([
      '"20000170" is no first level topic',
      'has not two to four sentences',
      '" a" is of no type',
      '" a" has blanks around it',
      '"nowhere" is not of the set',
      '"nowhere" does not relate back',
    ]);
  });
});

describe('scores', () => {
  it('take names by type and whole words, each once, and leave optional ones out', () => {
    const tally = entityTally(
      [
        { name: 'Bain', type: 'PERSON' },
        { name: 'Roderick Bain', type: 'PERSON' },
        { name: 'United Kingdom', type: 'PLACE', mentions: [{ quote: 'Britain' }] },
        { name: 'Lewisham', type: 'PLACE' },
        { name: 'harbour board', type: 'ORGANISATION' },
      ],
      [
        { name: 'Roderick Bain', type: 'PERSON' },
        { name: 'Britain', type: 'PLACE' },
        { name: 'Lewis', type: 'PLACE' },
      ],
      [{ name: 'harbour board', type: 'ORGANISATION' }],
    );
    expect(tally).toMatchObject({ right: 2, told: 4, wanted: 3, exact: 1 });
    expect(tally.wrong.map(({ name }) => name)).toEqual(['Roderick Bain', 'Lewisham']);
    expect(tally.missed.map(({ name }) => name)).toEqual(['Lewis']);
  });

  it('count n-grams as often as they stand there, and rates of nothing are 0', () => {
    expect(rouge('the sea the sea', 'the sea is the', 1)).toEqual({ right: 3, told: 4, wanted: 4 });
    expect(rouge('the sea the sea', 'the sea is the', 2)).toEqual({ right: 1, told: 3, wanted: 3 });
    expect(ratesOf(NOTHING)).toEqual({ precision: 0, recall: 0, f1: 0 });
    expect(ratesOf(plus({ right: 1, told: 2, wanted: 3 }, { right: 1, told: 2, wanted: 1 }))).toEqual({
      precision: 0.5,
      recall: 0.5,
      f1: 0.5,
    });
    expect(tallyOf(['a', 'a', 'b'], ['a', 'c'], Object.is)).toEqual({ right: 1, told: 3, wanted: 2 });
  });

  it('count pairs of clusters', () => {
    const told: Record<string, string | null> = { a: 'x', b: 'x', c: 'x', d: null };
    const wanted: Record<string, string | null> = { a: '1', b: '1', c: '2', d: '2' };
    expect(
      pairTally(
        ['a', 'b', 'c', 'd'],
        (one) => told[one]!,
        (one) => wanted[one]!,
      ),
    ).toEqual({
      right: 1,
      told: 3,
      wanted: 2,
      wrong: ['a + c', 'b + c'],
      missed: ['c + d'],
    });
  });

  it('find a sentence again that lost its opener, and not its neighbour', () => {
    const blocks = [
      { kind: 'HEADING', level: 2, text: 'Ice' },
      { kind: 'PARAGRAPH', text: 'Meanwhile, it melts in the sun. It stays.' },
    ] as const;
    const whole = placeOfQuote(blocks, 'Meanwhile, it melts in the sun.')!;
    expect(whole).toEqual([3, 27]);
    expect(textAt(blocks, whole)).toBe('Meanwhile, it melts in the sun');
    expect(sameSentence(placeOfQuote(blocks, 'it melts in the sun.')!, whole)).toBe(true);
    expect(sameSentence(placeOfQuote(blocks, 'It stays.')!, whole)).toBe(false);
    expect(placeOfQuote(blocks, 'It goes.')).toBeNull();
  });
});

/** A little under what was measured when they were written down: docs/enrichment-quality.md. */
describe('the engine keeps its quality', () => {
  const { summaries, lead3, entities, topics, related, clusters } = evaluate(own);
  const f1 = (tally: Parameters<typeof ratesOf>[0]): number => ratesOf(tally).f1;

  it('summaries, better than the first three sentences', () => {
    expect(f1(summaries.sentences)).toBeGreaterThan(0.5);
    expect(f1(summaries.rouge1)).toBeGreaterThan(0.59);
    for (const measure of ['sentences', 'rouge1', 'rouge2'] as const) expect(f1(summaries[measure])).toBeGreaterThan(f1(lead3[measure]));
  });

  it('names', () => {
    expect(ratesOf(Object.values(entities).reduce(plus, NOTHING)).precision).toBeGreaterThan(0.93);
    expect(f1(Object.values(entities).reduce(plus, NOTHING))).toBeGreaterThan(0.78);
    expect(ratesOf(entities.PERSON).recall).toBeGreaterThan(0.78);
  });

  it('topics', () => {
    expect(ratesOf(topics).precision).toBeGreaterThan(0.75);
    expect(f1(topics)).toBeGreaterThan(0.7);
  });

  it('related articles', () => {
    expect(ratesOf(related).precision).toBeGreaterThan(0.88);
    expect(ratesOf(related).recall).toBeGreaterThan(0.85);
  });

  it('stories: hardly any that is two', () => {
    // One pair of eight is wrong on so few articles: a final, and the manager who went after it.
    expect(ratesOf(clusters).precision).toBeGreaterThan(0.85);
    expect(ratesOf(clusters).recall).toBeGreaterThan(0.22);
  });
});
