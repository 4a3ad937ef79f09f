/**
 * Whole columns as one parameter each, in PostgreSQL's binary form of an array: no text is escaped here and taken apart there. The driver sends a `Buffer` as
 * binary; the statement says of which type (`$1::text[]`).
 */
import { ByteWriter } from './byte-writer.ts';

export type ArrayElement = 'text' | 'bigint' | 'double precision' | 'bytea' | 'tsvector';

/** Numbers of the element types, the same in every PostgreSQL (pg_type.dat). */
const TYPE_IDS: Readonly<Record<ArrayElement, number>> = { text: 25, bigint: 20, 'double precision': 701, bytea: 17, tsvector: 3614 };

/** Text as it can be stored (see `storableText`), whole numbers, numbers, bytes (a tsvector as `tsvectorrecv` reads it). */
export function binaryArray(element: ArrayElement, values: readonly (string | number | Uint8Array | null)[]): Buffer {
  const writer = new ByteWriter(expectedBytes(values));
  const isEmpty = values.length === 0;
  writer.int32(isEmpty ? 0 : 1);
  writer.int32(values.includes(null) ? 1 : 0);
  writer.int32(TYPE_IDS[element]);
  if (isEmpty) return writer.take();
  writer.int32(values.length);
  writer.int32(1);
  for (const value of values) {
    if (value === null) writer.int32(-1);
    else writeElement(writer, element, value);
  }
  return writer.take();
}

function writeElement(writer: ByteWriter, element: ArrayElement, value: string | number | Uint8Array): void {
  const lengthAt = writer.length;
  writer.int32(0);
  if (element === 'text') writer.text(String(value));
  else if (element === 'bigint') writer.int64(wholeNumber(value));
  else if (element === 'double precision') writer.float64(Number(value));
  else writer.bytes(value as Uint8Array);
  writer.int32At(lengthAt, writer.length - lengthAt - 4);
}

function wholeNumber(value: unknown): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${String(value)} is no whole number that can be stored.`);
  return number;
}

function expectedBytes(values: readonly (string | number | Uint8Array | null)[]): number {
  let bytes = 20;
  for (const value of values) bytes += 12 + (typeof value === 'string' ? value.length * 2 : value instanceof Uint8Array ? value.length : 0);
  return bytes;
}
