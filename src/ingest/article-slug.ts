/** The readable part of an article's address on the gateway. */
import { fold } from '../text/fold.ts';

const MAX_SLUG_CHARS = 80;
const ID_CHARS = 6;

/**
 * The title's letters and digits, in lower case, Arabic letters kept in their folded spelling, words divided by hyphens, cut at a word within 80
 * characters; then six characters of the id, so that titles may repeat. `khabar-…-1a2b3c`, «خبير-ذكاء-اصطناعي-…-1a2b3c».
 */
export function articleSlug(title: string, id: string): string {
  const shortId = id.slice('art_'.length, 'art_'.length + ID_CHARS);
  const words = fold(title).match(/[\p{L}\p{N}]+/gu) ?? [];
  let slug = '';
  for (const word of words) {
    if (slug.length + word.length + 1 > MAX_SLUG_CHARS - ID_CHARS - 1) break;
    slug += `${word}-`;
  }
  return slug + shortId;
}
