/**
 * An entry as bytes: what is compared first lies first, and the value is not looked at until it is known to be right.
 *
 *     byte 0       1, the format
 *     byte 1       1 where the value is compressed
 *     bytes 2-33   readAt, freshUntil, revalidateUntil, errorUntil: 64-bit floats, little endian
 *     bytes 34-35  length of the stamps' text
 *     ...          stamps of the key's tags in their order, then `tag=stamp` of each tag that the answer named, separated by line feeds
 *     ...          the value: JSON in UTF-8, deflated where that is shorter
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Times } from '../entry.ts';

export interface StoredEntry {
  readonly times: Times;
  /** In step with the key's tags. */
  readonly stamps: readonly string[];
  readonly named: readonly { readonly tag: string; readonly stamp: string }[];
  readonly text: string;
}

const FORMAT = 1;
const HEAD = 36;
/** Values from here on are compressed: below, it takes longer than it saves. */
const COMPRESSED_FROM = 2_048;
/** Nobody needs more, and a bomb has no more. */
const MAX_VALUE_BYTES = 64_000_000;

/** @returns null where the stamps are too many to be told. */
export function encodeEntry({ times, stamps, named, text }: StoredEntry): Buffer | null {
  const lines = Buffer.from([...stamps, ...named.map(({ tag, stamp }) => `${tag}=${stamp}`)].join('\n'));
  if (lines.length > 65_535 || named.some(({ tag }) => tag.includes('\n'))) return null;
  const plain = Buffer.from(text);
  const packed = plain.length < COMPRESSED_FROM ? plain : deflateRawSync(plain, { level: 1 });
  const value = packed.length < plain.length ? packed : plain;
  const head = Buffer.allocUnsafe(HEAD);
  head[0] = FORMAT;
  head[1] = value === plain ? 0 : 1;
  head.writeDoubleLE(times.readAt, 2);
  head.writeDoubleLE(times.freshUntil, 10);
  head.writeDoubleLE(times.revalidateUntil, 18);
  head.writeDoubleLE(times.errorUntil, 26);
  head.writeUInt16LE(lines.length, 34);
  return Buffer.concat([head, lines, value]);
}

/**
 * @param keyTags how many stamps belong to the key's tags
 * @returns null where the bytes are not of this format
 */
export function decodeHead(bytes: Buffer, keyTags: number): (Omit<StoredEntry, 'text'> & { readonly valueText: () => string }) | null {
  if (bytes.length < HEAD || bytes[0] !== FORMAT) return null;
  const valueAt = HEAD + bytes.readUInt16LE(34);
  const lines = bytes.toString('utf8', HEAD, valueAt).split('\n');
  if (lines.length < keyTags) return null;
  return {
    times: {
      readAt: bytes.readDoubleLE(2),
      freshUntil: bytes.readDoubleLE(10),
      revalidateUntil: bytes.readDoubleLE(18),
      errorUntil: bytes.readDoubleLE(26),
    },
    stamps: lines.slice(0, keyTags),
    named: lines.slice(keyTags).map((line) => {
      const at = line.lastIndexOf('=');
      return { tag: line.slice(0, at), stamp: line.slice(at + 1) };
    }),
    valueText: () => {
      const value = bytes.subarray(valueAt);
      return (bytes[1] === 1 ? inflateRawSync(value, { maxOutputLength: MAX_VALUE_BYTES }) : value).toString('utf8');
    },
  };
}
