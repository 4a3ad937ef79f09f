import { describe, expect, it } from '@jest/globals';
import { renderArticlePage } from '../../web/pages/index.ts';
import { articleAnswer, comment, viewOf } from './answers.ts';
import { parse, textOf } from './html.ts';

const arabic = viewOf('', ['ar']);
const english = viewOf('', ['en-GB']);

describe('the article page', () => {
  it('draws every part of the answer', () => {
    const page = parse(
      renderArticlePage(
        articleAnswer({ commentCount: 1, comments: { nodes: [comment('1')], pageInfo: { hasNextPage: false, endCursor: null } } }),
        arabic,
      ),
    );

    expect(page.the('html').attribs).toEqual({ lang: 'ar', dir: 'rtl' });
    expect(textOf(page.the('title'))).toBe('باحثة ترفض عرض «كيستارا» · نيوزغراف');
    expect(page.the('meta', { name: 'description' }).attribs['content']).toBe('جواب من سطر واحد.');
    expect(page.the('link', { rel: 'canonical' }).attribs['href']).toBe('http://news.test/articles/art_1');
    expect(page.the('meta', { property: 'og:image' }).attribs['content']).toBe('http://news.test/media/articles/lattice.svg');
    expect(textOf(page.the('h1'))).toBe('باحثة ترفض عرض «كيستارا»');
    const published = page.all('time', { datetime: '2026-11-19T08:00:00Z' })[0]!;
    expect([textOf(published), published.attribs['title']]).toEqual(['منذ 5 أيام', '19 نوفمبر 2026']);
    for (const text of [
      'آفاق رقمية',
      'هالة الكرمي',
      'تقنية',
      'دقيقتا قراءة',
      'وصلت الرسالة مساء الخميس.',
      'لم أسمع بمبلغ كهذا.',
      'حرية النشر',
      'المختبر',
      'تصوير: نور',
    ]) {
      expect(page.text).toContain(text);
    }
    for (const text of [
      'ملخص آلي',
      'العرض كبير.',
      'كيستارا',
      'متباينة',
      'تعليق واحد',
      'ليلى',
      'منذ 4 أيام',
      'مختبر صغير يكبر',
      'مقتطف من الخبر…',
      'بحث علمي',
    ]) {
      expect(page.text).toContain(text);
    }
    expect(page.all('a', { href: '/articles/art_2' })).toHaveLength(1);
    expect(page.all('a', { href: 'https://apps.example/ios' })).toHaveLength(1);
    // The reader is in the browser: no link to "the browser".
    expect(page.text).not.toContain('في المتصفح');
    expect(textOf(page.the('nav', { class: 'outline' }))).toContain('العرض');
  });

  it('names topics and entities, which lead to what else is said of them', () => {
    const page = parse(renderArticlePage(articleAnswer(), viewOf('?locale=ar')));
    const entity = page.the('a', { title: 'جهة' });
    expect([textOf(entity), entity.attribs['href']]).toEqual(['كيستارا', `/search?q=${encodeURIComponent('"كيستارا"')}&locale=ar`]);
    expect(page.all('li').map((item) => textOf(item))).toContain('علوم وتقنية');
  });

  it('leads to the story that others report too, and to the page of the publisher', () => {
    const page = parse(renderArticlePage(articleAnswer(), arabic));
    const link = page.the('a', { class: 'whole-story' });
    expect([textOf(link), link.attribs['href']]).toEqual(['القصة كاملة: 4 أخبار', '/stories/sty_1']);
    expect(page.all('a', { href: '/sources/afaq', class: 'publisher-name' }).length).toBeGreaterThan(0);
    for (const story of [null, { id: 'sty_1', size: 1 }]) {
      expect(parse(renderArticlePage(articleAnswer({ story }), arabic)).all('a', { class: 'whole-story' })).toEqual([]);
    }
  });

  it('gives an article its own language and direction within a page of another', () => {
    const page = parse(
      renderArticlePage(
        articleAnswer({
          language: 'en',
          direction: 'LTR',
          title: 'She said no',
          comments: {
            nodes: [comment('1'), comment('2', { language: null, direction: 'AUTO' })],
            pageInfo: { hasNextPage: false, endCursor: null },
          },
        }),
        arabic,
      ),
    );
    const languageOf = (tag: string, className: string) =>
      page.all(tag, { class: className }).map(({ attribs }) => [attribs['lang'], attribs['dir']]);

    expect(page.the('html').attribs['dir']).toBe('rtl');
    expect(languageOf('header', 'story-header')).toEqual([['en', 'ltr']]);
    expect(languageOf('div', 'prose')).toEqual([['en', 'ltr']]);
    expect(languageOf('p', 'ai-summary')).toEqual([['en', 'ltr']]);
    expect(languageOf('p', 'comment-body')).toEqual([
      ['ar', 'rtl'],
      ['', 'auto'],
    ]);
    expect(textOf(page.the('h2', { id: 'page-related' }))).toBe('أخبار ذات صلة');
    // Names may run either way: each is isolated.
    expect(page.all('bdi').map((name) => textOf(name))).toEqual(expect.arrayContaining(['آفاق رقمية', 'هالة الكرمي', 'ليلى', 'App Store']));
  });

  it('says in English what is around an Arabic article', () => {
    const page = parse(renderArticlePage(articleAnswer(), english));
    expect(page.the('html').attribs).toEqual({ lang: 'en', dir: 'ltr' });
    expect(page.the('header', { class: 'story-header' }).attribs['dir']).toBe('rtl');
    expect(page.text).toContain('Related stories');
    expect(page.text).toContain('Mixed 42% confidence');
  });

  it('draws the rest where domains are down, and says what is missing', () => {
    const page = parse(
      renderArticlePage(
        { ...articleAnswer({ source: null, ai: null, commenting: null, commentCount: null, comments: null, related: null }), app: null },
        arabic,
      ),
    );
    expect(textOf(page.the('h1'))).toBe('باحثة ترفض عرض «كيستارا»');
    expect(page.text).toContain('وصلت الرسالة مساء الخميس.');
    for (const gentle of [
      'اسم الناشر غير متاح الآن',
      'الملخص والنقاط الرئيسة غير متاحة الآن',
      'تعذّر تحميل التعليقات الآن',
      'تعذّر تحميل الأخبار ذات الصلة الآن',
    ]) {
      expect(page.text).toContain(gentle);
    }
    expect(parse(renderArticlePage(articleAnswer({ comments: null }), english)).text).toContain(
      'The comments could not be loaded just now.',
    );
  });

  it('leaves out one related story that is gone, not the others', () => {
    const [kept] = articleAnswer().article!.related!;
    const page = parse(renderArticlePage(articleAnswer({ related: [{ score: 0.5, reasons: [], article: null }, kept!] }), arabic));
    expect(page.all('article', { class: 'card-small' })).toHaveLength(1);
  });

  it('does not fail where there is no article', () => {
    const page = parse(renderArticlePage({ article: null, app: null, viewer: null }, arabic));
    expect(page.text).toContain('تعذّر تحميل هذا الخبر الآن');
    expect(page.the('meta', { name: 'robots' }).attribs['content']).toBe('noindex');
  });

  it.each([
    ['PENDING', 'يجري إعداد الملخص'],
    ['FAILED', 'تعذّر إعداد الملخص'],
    ['UNSUPPORTED', 'لا يتوفر ملخص آلي'],
  ] as const)('says that the enrichment is %s', (status, words) => {
    const { readingTime } = articleAnswer().article!.ai!;
    const page = parse(
      renderArticlePage(
        articleAnswer({
          ai: { status, readingTime, summary: null, keyPoints: null, keywords: null, entities: null, topics: null, sentiment: null },
          related: [],
        }),
        arabic,
      ),
    );
    expect(textOf(page.the('section', { class: 'ai-card' }))).toContain(words);
    expect(page.text.includes('يجري البحث عن أخبار قريبة')).toBe(status === 'PENDING');
    expect(page.text).toContain('دقيقتا قراءة');
  });

  it('leads from each made sentence to the block that says it', () => {
    const page = parse(renderArticlePage(articleAnswer(), arabic));
    const targets = page.all('a', { class: 'cited' }).map(({ attribs }) => decodeURIComponent(attribs['href']!.slice(1)));
    expect(targets).toEqual(['b1', 'العرض']);
    for (const id of targets) expect(page.attributes('id').filter((other) => other === id)).toHaveLength(1);
  });

  it('makes no link of a citation into a block the article no longer has', () => {
    const { ai } = articleAnswer().article!;
    const page = parse(
      renderArticlePage(
        articleAnswer({ ai: { ...ai!, keyPoints: [{ text: 'قديم.', citation: { block: 99, start: 0, end: 1 } }] } }),
        arabic,
      ),
    );
    expect(page.all('a', { class: 'cited' })).toHaveLength(1);
    expect(page.text).toContain('قديم.');
  });

  it('shows no outline for two headings', () => {
    const page = parse(renderArticlePage(articleAnswer({ outline: articleAnswer().article!.outline.slice(0, 2) }), arabic));
    expect(page.all('nav', { class: 'outline' })).toHaveLength(0);
  });

  it('says what is wrong with a damaged text', () => {
    const page = parse(renderArticlePage(articleAnswer({ quality: { flags: ['LIGATURE_LOSS', 'TRUNCATED'] } }), arabic));
    expect(page.all('p', { class: 'notice' }).map((note) => textOf(note))).toEqual([
      expect.stringContaining('سقطت حروف'),
      expect.stringContaining('مقتطعًا'),
    ]);
  });
});

describe('comments on the article page', () => {
  const withComments = (nodes: ReturnType<typeof comment>[], changes = {}) =>
    articleAnswer({ commentCount: nodes.length, comments: { nodes, pageInfo: { hasNextPage: false, endCursor: null } }, ...changes });

  it('shows the empty state in the words of the graph', () => {
    const page = parse(renderArticlePage(articleAnswer(), arabic));
    expect(textOf(page.the('div', { class: 'comments-empty' }))).toBe('لا توجد تعليقات بعد… كن أول من يعلّق.');
  });

  it('threads replies, keeps tombstones, and counts the replies it does not show', () => {
    const thread = comment('1', {
      isDeleted: true,
      author: null,
      body: '',
      replyCount: 3,
      replies: { nodes: [comment('2', { depth: 1, author: { name: 'Tom Baker' }, body: 'No.', language: 'en', direction: 'LTR' })] },
    });
    const page = parse(renderArticlePage(withComments([thread]), arabic));
    expect(textOf(page.the('div', { id: 'com_1' }))).toBe('تم حذف هذا التعليق');
    const replies = page.the('ol', { class: 'replies' });
    expect(replies.attribs['aria-label']).toBe('3 ردود');
    expect(textOf(replies)).toContain('Tom Baker');
    expect(textOf(replies)).toContain('وردّان آخران');
  });

  it('leads to more comments once, and then says that these are not all', () => {
    const more = withComments([comment('1')], { comments: { nodes: [comment('1')], pageInfo: { hasNextPage: true, endCursor: 'c' } } });
    expect(
      parse(renderArticlePage(more, viewOf('?locale=ar'))).all('a', { href: '/articles/art_1?comments=all&locale=ar#page-comments' }),
    ).toHaveLength(1);
    expect(parse(renderArticlePage(more, viewOf('?comments=all', ['ar']))).text).toContain('هذه أحدث التعليقات، وليست كلها.');
  });

  it('says that comments are closed', () => {
    const page = parse(renderArticlePage(articleAnswer({ commenting: { state: 'CLOSED', emptyMessage: 'لا توجد تعليقات.' } }), arabic));
    expect(page.text).toContain('أُغلق باب التعليق');
  });
});
