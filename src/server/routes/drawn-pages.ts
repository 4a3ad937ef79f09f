/** Pages as HTML, kept for as long as what they were drawn from stays the same: drawing takes longer than all else of a page whose answer is kept. */
import { LRUCache } from 'lru-cache';
import { etagOf } from '../../gateway/caching/answers.ts';

export interface DrawnPage {
  readonly html: string;
  /** Strong, by the text. */
  readonly etag: string;
}

export interface DrawnPages {
  /** @param from all that the page is drawn from, as JSON tells it apart */
  of(from: readonly unknown[], draw: () => string): DrawnPage;
}

/** Characters of HTML, keys included. */
const MOST_CHARACTERS = 8_000_000;

export function createDrawnPages(): DrawnPages {
  const pages = new LRUCache<string, DrawnPage>({ maxSize: MOST_CHARACTERS, max: 10_000 });
  return {
    of(from, draw) {
      const key = JSON.stringify(from);
      let page = pages.get(key);
      if (page === undefined) pages.set(key, (page = drawPage(draw())), { size: page.html.length + key.length });
      return page;
    },
  };
}

export function drawPage(html: string): DrawnPage {
  return { html, etag: etagOf(html) };
}
