import { describe, expect, it } from '@jest/globals';
import type { ArticleDraft } from '../../src/data/articles/article.record.ts';
import { readFeed } from '../../src/ingest/feed.ts';
import { judge } from '../../src/ingest/judge.ts';

const NOW = Date.UTC(2026, 10, 1, 12);

/** The articles of a feed, as they would be stored. */
function articles(text: string, url: string | null = null): (ArticleDraft | string)[] {
  const feed = readFeed(text, url);
  if (feed.source === null) throw new Error('the feed has no source');
  return feed.candidates({ record: feed.source, ignoredParameters: [], boilerplate: [] }).map((candidate) => judge(candidate, NOW));
}

const RSS = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
  <title>أخبار الواحة</title><link>https://www.waha.example/</link><description>أخبار محلية</description><language>ar-sa</language>
  <image><url>https://www.waha.example/logo.png</url><title>x</title><link>https://www.waha.example/</link><width>64</width><height>64</height></image>
  <item>
    <title><![CDATA[مكتبة &laquo;القوس&raquo; تفتح أبوابها ليلًا]]></title>
    <link>https://www.waha.example/2026/qaws?utm_source=rss</link>
    <dc:creator>سلمى الحاج</dc:creator><category>ثقافة</category><category>مكتبات</category>
    <pubDate>Sat, 31 Oct 2026 20:30:00 +0300</pubDate>
    <description>مكتبة صغيرة تجرّب ساعات الليل.</description>
    <content:encoded><![CDATA[<p>تفتح المكتبة أبوابها من التاسعة مساءً حتى منتصف الليل، في تجربة تستمر شهرين.</p><h2>من يأتي؟</h2><p>طلاب وعمال ومناوبون.</p><script>alert(1)</script>]]></content:encoded>
    <media:content url="https://www.waha.example/qaws.jpg" medium="image" width="1200" height="675"/>
  </item>
</channel></rss>`;

const ATOM = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <title type="text">Harbour Notes</title><subtitle>Small things from the quay</subtitle><id>tag:harbour.example,2026:feed</id><updated>2026-10-30T08:00:00Z</updated>
  <link rel="self" href="https://harbour.example/atom.xml"/><link rel="alternate" type="text/html" href="https://harbour.example/"/>
  <author><name>Mara Quist</name></author>
  <entry>
    <title type="html">Cranes &amp;amp; &lt;em&gt;night&lt;/em&gt; shifts</title><id>tag:harbour.example,2026:1</id>
    <link rel="alternate" href="/2026/cranes"/><published>2026-10-29T08:00:00Z</published><updated>2026-10-30T08:00:00Z</updated>
    <category term="port" label="Port"/><summary>Two crews, one crane.</summary>
    <content type="html">&lt;p&gt;The crews of the eastern quay have begun to share one crane by night.&lt;/p&gt;&lt;ul&gt;&lt;li&gt;one&lt;/li&gt;&lt;li&gt;two&lt;/li&gt;&lt;/ul&gt;</content>
  </entry>
</feed>`;

const RDF = `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <channel rdf:about="https://lab.example/rdf"><title>Lab Letters</title><link>https://lab.example</link><description>Short reports</description><items/></channel>
  <item rdf:about="https://lab.example/1"><title>Sand keeps heat</title><link>https://lab.example/1</link><description>A silo of sand was warm after a hundred days, and the group will try another hundred.</description>
    <dc:creator>I. Varga</dc:creator><dc:date>2026-10-01T09:00:00+02:00</dc:date><dc:subject>Physics, Energy</dc:subject></item>
</rdf:RDF>`;

const JSON_FEED = JSON.stringify({
  version: 'https://jsonfeed.org/version/1.1',
  title: 'Pebble',
  home_page_url: 'https://pebble.example/',
  language: 'en-GB',
  authors: [{ name: 'N. Adeyemi' }],
  items: [
    {
      id: '1',
      url: 'https://pebble.example/1',
      title: 'Bridge closed',
      content_text: 'The bridge is closed on Friday night.\n\nIt opens again on Saturday.',
      date_published: '2026-10-30T10:00:00Z',
      tags: ['roads'],
      image: 'https://pebble.example/b.png',
    },
    {
      id: 'https://pebble.example/2',
      content_html: '<p>A note without a title, of which the first sentence serves as one. And a second.</p>',
      date_published: '2026-10-30T11:00:00Z',
    },
  ],
});

describe('readFeed', () => {
  it('reads RSS 2.0', () => {
    expect(readFeed(RSS, null).source).toMatchObject({
      slug: 'waha-example',
      names: { ar: 'أخبار الواحة' },
      descriptions: { ar: 'أخبار محلية' },
      domains: ['waha.example'],
      homepage: 'https://www.waha.example/',
      language: 'ar',
      icon: { url: 'https://www.waha.example/logo.png', width: 64 },
    });
    expect(articles(RSS)).toEqual([
      expect.objectContaining({
        url: 'https://www.waha.example/2026/qaws?utm_source=rss',
        canonicalUrl: 'https://www.waha.example/2026/qaws',
        title: 'مكتبة «القوس» تفتح أبوابها ليلًا',
        standfirst: 'مكتبة صغيرة تجرّب ساعات الليل.',
        byline: 'سلمى الحاج',
        language: 'ar',
        direction: 'RTL',
        kind: 'ARTICLE',
        publishedAt: Date.UTC(2026, 9, 31, 17, 30),
        timePrecision: 'SECOND',
        updatedAt: null,
        tags: ['ثقافة', 'مكتبات'],
        qualityFlags: [],
        image: { url: 'https://www.waha.example/qaws.jpg', width: 1200, height: 675, alt: null, credit: null },
        slug: expect.stringMatching(/^مكتبه-القوس-تفتح-ابوابها-ليلا-[0-9a-z]{6}$/),
        body: {
          blocks: [
            { kind: 'PARAGRAPH', text: 'تفتح المكتبة أبوابها من التاسعة مساءً حتى منتصف الليل، في تجربة تستمر شهرين.' },
            { kind: 'HEADING', level: 2, text: 'من يأتي؟' },
            { kind: 'PARAGRAPH', text: 'طلاب وعمال ومناوبون.' },
          ],
          text: 'تفتح المكتبة أبوابها من التاسعة مساءً حتى منتصف الليل، في تجربة تستمر شهرين.\n\nمن يأتي؟\n\nطلاب وعمال ومناوبون.',
        },
      }),
    ]);
  });

  it('reads Atom', () => {
    expect(articles(ATOM)).toEqual([
      expect.objectContaining({
        url: 'https://harbour.example/2026/cranes',
        title: 'Cranes & night shifts',
        byline: 'Mara Quist',
        language: 'en',
        direction: 'LTR',
        publishedAt: Date.UTC(2026, 9, 29, 8),
        updatedAt: Date.UTC(2026, 9, 30, 8),
        tags: ['Port'],
        standfirst: 'Two crews, one crane.',
        body: expect.objectContaining({
          blocks: [
            { kind: 'PARAGRAPH', text: 'The crews of the eastern quay have begun to share one crane by night.' },
            { kind: 'LIST', ordered: false, items: ['one', 'two'] },
          ],
        }),
      }),
    ]);
  });

  it('reads RSS 1.0', () => {
    expect(articles(RDF)).toEqual([
      expect.objectContaining({
        url: 'https://lab.example/1',
        title: 'Sand keeps heat',
        byline: 'I. Varga',
        publishedAt: Date.UTC(2026, 9, 1, 7),
        tags: ['Physics', 'Energy'],
        language: 'en',
      }),
    ]);
  });

  it('reads JSON Feed, and makes a title where there is none', () => {
    expect(articles(JSON_FEED)).toEqual([
      expect.objectContaining({
        title: 'Bridge closed',
        byline: 'N. Adeyemi',
        language: 'en',
        tags: ['roads'],
        image: expect.objectContaining({ url: 'https://pebble.example/b.png' }),
      }),
      expect.objectContaining({
        url: 'https://pebble.example/2',
        title: 'A note without a title, of which the first sentence serves as one.',
      }),
    ]);
  });

  it('tells a podcast by its enclosure, and its episodes apart where all link to the front page', () => {
    const item = (n: number): string =>
      `<item><title>Episode ${n}</title><link>https://pod.example/</link><guid>https://pod.example/${n}.mp3</guid><enclosure url="https://pod.example/${n}.mp3" length="1" type="audio/mpeg"/></item>`;
    expect(
      articles(`<rss version="2.0"><channel><title>Pod</title><link>https://pod.example</link>${item(1)}${item(2)}</channel></rss>`),
    ).toEqual([
      expect.objectContaining({ kind: 'AUDIO', url: 'https://pod.example/1.mp3' }),
      expect.objectContaining({ kind: 'AUDIO', url: 'https://pod.example/2.mp3' }),
    ]);
  });

  it('reads what is not quite XML: bare ampersands, entities of HTML, an entity declared as a bomb', () => {
    const [article] = articles(
      '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><rss version="2.0"><channel><title>T &b;</title><link>https://x.example</link><item><title>Salt & sand &mdash; again</title><link>https://x.example/a?b=1&c=2</link></item></channel></rss>',
    );
    expect(article).toMatchObject({ title: 'Salt & sand — again', url: 'https://x.example/a?b=1&c=2' });
  });

  it.each([
    [
      'RSS',
      '<rss version="2.0"><channel><title>T</title><link>https://x.example</link>',
      (n: number) => `<item><title>N${n}</title><link>https://x.example/${n}</link></item>`,
      '<item><title>B</link></item>',
      '</channel></rss>',
    ],
    [
      'RDF',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>T</title><link>https://x.example</link><items></items></channel>',
      (n: number) => `<item><title>N${n}</title><link>https://x.example/${n}</link></item>`,
      '<item><title>B</link></item>',
      '</rdf:RDF>',
    ],
    [
      'Atom',
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><link href="https://x.example"/>',
      (n: number) => `<entry><title>N${n}</title><link href="https://x.example/${n}"/></entry>`,
      '<entry><title>B</entry>',
      '</feed>',
    ],
  ])('loses no other item of %s to a broken one, nor to the end that is missing', (_, head, item, broken, tail) => {
    for (const [text, titles, brokenCount] of [
      [head + item(1) + broken + item(2) + tail, ['N1', 'N2'], 1],
      [head + item(1) + item(2) + item(3).slice(0, 20), ['N1', 'N2'], 1],
      [head + item(1) + item(2), ['N1', 'N2'], 0],
    ] as const) {
      expect(readFeed(text, null)).toMatchObject({ itemCount: 2, brokenCount });
      expect(articles(text).map((article) => (article as ArticleDraft).title)).toEqual(titles);
    }
  });

  it('takes the host of the items where the feed names none, and where nobody does it has no source', () => {
    const feed = (link: string): string =>
      `<rss version="2.0"><channel><title>T</title><item><title>A</title>${link}</item></channel></rss>`;
    expect(readFeed(feed('<link>https://x.example/1</link>'), null).source).toMatchObject({ slug: 'x-example' });
    expect(readFeed(feed(''), 'https://feeds.example/rss').source).toMatchObject({ slug: 'feeds-example' });
    expect(readFeed(feed(''), null)).toMatchObject({ source: null, itemCount: 1 });
  });

  it.each([
    ['a page', '<!doctype html><html><head><title>x</title></head></html>', 'UNRECOGNISED_FORMAT', 'an HTML page, not a feed'],
    ['something else', '<svg/>', 'UNRECOGNISED_FORMAT', 'neither a feed nor JSON lines'],
    [
      'a feed that breaks off before its first item ends',
      '<rss version="2.0"><channel><title>T</title><item><title>B',
      'BROKEN_FEED',
      expect.stringContaining('cannot be read'),
    ],
    [
      'a feed of broken items alone',
      '<rss version="2.0"><channel><title>T</title><item><title>B</link></item></channel></rss>',
      'BROKEN_FEED',
      expect.stringContaining('cannot be read'),
    ],
  ])('refuses %s', (_, text, code, message) => {
    expect(() => readFeed(text, null)).toThrow(expect.objectContaining({ name: 'InputError', code, message }));
  });

  it('finds no words in markup of any depth within reasonable time', () => {
    const started = performance.now();
    const item = `<item><title>x</title><link>https://x.example/1</link><description>${'&lt;i&gt;'.repeat(200_000)}</description></item>`;
    expect(articles(`<rss version="2.0"><channel><title>T</title><link>https://x.example</link>${item}</channel></rss>`)).toEqual([
      expect.objectContaining({ qualityFlags: ['EMPTY'] }),
    ]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
