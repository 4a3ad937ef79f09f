import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blocksFromHtml, lineFromHtml } from '../../src/ingest/html-blocks.ts';

const BASE = 'https://news.example/2026/a';
const image = (url: string, more: object = {}): object => ({ url, width: null, height: null, alt: null, credit: null, ...more });

describe('blocksFromHtml', () => {
  it('reads headings, paragraphs, lists, quotes and pictures', () => {
    const html = `<h2>Why <em>now</em>?</h2><p>First &amp; <a href="/x">second</a>.</p>
      <figure><img src="/p.jpg" alt="A dune" width="1200" height="675"><figcaption>At dawn</figcaption></figure>
      <ul><li>one</li><li>two <b>bold</b></li></ul><ol><li>1st</li></ol>
      <blockquote><p>Never.</p><p>Ever.</p><cite>— Sam Idris</cite></blockquote>`;
    expect(blocksFromHtml(html, BASE)).toEqual([
      { kind: 'HEADING', level: 2, text: 'Why now?' },
      { kind: 'PARAGRAPH', text: 'First & second.' },
      { kind: 'IMAGE', image: image('https://news.example/p.jpg', { alt: 'A dune', width: 1200, height: 675 }), caption: 'At dawn' },
      { kind: 'LIST', ordered: false, items: ['one', 'two bold'] },
      { kind: 'LIST', ordered: true, items: ['1st'] },
      { kind: 'QUOTE', text: 'Never. Ever.', attribution: 'Sam Idris' },
    ]);
  });

  it.each([
    ['scripts', '<p>a</p><script>alert(1)</script><p>b</p>', ['a', 'b']],
    ['a script that pretends to end', '<script>"</p>"; x("<p>evil</p>")</script><p>b</p>', ['b']],
    ['styles, frames, forms', '<style>p{}</style><iframe src="x"><p>c</p></iframe><form><p>d</p></form><p>b</p>', ['b']],
    ['comments and instructions', '<!-- x --><?php y ?><p>b</p>', ['b']],
    ['event handlers', '<p onclick="alert(1)">b</p>', ['b']],
  ])('lets nothing through of %s', (_, html, texts) => {
    expect(blocksFromHtml(html, BASE)).toEqual(texts.map((text) => ({ kind: 'PARAGRAPH', text })));
  });

  it.each([
    ['a script address', '<img src="javascript:alert(1)">'],
    ['a data address', '<img src="data:image/svg+xml,x">'],
    ['a counting pixel', '<img src="/c.gif" width="1" height="1">'],
    ['no address', '<img alt="x">'],
  ])('shows no picture with %s', (_, html) => {
    expect(blocksFromHtml(html, BASE)).toEqual([]);
  });

  it('reads text with line breaks as lines', () => {
    expect(blocksFromHtml('One.<br><br>Two.<br/>• a<br>• b', BASE)).toEqual([
      { kind: 'PARAGRAPH', text: 'One.' },
      { kind: 'PARAGRAPH', text: 'Two.' },
      { kind: 'LIST', ordered: false, items: ['a', 'b'] },
    ]);
  });

  it('takes a paragraph in bold for a heading, a sentence with bold words not', () => {
    expect(
      blocksFromHtml('<p><strong>What happens next</strong></p><p><b>Some</b> words.</p><p><b>A whole sentence.</b></p>', BASE).map(
        ({ kind }) => kind,
      ),
    ).toEqual(['HEADING', 'PARAGRAPH', 'PARAGRAPH']);
  });

  it('keeps the words of tables and of lists in lists, in order', () => {
    expect(
      blocksFromHtml('<table><tr><td>Rabat</td><td>21°</td></tr></table><ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', BASE),
    ).toEqual([
      { kind: 'PARAGRAPH', text: 'Rabat 21°' },
      { kind: 'LIST', ordered: false, items: ['a', 'b', 'c'] },
    ]);
  });

  it('reads broken nesting as far as it goes', () => {
    expect(blocksFromHtml('<ul><li>one<li>two</p><blockquote>three', BASE)).toEqual([
      { kind: 'LIST', ordered: false, items: ['one', 'two', 'three'] },
    ]);
  });

  it('survives depth', () => {
    expect(blocksFromHtml(`${'<div>'.repeat(100_000)}deep`, BASE)).toEqual([{ kind: 'PARAGRAPH', text: 'deep' }]);
    const sloppy = blocksFromHtml('<font>word <b>x</b> '.repeat(5_000), BASE);
    expect(sloppy).toEqual([{ kind: 'PARAGRAPH', text: 'word x '.repeat(5_000).trim() }]);
  });

  it('never throws and never yields markup from text without brackets', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '<p>',
            '</p>',
            '<ul>',
            '<li>',
            '</li>',
            '</ul>',
            '<blockquote>',
            '</blockquote>',
            '<h2>',
            '</h2>',
            '<cite>',
            '</cite>',
            '<br>',
            '<b>',
            '</b>',
            '<script>',
            '</script>',
            'word ',
            'كلمة ',
            '<img src="/a.png">',
            '<figcaption>',
            '</figcaption>',
          ),
          { maxLength: 40 },
        ),
        (parts) => {
          const text = JSON.stringify(blocksFromHtml(parts.join(''), BASE));
          expect(text).not.toContain('<');
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('lineFromHtml', () => {
  it.each([
    ['AT&amp;T <b>wins</b>', 'AT&T wins'],
    ['1930ft<sup>2</sup>', '1930ft2'],
    ['  plain\n text ', 'plain text'],
    ['a < b', 'a < b'],
  ])('%p is %p', (html, line) => {
    expect(lineFromHtml(html)).toBe(line);
  });
});
