/** A page as a tree to look things up in. Nothing in it runs, and nothing it names is fetched: scripts, frames and `meta refresh` are text. */
import { Parser } from 'htmlparser2';
import { parseHTML } from 'linkedom';
import { InputError } from '../report.ts';

/** What ingest needs of an element. The project is compiled without the DOM's types, for nothing else here has a DOM. */
export interface PageElement {
  readonly localName: string;
  readonly textContent: string | null;
  readonly innerHTML: string;
  readonly parentElement: PageElement | null;
  readonly nextElementSibling: PageElement | null;
  readonly children: ArrayLike<PageElement>;
  getAttribute(name: string): string | null;
  querySelector(selectors: string): PageElement | null;
  querySelectorAll(selectors: string): Iterable<PageElement>;
  closest(selectors: string): PageElement | null;
  contains(other: PageElement): boolean;
  remove(): void;
}

export interface PageDocument extends Omit<PageElement, 'localName' | 'parentElement' | 'nextElementSibling'> {
  readonly documentElement: PageElement | null;
  readonly body: PageElement | null;
}

/**
 * News pages have up to 10,000 elements, 40 deep. Beyond these bounds the time to read a page grows with the square of its size: twenty seconds for a
 * hundred thousand `<div>`s in each other.
 */
const MAX_ELEMENTS = 40_000;
const MAX_DEPTH = 400;

/** @throws InputError TOO_LARGE where it has more elements, or more of them in each other, than any page that people read */
export function pageDocument(html: string, input: string): PageDocument {
  requireBounded(html, input);
  // linkedom puts what has no <body> beside the document's element instead of into it.
  const whole =
    /<body[\s>]/i.test(html.slice(0, 500_000)) || /<html[\s>]/i.test(html.slice(0, 2_000)) ? html : `<html><body>${html}</body></html>`;
  return (parseHTML(whole) as unknown as { readonly document: PageDocument }).document;
}

function requireBounded(html: string, input: string): void {
  let elements = 0;
  let depth = 0;
  const parser = new Parser({
    onopentag() {
      if (++elements > MAX_ELEMENTS || ++depth > MAX_DEPTH) parser.pause();
    },
    onclosetag: () => void depth--,
  });
  parser.write(html);
  if (elements > MAX_ELEMENTS) throw new InputError('TOO_LARGE', `${input} is a page of more than ${MAX_ELEMENTS} elements`);
  if (depth > MAX_DEPTH) throw new InputError('TOO_LARGE', `${input} is a page with more than ${MAX_DEPTH} elements in each other`);
}
