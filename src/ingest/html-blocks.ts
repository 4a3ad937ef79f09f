/** Reads the HTML of a feed item into blocks. No markup survives, so nothing of a publisher's page can run in ours. */
import { Parser } from 'htmlparser2';
import type { Block, ImageRecord } from '../data/articles/article.record.ts';
import { bodyText } from './block-text.ts';
import { cutText, MAX_ALT_CHARS, MAX_BLOCKS } from './bounds.ts';
import { pageAddress } from './canonical-url.ts';
import { cleanLine } from './clean-text.ts';
import { blocksFromText } from './text-blocks.ts';

/**
 * Headings, paragraphs, lists, quotes, pictures with captions; whatever else shows text (tables, preformatted text, unknown elements) becomes
 * paragraphs; scripts, styles, forms, frames and the like go with all they hold. HTML that has no blocks of its own (text with line breaks) is read
 * line by line as plain text is. Never throws; broken nesting is read as far as it goes.
 * @param base resolves the addresses of pictures
 */
export function blocksFromHtml(html: string, base: string | null): Block[] {
  const reader = new BlockReader(base);
  for (let rest = html; rest !== '';) rest = rest.slice(readUntilDeep(rest, reader));
  return reader.finish();
}

/** Elements open at once in one parser. Pages stay far below, sloppy ones that never close a `<font>` too. */
const MAX_DEPTH = 2_000;

/**
 * The parser keeps what is open in an array that it fills from the front, so a hundred thousand unclosed tags would take it ten seconds. Beyond
 * MAX_DEPTH a fresh one takes over; the tags that the old one had open are then never closed, which costs their blocks' borders and no words.
 * @returns how far it read
 */
function readUntilDeep(html: string, reader: BlockReader): number {
  let depth = 0;
  let end = html.length;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        reader.open(name, attributes);
        if (++depth < MAX_DEPTH) return;
        end = parser.endIndex + 1;
        parser.pause();
      },
      onclosetag(name) {
        depth--;
        reader.close(name);
      },
      ontext: (text) => reader.text(text),
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(html);
  if (end === html.length) parser.end();
  return end;
}

/** The words of a piece of HTML on one line: titles and names in feeds are escaped HTML as often as not. */
export function lineFromHtml(html: string): string {
  return /[<&]/.test(html) ? cleanLine(bodyText(blocksFromHtml(html, null)).replace(/\n+/g, ' ')) : cleanLine(html);
}

/** Elements that never hold an article's words; their content goes too. */
const DROPPED = new Set(
  'script style noscript template iframe frame frameset object embed applet form button select option textarea svg math canvas audio video map head nav dialog'.split(
    ' ',
  ),
);
const BREAKS_BLOCK = new Set(
  'p div section article main header footer aside address details summary table thead tbody tfoot tr caption dl dt dd pre center fieldset hr figure figcaption body html ul ol li blockquote h1 h2 h3 h4 h5 h6'.split(
    ' ',
  ),
);
const HEADING = /^h([1-6])$/;

/** What is open around the text: enough to know what kind of block it belongs to. A stack, so that depth costs no recursion. */
interface OpenList {
  readonly ordered: boolean;
  readonly items: string[];
}

class BlockReader {
  readonly #base: string | null;
  readonly #blocks: Block[] = [];
  #text = '';
  /** Characters of the current text that stand in bold: a paragraph all in bold is a heading in many feeds. */
  #boldChars = 0;
  #bold = 0;
  #dropped: string | null = null;
  #droppedDepth = 0;
  #heading: number | null = null;
  #quoteDepth = 0;
  readonly #quote: string[] = [];
  #attribution: string | null = null;
  #inCite = false;
  readonly #lists: OpenList[] = [];
  #isCaption = false;
  #preformatted = 0;

  constructor(base: string | null) {
    this.#base = base;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#dropped !== null) {
      if (name === this.#dropped) this.#droppedDepth++;
      return;
    }
    if (DROPPED.has(name)) {
      this.#dropped = name;
      this.#droppedDepth = 1;
      return;
    }
    if (name === 'br') {
      this.#text += '\n';
      return;
    }
    if (name === 'img') {
      this.#picture(attributes);
      return;
    }
    if (name === 'td' || name === 'th') this.#text += ' ';
    if (name === 'b' || name === 'strong') this.#bold++;
    if (name === 'cite' && this.#quoteDepth > 0) this.#openCite();
    if (!BREAKS_BLOCK.has(name)) return;

    this.#flush();
    const level = HEADING.exec(name)?.[1];
    if (level !== undefined) this.#heading = Number(level);
    else if (name === 'ul' || name === 'ol') this.#lists.push({ ordered: name === 'ol', items: [] });
    else if (name === 'blockquote') this.#quoteDepth++;
    else if (name === 'figcaption') this.#isCaption = true;
    else if (name === 'pre') this.#preformatted++;
  }

  text(text: string): void {
    if (this.#dropped !== null) return;
    const piece = this.#preformatted > 0 ? text : text.replace(/\s+/g, ' ');
    this.#text += piece;
    if (this.#bold > 0) this.#boldChars += piece.trim().length;
  }

  close(name: string): void {
    if (this.#dropped !== null) {
      if (name === this.#dropped && --this.#droppedDepth === 0) this.#dropped = null;
      return;
    }
    if (name === 'b' || name === 'strong') this.#bold = Math.max(0, this.#bold - 1);
    if (name === 'cite' && this.#inCite) this.#closeCite();
    if (!BREAKS_BLOCK.has(name)) return;

    this.#flush();
    if (HEADING.test(name)) this.#heading = null;
    else if (name === 'ul' || name === 'ol') this.#closeList();
    else if (name === 'blockquote') this.#closeQuote();
    else if (name === 'figcaption') this.#isCaption = false;
    else if (name === 'pre') this.#preformatted = Math.max(0, this.#preformatted - 1);
  }

  finish(): Block[] {
    this.#flush();
    while (this.#lists.length > 0) this.#closeList();
    if (this.#quoteDepth > 0) {
      this.#quoteDepth = 1;
      this.#closeQuote();
    }
    return this.#blocks;
  }

  /** Turns the text read since the last block into what its surroundings say it is. */
  #flush(): void {
    const raw = this.#text;
    const isBold = this.#boldChars > 0 && this.#boldChars >= raw.replace(/\s+/g, ' ').trim().length * 0.95;
    this.#text = '';
    this.#boldChars = 0;
    const line = cleanLine(raw);
    if (line === '') return;

    if (this.#heading !== null) this.#push({ kind: 'HEADING', level: this.#heading, text: line });
    else if (this.#isCaption) this.#caption(line);
    else if (this.#lists.length > 0) this.#lists.at(-1)!.items.push(line);
    else if (this.#quoteDepth > 0) this.#quoteLine(line);
    else if (isBold && isHeadingLine(line)) this.#push({ kind: 'HEADING', level: 3, text: line });
    else for (const block of blocksFromText(raw)) this.#push(block);
  }

  #push(block: Block): void {
    const last = this.#blocks.at(-1);
    if (this.#blocks.length < MAX_BLOCKS) this.#blocks.push(block);
    // Nothing is lost at the bound: the last paragraph takes it in.
    else if (last?.kind === 'PARAGRAPH' && block.kind !== 'IMAGE')
      this.#blocks[this.#blocks.length - 1] = { kind: 'PARAGRAPH', text: `${last.text} ${bodyText([block]).replace(/\n/g, ' ')}` };
  }

  /** A list within an item continues the outer list: the items stay in reading order. */
  #closeList(): void {
    const list = this.#lists.pop();
    if (list === undefined || list.items.length === 0) return;
    const outer = this.#lists.at(-1);
    if (outer !== undefined) outer.items.push(...list.items);
    else this.#push({ kind: 'LIST', ordered: list.ordered, items: list.items });
  }

  #quoteLine(line: string): void {
    const attribution = /^[—–―-]\s*(\S.{1,98})$/.exec(line)?.[1];
    if (attribution !== undefined && this.#quote.length > 0) this.#attribution = attribution;
    else this.#quote.push(line);
  }

  #openCite(): void {
    this.#flush();
    this.#inCite = true;
  }

  #closeCite(): void {
    const name = cleanLine(this.#text).replace(/^[—–―-]\s*/, '');
    this.#text = '';
    this.#boldChars = 0;
    this.#inCite = false;
    if (name !== '') this.#attribution = name;
  }

  #closeQuote(): void {
    this.#quoteDepth = Math.max(0, this.#quoteDepth - 1);
    this.#inCite = false;
    if (this.#quoteDepth > 0) return;
    const text = this.#quote.join(' ');
    if (text !== '') this.#push({ kind: 'QUOTE', text, attribution: this.#attribution });
    else if (this.#attribution !== null) this.#push({ kind: 'PARAGRAPH', text: this.#attribution });
    this.#quote.length = 0;
    this.#attribution = null;
  }

  #caption(line: string): void {
    const last = this.#blocks.at(-1);
    if (last?.kind === 'IMAGE' && last.caption === null) this.#blocks[this.#blocks.length - 1] = { ...last, caption: line };
    else this.#push({ kind: 'PARAGRAPH', text: line });
  }

  /** Inside lists and quotes a picture would tear the block apart: it is left out there. */
  #picture(attributes: Readonly<Record<string, string>>): void {
    const image = imageFrom(attributes, this.#base);
    if (image === null || this.#lists.length > 0 || this.#quoteDepth > 0 || this.#heading !== null) return;
    this.#flush();
    this.#push({ kind: 'IMAGE', image, caption: null });
  }
}

function imageFrom(attributes: Readonly<Record<string, string>>, base: string | null): ImageRecord | null {
  const address = pageAddress(attributes['src'] ?? '', { base });
  if (address === null) return null;
  const width = pixels(attributes['width']);
  const height = pixels(attributes['height']);
  // One or two pixels across is a counter, not a picture.
  if ((width !== null && width <= 2) || (height !== null && height <= 2)) return null;
  const alt = cutText(cleanLine(attributes['alt'] ?? ''), MAX_ALT_CHARS);
  return { url: address.url, width, height, alt: alt === '' ? null : alt, credit: null };
}

function pixels(attribute: string | undefined): number | null {
  const match = /^\s*(\d{1,5})(px)?\s*$/.exec(attribute ?? '');
  return match === null ? null : Number(match[1]);
}

function isHeadingLine(line: string): boolean {
  return line.length <= 120 && !/[.،,؛;:]$/.test(line);
}
