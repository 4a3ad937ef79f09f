/** Takes a feed that is not well-formed apart, so that one broken item does not cost the others. */
import { MAX_ITEMS_PER_FEED } from './bounds.ts';

/** Each of `documents` is a feed of its own: what stands before the first item, one item, and the ends of what is open. */
export interface FeedInPieces {
  readonly documents: readonly string[];
  /** Items that have no end: where the feed was cut off. */
  readonly unfinished: number;
}

/** Characters of the feed's head read again for its items: a head of the usual two thousand leaves room for every item there may be. */
const MAX_REPEATED_CHARS = 50_000_000;

/** @returns null where the text has no root or no item of a feed, or a head too long to be read once an item */
export function feedInPieces(text: string): FeedInPieces | null {
  const root = /<(rss|feed|(?:[\w-]{1,20}:)?RDF)(?=[\s>])/i.exec(text)?.[1];
  if (root === undefined) return null;
  const name = root.toLowerCase() === 'feed' ? 'entry' : 'item';
  const first = nextItem(text, name, 0);
  if (first === -1) return null;
  const head = text.slice(0, first);
  const tail = root.toLowerCase() === 'rss' ? `</channel></${root}>` : `</${root}>`;
  const close = `</${name}>`;
  const documents: string[] = [];
  let unfinished = 0;
  for (let start = first; start !== -1 && documents.length < MAX_ITEMS_PER_FEED;) {
    const end = text.indexOf(close, start);
    const next = nextItem(text, name, start + name.length);
    // An item that begins before this one ends: this one never ends.
    if (end === -1 || (next !== -1 && next < end)) unfinished++;
    else if ((documents.length + 1) * head.length > MAX_REPEATED_CHARS) return null;
    else documents.push(head + text.slice(start, end + close.length) + tail);
    start = next;
  }
  return { documents, unfinished };
}

function nextItem(text: string, name: string, from: number): number {
  for (let at = text.indexOf(`<${name}`, from); at !== -1; at = text.indexOf(`<${name}`, at + 1)) {
    if (/[\s>]/.test(text[at + name.length + 1] ?? '')) return at;
  }
  return -1;
}
