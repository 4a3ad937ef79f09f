/** Finds the headings, lists and quotes of an article that came as plain lines. */
import type { Block } from '../data/articles/article.record.ts';
import { MAX_BLOCKS } from './bounds.ts';
import { cleanText } from './clean-text.ts';

/**
 * Each line that is not blank becomes a paragraph, unless its neighbours say more:
 * - items: lines in a row that begin with a bullet, or with numbers counting up; or «label: text» lines in a row, after a line that ends with a colon
 *   (two or more) or anywhere (three or more);
 * - a heading: a short line that ends in no full stop, colon or comma (a question mark may be), after a finished sentence and before a longer text;
 * - a quote: a long line that stands wholly in quotation marks.
 * Every word of the text is kept in its order; only bullets, numbers and a quote's outer marks go.
 */
export function blocksFromText(text: string): Block[] {
  const lines = cleanText(text)
    .split('\n')
    .filter((line) => line !== '');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length;) {
    if (blocks.length >= MAX_BLOCKS - 1) {
      // Bounded, and nothing lost: what is left becomes one block.
      blocks.push({ kind: 'PARAGRAPH', text: lines.slice(at).join(' ') });
      break;
    }
    const list = listAt(lines, at);
    if (list !== null) {
      blocks.push(list);
      at += list.items.length;
      continue;
    }
    blocks.push(singleLine(lines, at, blocks.at(-1) ?? null));
    at += 1;
  }
  return blocks;
}

type ListBlock = Extract<Block, { kind: 'LIST' }>;

function listAt(lines: readonly string[], at: number): ListBlock | null {
  return markedList(lines, at) ?? numberedList(lines, at) ?? labelledList(lines, at);
}

/** Signs that only ever mark an item, and signs that also open a line of dialogue or a footnote: those need a second item. */
const SURE_BULLET = /^[•▪◦●○■□‣⁃]\s*(?=\S)/;
const POSSIBLE_BULLET = /^[-–—*·]\s+(?=\S)/;

function markedList(lines: readonly string[], at: number): ListBlock | null {
  for (const bullet of [SURE_BULLET, POSSIBLE_BULLET]) {
    const items = runOf(lines, at, (line) => (bullet.test(line) ? line.replace(bullet, '') : null));
    if (items.length >= (bullet === SURE_BULLET ? 1 : 2)) return { kind: 'LIST', ordered: false, items };
  }
  return null;
}

const NUMBER = /^\(?([0-9]{1,2}|[٠-٩]{1,2}|[۰-۹]{1,2})\s?[.)\-–:ـ]\s*(?=[^\s\d٠-٩۰-۹])/;

/** «1- … 2- …», «١) … ٢) …»: at least two, counting up by one, so that a sentence which begins with a year or a score stays a sentence. */
function numberedList(lines: readonly string[], at: number): ListBlock | null {
  let expected: number | null = null;
  const items = runOf(lines, at, (line) => {
    const match = NUMBER.exec(line);
    if (match === null) return null;
    const number = digitsToNumber(match[1] ?? '');
    if (expected === null ? number > 1 : number !== expected) return null;
    expected = number + 1;
    return line.slice(match[0].length);
  });
  return items.length >= 2 ? { kind: 'LIST', ordered: true, items } : null;
}

function digitsToNumber(digits: string): number {
  return Number(
    digits
      .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
      .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)),
  );
}

/** «label: text» with a label of a few words. A label met twice is a speaker, and a text in quotation marks is speech: neither is a list. */
const LABELLED = /^([^:.!?؟،,؛;"«»“”]{2,60}):\s+(?=[^\s"«“'‘])/;
const MAX_LABEL_WORDS = 7;
/** «قال سالم», «وأضافت», "she said": what follows the colon was said, not listed. */
const SPEECH =
  /^[وف]?(?:قال|قالت|يقول|تقول|أضاف|اضاف|أضافت|تابع|تابعت|أكد|أكدت|أوضح|أوضحت|رد|ردت|رددت|أجاب|أجابت|سأل|سألت|سؤال|جواب|س|ج)(?:\s|$)|^(?:Q|A|Question|Answer)$|\s(?:said|says|asked|replied|added)$/;

function labelledList(lines: readonly string[], at: number): ListBlock | null {
  // In the middle of labelled lines that were found to be no list: they are none from here on either.
  if (at > 0 && LABELLED.test(lines[at - 1] ?? '')) return null;
  const labels = new Set<string>();
  const items = runOf(lines, at, (line) => {
    const label = LABELLED.exec(line)?.[1]?.trim();
    if (label === undefined || labels.has(label) || SPEECH.test(label) || wordCount(label) > MAX_LABEL_WORDS || line.length > 600)
      return null;
    labels.add(label);
    return line;
  });
  const announced = at > 0 && /[::]$/.test(lines[at - 1] ?? '');
  // What stopped the run being the same label again, this is a conversation.
  const next = lines[at + items.length];
  const repeated = next !== undefined && labels.has(LABELLED.exec(next)?.[1]?.trim() ?? '');
  return !repeated && items.length >= (announced ? 2 : 3) ? { kind: 'LIST', ordered: false, items } : null;
}

function runOf(lines: readonly string[], at: number, itemOf: (line: string) => string | null): string[] {
  const items: string[] = [];
  for (let i = at; i < lines.length; i++) {
    const item = itemOf(lines[i] ?? '');
    if (item === null) break;
    items.push(item);
  }
  return items;
}

function singleLine(lines: readonly string[], at: number, before: Block | null): Block {
  const line = lines[at] ?? '';
  const quoted = quoteIn(line);
  if (quoted !== null) return { kind: 'QUOTE', text: quoted, attribution: null };
  if (before !== null && isFinished(before) && looksLikeHeading(line) && introducesMore(lines, at))
    return { kind: 'HEADING', level: 2, text: line };
  return { kind: 'PARAGRAPH', text: line };
}

const QUOTE_PAIRS: Readonly<Record<string, string>> = { '«': '»', '“': '”', '"': '"', '„': '“' };
const MIN_QUOTE_CHARS = 40;

function quoteIn(line: string): string | null {
  const close = QUOTE_PAIRS[line[0] ?? ''];
  if (close === undefined || line.length < MIN_QUOTE_CHARS) return null;
  const end = line.replace(/[.،!]$/, '');
  if (!end.endsWith(close)) return null;
  const inner = end.slice(1, -1);
  // «a» and «b»: two quotations, not one.
  if (inner.includes(close) || inner.includes(line[0] ?? '')) return null;
  return (inner + line.slice(end.length)).trim();
}

const MAX_HEADING_CHARS = 90;
const MAX_HEADING_WORDS = 14;

function looksLikeHeading(line: string): boolean {
  if (line.length > MAX_HEADING_CHARS || wordCount(line) > MAX_HEADING_WORDS) return false;
  // A comma in a longer line is a clause that the next line goes on with.
  if (/[،,؛;]/.test(line) && wordCount(line) > 7) return false;
  // A heading has a word of letters; signatures, addresses, footnotes and asides do not count.
  if (!/\p{L}{2}/u.test(line) || /[@*…]|https?:|www\.|^[-–—([#]/.test(line)) return false;
  return !/[.!:،,؛;:)\]"»”'\-–—]$/.test(line);
}

/** Whether what stands above ends a sentence, so that the short line cannot be its continuation (or the next line of a poem). */
function isFinished(before: Block): boolean {
  switch (before.kind) {
    case 'PARAGRAPH':
      return /[.!?؟…][»”"')\]]*$/.test(before.text);
    case 'LIST':
    case 'QUOTE':
    case 'IMAGE':
      return true;
    case 'HEADING':
      return false;
  }
}

/** Whether a text that is clearly longer than the heading follows it. */
function introducesMore(lines: readonly string[], at: number): boolean {
  const next = lines[at + 1];
  if (next === undefined) return false;
  return listAt(lines, at + 1) !== null || /[::]$/.test(next) || (next.length >= 50 && next.length > (lines[at] ?? '').length * 1.5);
}

function wordCount(text: string): number {
  return text.split(' ').length;
}
