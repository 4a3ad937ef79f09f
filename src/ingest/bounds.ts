/** How much of anything ingest takes. Texts beyond a bound are cut at it; lines, addresses and inputs beyond it are refused with a code. */
export const MAX_TITLE_CHARS = 500;
export const MAX_BODY_CHARS = 500_000;
export const MAX_STANDFIRST_CHARS = 1_000;
export const MAX_BYLINE_CHARS = 200;
export const MAX_SECTION_CHARS = 100;
export const MAX_TAGS = 50;
export const MAX_TAG_CHARS = 100;
export const MAX_ALT_CHARS = 500;
export const MAX_BLOCKS = 5_000;
export const MAX_LEAD_CHARS = 600;
/** Of an address as written, and of its percent-encoded form (an Arabic letter takes six characters there). */
export const MAX_URL_CHARS = 2_048;
export const MAX_ENCODED_URL_CHARS = 4_096;
/** One JSON line, in bytes. */
export const MAX_LINE_BYTES = 4 * 1024 * 1024;
/** One feed, in bytes after decompression: feeds are parsed as a whole. */
export const MAX_FEED_BYTES = 20 * 1024 * 1024;
/** What one address may send, in bytes after decompression. */
export const MAX_DOWNLOAD_BYTES = 50 * 1024 * 1024;
export const MAX_ITEMS_PER_FEED = 10_000;
/** Feeds that one list (OPML) may name. */
export const MAX_LISTED_FEEDS = 1_000;
/** Addresses remembered in one run to find repeats: about 10 MB. Beyond, the oldest are forgotten and a repeat counts as unchanged or updated. */
export const MAX_REMEMBERED_ADDRESSES = 100_000;
export const BATCH_SIZE = 250;

/** Cuts at a word's end where there is one in the last fifth, never within a surrogate pair. */
export function cutText(text: string, maxChars: number): string {
  if (text.length <= maxChars) return text;
  const cut = text.slice(0, maxChars);
  const wordEnd = Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('\n'));
  if (wordEnd >= maxChars * 0.8) return cut.slice(0, wordEnd).trimEnd();
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}
