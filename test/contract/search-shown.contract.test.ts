/** What is shown of what was found, and what is proposed while a reader types. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { articleId } from '../../src/data/ids.ts';
import { describeSearch, text } from './search-world.ts';

describeSearch('search as shown', (world) => {
  const { store } = world;

  describe('highlights', () => {
    const highlights = async (query: string, given: { mode?: 'EXACT' | 'PHRASE' } = {}) => {
      const [answer] = await world.database.query('articles.searchHighlights', {
        query,
        articleIds: [articleId('https://news.example/h')],
        ...given,
      });
      return answer!.map(({ field, fragments }) => [
        field,
        ...fragments.map((fragment) => fragment.text),
        ...fragments.flatMap((fragment) => fragment.ranges.map(({ start, end }) => `‹${fragment.text.slice(start, end)}›`)),
      ]);
    };
    const long = `بداية ${'كلام '.repeat(100)}ثم قال وزيرُ الصِّحّة إن اللقاح متوفر ${'كلام '.repeat(100)}والوزارة أعلنت`;
    beforeAll(() => store(text('h', 'وَزِيــر الصحة: «لقاح» جديد', long, { standfirst: 'عن الوزير' })));

    it('marks the words as they are written, in every field', async () => {
      expect(await highlights('الوزير')).toEqual([
        ['TITLE', 'وَزِيــر الصحة: «لقاح» جديد', '‹وَزِيــر›'],
        ['STANDFIRST', 'عن الوزير', '‹الوزير›'],
        ['BODY', expect.stringContaining('قال وزيرُ الصِّحّة إن'), '‹وزيرُ›'],
      ]);
    });

    it('marks phrases as a whole, and only them', async () => {
      expect(await highlights('"وزير الصحة" مفقود')).toEqual([
        ['TITLE', expect.anything(), '‹وَزِيــر الصحة›'],
        ['BODY', expect.anything(), '‹وزيرُ الصِّحّة›'],
      ]);
      expect(await highlights('الوزير', { mode: 'EXACT' })).toEqual([['STANDFIRST', 'عن الوزير', '‹الوزير›']]);
    });

    it('cuts long texts between words around what was found', async () => {
      const [, , [, piece]] = (await highlights('لقاح وزير')) as [unknown, unknown, [string, string]];
      expect(piece.length).toBeLessThanOrEqual(170);
      expect(long).toContain(piece);
      expect(` ${long} `).toContain(` ${piece} `);
    });

    it('answers nothing for what is not there', async () => {
      expect(await world.database.query('articles.searchHighlights', { query: 'وزير', articleIds: ['art_none'] })).toEqual([[]]);
    });
  });

  describe('suggestions', () => {
    const suggest = async (prefix: string, limit = 8) =>
      (await world.database.query('articles.suggest', { prefix, limit })).map(({ kind, text: shown }) => `${kind} ${shown}`);
    beforeAll(() =>
      store(
        text('s1', 'الاقتصاد السعودي ينمو'),
        text('s2', 'الاقتصاد العالمي يتباطأ'),
        text('s3', 'الاقتصادي الكبير'),
        text('s4', 'أرامكو السعودية'),
        text('s5', 'Microsoft launches Windows'),
      ),
    );

    it('completes the last word, the commonest first, and names titles', async () => {
      expect(await suggest('الاقتص')).toEqual([
        'TERM الاقتصاد',
        'TERM الاقتصادي',
        expect.stringMatching(/^TITLE الاقتصاد/),
        expect.stringMatching(/^TITLE الاقتصاد/),
        expect.stringMatching(/^TITLE الاقتصاد/),
      ]);
      expect(await suggest('الاقتصاد السع')).toEqual(['TERM الاقتصاد السعودي', 'TERM الاقتصاد السعودية', 'TITLE الاقتصاد السعودي ينمو']);
      expect(await suggest('ارام')).toContain('TERM أرامكو');
      expect(await suggest('win')).toEqual(['TERM windows']);
      expect(await suggest('الاقتص', 1)).toEqual(['TERM الاقتصاد']);
    });

    it.each([
      ['الافتصاد', 'a wrong letter'],
      ['الاقصاد', 'a missing one'],
      ['الاقتتصاد', 'one too many'],
      ['الاقتاصد', 'two swapped'],
      ['زالاقتصاد', 'at the beginning'],
      ['الاقتضادط', 'two errors in a long word'],
    ])('forgives %s: %s', async (typed) => {
      expect(await suggest(typed)).toContain('TERM الاقتصاد');
    });

    it('forgives nothing in short words, and answers nothing for nothing', async () => {
      expect(await suggest('ظظ')).toEqual([]);
      expect(await suggest('')).toEqual([]);
      expect(await suggest('؟')).toEqual([]);
    });
  });
});
