/** Ids: a prefix that says the type, and either a hash of what identifies the thing or a time-ordered random part. Crockford base32, lower case. */
import { createHash, hash, randomBytes } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';

/** `art_` and 20 characters: the first 100 bits of SHA-256 over the canonical URL. */
export function articleId(canonicalUrl: string): string {
  return `art_${hashed(canonicalUrl)}`;
}

/** `src_` and 20 characters: the first 100 bits of SHA-256 over the slug. */
export function sourceId(slug: string): string {
  return `src_${hashed(slug)}`;
}

/** `fee_` and 20 characters: the first 100 bits of SHA-256 over the address that the feed was added with. */
export function feedId(url: string): string {
  return `fee_${hashed(url)}`;
}

/** `sty_` and 20 characters: the first 100 bits of SHA-256 over what the story began with. */
export function storyId(beginning: string): string {
  return `sty_${hashed(beginning)}`;
}

/** `com_` and 26 characters: 48 bits of milliseconds, 80 random bits (the ULID layout). Ids of different milliseconds sort by time. */
export function newCommentId(clock: Clock): string {
  return `com_${timed(clock.now(), randomBytes(10))}`;
}

/** `usr_`, laid out like a comment's id. */
export function newUserId(clock: Clock): string {
  return `usr_${timed(clock.now(), randomBytes(10))}`;
}

/** `run_`, laid out like a comment's id: one run of `newsgraph ingest`. */
export function newRunId(clock: Clock): string {
  return `run_${timed(clock.now(), randomBytes(10))}`;
}

/** A comment id for imported content: the time it was written and a hash of what identifies it, so a repeated import names the same comment. */
export function importedCommentId(createdAt: number, identity: string): string {
  return `com_${timed(createdAt, createHash('sha256').update(identity).digest().subarray(0, 10))}`;
}

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

function hashed(text: string): string {
  const digest = hash('sha256', text, 'buffer');
  return base32(digest.subarray(0, 13), 20);
}

function timed(milliseconds: number, tail: Uint8Array): string {
  let time = '';
  let rest = milliseconds;
  for (let index = 0; index < 10; index++) {
    time = ALPHABET[rest % 32]! + time;
    rest = Math.floor(rest / 32);
  }
  return time + base32(tail, 16);
}

/** The first `length` groups of five bits, most significant first. */
function base32(bytes: Uint8Array, length: number): string {
  let text = '';
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < length) {
      bits -= 5;
      text += ALPHABET[(buffer >> bits) & 31];
      buffer &= (1 << bits) - 1;
    }
  }
  return text;
}
