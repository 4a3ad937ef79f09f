/** Reads OPML: a list of feeds, as feed readers export it (http://opml.org/spec2.opml). */
import { parseOpml } from 'feedsmith';
import { MAX_LISTED_FEEDS } from './bounds.ts';
import { pageAddress } from './canonical-url.ts';
import { InputError } from './report.ts';

export interface FeedList {
  /** http(s) addresses, each once, in the list's order. A list never names files: it may have come from anywhere. */
  readonly urls: readonly string[];
  /** Entries that have an address which is none of http(s). */
  readonly unusable: readonly string[];
}

/**
 * @param url where it was got; resolves relative addresses
 * @throws InputError BROKEN_FEED where it is not well-formed, TOO_LARGE where it names more than MAX_LISTED_FEEDS feeds, UNRECOGNISED_FORMAT where it names none
 */
export function readFeedList(text: string, url: string | null, input: string): FeedList {
  const urls = new Set<string>();
  const unusable: string[] = [];
  for (const written of feedAddresses(text, input)) {
    const address = pageAddress(written, { base: url });
    if (address === null) unusable.push(written.slice(0, 200));
    else urls.add(address.url);
    if (urls.size > MAX_LISTED_FEEDS) throw new InputError('TOO_LARGE', `${input} names more than ${MAX_LISTED_FEEDS} feeds`);
  }
  if (urls.size + unusable.length === 0) throw new InputError('UNRECOGNISED_FORMAT', `${input} is a list (OPML) that names no feed`);
  return { urls: [...urls], unusable };
}

interface Outline {
  readonly xmlUrl?: string;
  readonly outlines?: readonly Outline[];
}

function feedAddresses(text: string, input: string): string[] {
  let outlines: readonly Outline[];
  try {
    outlines = (parseOpml(text).body?.outlines ?? []) as readonly Outline[];
  } catch (cause) {
    throw new InputError(
      'BROKEN_FEED',
      `${input} is a list of feeds (OPML) that cannot be read: ${(cause as Error).message.slice(0, 300)}`,
      { cause },
    );
  }
  const found: string[] = [];
  const open: Outline[] = [...outlines].toReversed();
  for (let outline = open.pop(); outline !== undefined; outline = open.pop()) {
    if (outline.xmlUrl !== undefined) found.push(outline.xmlUrl);
    open.push(...(outline.outlines ?? []).toReversed());
  }
  return found;
}
