import { describe, expect, it } from '@jest/globals';
import { qualityFlags } from '../../src/ingest/quality.ts';

const LONG = 'هذا نص سليم عن المحتوى والاستكشاف والأخبار المحلية في المدينة، وفيه ما يكفي من الكلمات كي لا يلتبس الأمر على أحد. '.repeat(4);

describe('qualityFlags', () => {
  it.each([
    ['a sound text', 'عنوان', LONG, []],
    ['no body', 'عنوان', '', ['EMPTY']],
    ['an ellipsis at the end', 'T', 'It began well enough and then…', ['TRUNCATED']],
    ['three dots', 'T', 'It began well enough and then...', ['TRUNCATED']],
    ['dots in brackets', 'T', 'It began well enough [...]', ['TRUNCATED']],
    ['a link to more', 'T', 'It began well.\nRead more', ['TRUNCATED']],
    ['an Arabic link to more', 'T', 'انتهى الاجتماع مساء أمس.\n...المزيد', ['TRUNCATED']],
    ['«more» as a word of the sentence', 'T', 'وتمنى لهم المزيد من التقدم، ودعا إلى المزيد.', []],
    ['"read more" as words of a sentence', 'T', 'She wanted her children to read more', []],
    ['four dots, as some writers end', 'T', 'ولا أحد يعرف الجواب....', []],
    ['a tail of the feed', 'T', 'Text.\nThe post A thing appeared first on Blog.', ['BOILERPLATE']],
    ['numbers for text messages', 'T', 'نص.\nثم الرسالة إلى 88591 - Stc 635031 - Mobily', ['BOILERPLATE']],
    ['a short text with one damaged word', 'T', 'عالم من الحتوى العالي', ['LIGATURE_LOSS']],
    ['a text with several', 'T', `${LONG} حمل التطبيق وابدأ الستكشاف في عالم من الحتوى`, ['LIGATURE_LOSS']],
    ['prefixes before the damage', 'T', `${LONG} والقتصاد ثم بالجتماع`, ['LIGATURE_LOSS']],
    ['one slip in a long text', 'T', `${LONG} عالم من الحتوى العالي`, []],
    ['words that only look so', 'T', 'الفضل للملكة، والحلية من الذهب، والقبلة والسلمية كلمات صحيحة كلها في لغة الناس', []],
    ['replacement characters', 'T', 'Caf\uFFFD', ['ENCODING_DAMAGE']],
    ['UTF-8 read as Windows-1252', 'T', 'Ø§Ù„Ø£Ø®Ø¨Ø§Ø± it said', ['ENCODING_DAMAGE']],
    ['typographic marks read so', 'T', 'itâ€™s', ['ENCODING_DAMAGE']],
    ['question marks for letters', 'T', '????? ???? ?????? ??', ['ENCODING_DAMAGE']],
    ['Scandinavian and Arabic letters', 'Ølet', 'Ærlig talt, Åse: Ø er en ø. شكرًا ظلّ طه', []],
  ] as const)('%s', (_, title, text, flags) => {
    expect(qualityFlags(title, text)).toEqual(flags);
  });

  it.each(['?', '.', ')', '« ', '\n', '[...', '\u00D8', 'ال', 'The post '])(
    'takes no longer for half a million characters of %p than reading them does',
    (piece) => {
      const text = piece.repeat(500_000 / piece.length);
      const started = performance.now();
      qualityFlags('T', text);
      qualityFlags('T', `${text}x`);
      expect(performance.now() - started).toBeLessThan(2_000);
    },
  );

  it('knows the phrases of one archive', () => {
    expect(qualityFlags('T', 'Text. Link to this story', ['Link to this story'])).toEqual(['BOILERPLATE']);
    expect(
      qualityFlags('T', `Link to this story ${'word '.repeat(200)} end.`.replace('Link', `${'word '.repeat(60)} Link`), [
        'Link to this story',
      ]),
    ).toEqual([]);
  });
});
