/** Ids are the same on every machine, or grow with time. */
import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { articleId, importedCommentId, newCommentId, newUserId, sourceId } from '../../src/data/ids.ts';
import { range } from './drafts.ts';

/** Crockford's alphabet, said once more: base32 of the first `characters` × 5 bits. */
function crockford(bytes: Uint8Array, characters: number): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return range(characters)
    .map((index) => '0123456789abcdefghjkmnpqrstvwxyz'[parseInt(bits.slice(index * 5, index * 5 + 5), 2)])
    .join('');
}
const sha256 = (text: string) => createHash('sha256').update(text).digest();

describe('ids', () => {
  it('of articles and sources are the first 100 bits of a hash', () => {
    expect(articleId('https://news.example/مقال')).toBe(`art_${crockford(sha256('https://news.example/مقال'), 20)}`);
    expect(sourceId('daily')).toBe(`src_${crockford(sha256('daily'), 20)}`);
    expect(articleId('')).toBe('art_werc8gmrzge196qvyk49');
  });

  it('of comments and users begin with their time in 48 bits, and sort by it', () => {
    const at = (now: number) => ({ now: () => now });
    const times = [0, 1, 31, 32, 1_795_509_048_523, 2 ** 48 - 1];
    const ids = times.map((time) => newCommentId(at(time)));
    expect(ids.toSorted()).toEqual(ids);
    for (const [index, id] of ids.entries())
      expect(id).toMatch(
        new RegExp(
          `^com_${times[index]!.toString(32)
            .replace(/[a-v]/g, (digit) => 'abcdefghjkmnpqrstvwxyz'[digit.charCodeAt(0) - 97]!)
            .padStart(10, '0')}[0-9a-hjkmnp-tv-z]{16}$`,
        ),
      );
    expect(newUserId(at(5))).toMatch(/^usr_0000000005/);
    expect(new Set(range(1_000).map(() => newCommentId(at(7)))).size).toBe(1_000);
  });

  it('of imported comments say the same thing the same way', () => {
    expect(importedCommentId(9, 'a')).toBe(importedCommentId(9, 'a'));
    expect(importedCommentId(9, 'a')).not.toBe(importedCommentId(9, 'b'));
    expect(importedCommentId(9, 'a').slice(0, 14)).toBe('com_0000000009');
  });
});
