import { describe, expect, it } from '@jest/globals';
import type { ArticleDraft } from '../../src/data/articles/article.record.ts';
import type { Candidate } from '../../src/ingest/candidate.ts';
import { sourceFromHost } from '../../src/ingest/derived-source.ts';
import { judge } from '../../src/ingest/judge.ts';

const NOW = Date.UTC(2026, 10, 1, 12);
const DAY = 86_400_000;

const CANDIDATE: Candidate = {
  url: 'https://news.example/1',
  base: null,
  title: 'A title',
  body: { format: 'text', content: 'A body of one sentence.' },
  standfirst: null,
  byline: null,
  publishedAt: NOW - DAY,
  timePrecision: 'MINUTE',
  updatedAt: null,
  language: { tag: 'en', isCertain: true },
  kind: 'ARTICLE',
  section: null,
  tags: [],
  image: null,
  source: { record: sourceFromHost('news.example', 'News', 'en'), ignoredParameters: [], boilerplate: [] },
};

function stored(changes: Partial<Candidate>): ArticleDraft {
  const outcome = judge({ ...CANDIDATE, ...changes }, NOW);
  if (typeof outcome === 'string') throw new Error(`rejected: ${outcome}`);
  return outcome;
}
const picture = (url: string): NonNullable<Candidate['image']> => ({ url, width: null, height: null, alt: null, credit: null });

describe('judge', () => {
  it.each<[string, Partial<Candidate>, string]>([
    ['no address', { url: null }, 'INVALID_URL'],
    ['an address of another kind', { url: 'ftp://news.example/1' }, 'INVALID_URL'],
    ['neither title nor body', { title: ' ', body: { format: 'text', content: ' \n ' } }, 'NO_CONTENT'],
    ['a body of markup only', { title: null, body: { format: 'html', content: '<script>x</script>' } }, 'NO_CONTENT'],
    ['no title, and no sentence to make one from', { title: null, body: { format: 'text', content: 'Array' } }, 'NO_TITLE'],
  ])('refuses %s', (_, changes, code) => {
    expect(judge({ ...CANDIDATE, ...changes }, NOW)).toBe(code);
  });

  it('stores a title without a body, flagged', () => {
    expect(stored({ body: null })).toMatchObject({
      title: 'A title',
      wordCount: 0,
      lead: '',
      qualityFlags: ['EMPTY'],
      body: { blocks: [], text: '' },
    });
  });

  it('makes a title of the first sentence, cut at a word', () => {
    expect(stored({ title: '', body: { format: 'text', content: 'Rain fell all night. Then it stopped.' } }).title).toBe(
      'Rain fell all night.',
    );
    const long = stored({ title: '', body: { format: 'text', content: `${'many words '.repeat(30)}end.` } }).title;
    expect(long).toMatch(/^(many words )+.*…$/);
    expect(long.length).toBeLessThanOrEqual(120);
  });

  it('takes what is not dated, or dated ahead, for published when it was seen, to the day', () => {
    expect(stored({ publishedAt: null })).toMatchObject({ publishedAt: NOW, timePrecision: 'DAY' });
    expect(stored({ publishedAt: NOW + 2 * DAY })).toMatchObject({ publishedAt: NOW, timePrecision: 'DAY' });
    expect(stored({ publishedAt: NOW + DAY / 2 })).toMatchObject({ publishedAt: NOW + DAY / 2, timePrecision: 'MINUTE' });
  });

  it('gives an undated article the same hash whenever it is seen, and another one once it changes', () => {
    const undated = { ...CANDIDATE, publishedAt: null };
    const hash = (candidate: Candidate, now: number): string => (judge(candidate, now) as ArticleDraft).contentHash;
    expect(hash(undated, NOW)).toBe(hash(undated, NOW + DAY));
    expect(hash({ ...undated, title: 'Another' }, NOW)).not.toBe(hash(undated, NOW));
  });

  it('bounds every text', () => {
    const draft = stored({
      title: 'word '.repeat(500),
      standfirst: 's '.repeat(2_000),
      byline: 'b '.repeat(500),
      section: 'c '.repeat(200),
      tags: Array.from({ length: 90 }, (_, index) => `tag ${index % 70}`).concat('x'.repeat(500)),
      body: { format: 'text', content: 'كلمة '.repeat(200_000) },
    });
    expect(draft.title.length).toBeLessThanOrEqual(500);
    expect(draft.standfirst!.length).toBeLessThanOrEqual(1_000);
    expect(draft.byline!.length).toBeLessThanOrEqual(200);
    expect(draft.section!.length).toBeLessThanOrEqual(100);
    expect(draft.tags).toHaveLength(50);
    expect(draft.body.text.length).toBeLessThanOrEqual(500_000);
    expect(draft.lead.length).toBeLessThanOrEqual(600);
    expect(draft.slug.length).toBeLessThanOrEqual(80);
    expect(stored({ body: { format: 'html', content: `<p>${'word '.repeat(300_000)}</p>` } }).body.text.length).toBeLessThanOrEqual(
      500_000,
    );
  });

  it('takes away what hides or reorders text', () => {
    expect(stored({ title: 'A\u0000 \u202Etitle\uFEFF\u00A0 of\n two', byline: '\uD800x' })).toMatchObject({
      title: 'A title of two',
      byline: 'x',
    });
  });

  it('shows the lead picture once', () => {
    const body = { format: 'html' as const, content: '<img src="https://news.example/a.jpg"><p>Text.</p>' };
    expect(stored({ body })).toMatchObject({ image: { url: 'https://news.example/a.jpg' }, body: { blocks: [{ kind: 'PARAGRAPH' }] } });
    expect(stored({ body, image: picture('https://news.example/a.jpg') }).body.blocks).toHaveLength(1);
    expect(stored({ body, image: picture('https://news.example/b.jpg') })).toMatchObject({
      image: { url: 'https://news.example/b.jpg' },
      body: { blocks: [{ kind: 'IMAGE' }, { kind: 'PARAGRAPH' }] },
    });
  });

  it('leaves out a standfirst that only repeats the body', () => {
    expect(stored({ standfirst: 'A body of one' }).standfirst).toBeNull();
    expect(stored({ standfirst: 'Something of its own' }).standfirst).toBe('Something of its own');
  });

  it.each([
    ['a certain statement is believed', { tag: 'ar', isCertain: true }, 'Plain English words that are all of the text.', 'ar'],
    ['a template is not', { tag: 'en', isCertain: false }, 'هذا نص قصير عن المدينة التي لا تنام في الليل.', 'ar'],
    ['a short text in a related language is no proof', { tag: 'de', isCertain: false }, 'The one and the other.', 'de'],
    ['nothing stated', { tag: null, isCertain: false }, 'هذا نص قصير عن المدينة التي لا تنام في الليل.', 'ar'],
    ['nothing to go by', { tag: null, isCertain: false }, '12345', 'und'],
  ])('language: %s', (_, language, content, expected) => {
    expect(stored({ title: content, body: { format: 'text', content }, language }).language).toBe(expected);
  });
});
