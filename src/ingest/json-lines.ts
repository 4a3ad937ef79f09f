/** Cuts bytes into lines, and lines into JSON objects, without ever holding more than one line. */
import { MAX_LINE_BYTES } from './bounds.ts';

export type JsonLine =
  | { readonly kind: 'record'; readonly record: Readonly<Record<string, unknown>>; readonly line: number }
  | { readonly kind: 'broken'; readonly code: 'INVALID_JSON' | 'LINE_TOO_LONG'; readonly line: number };

/** Blank lines are passed over. A line that is too long is skipped to its end; the next one is read again. */
export async function* jsonLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<JsonLine> {
  for await (const { text, line } of linesOf(bytes, MAX_LINE_BYTES)) {
    if (text === null) yield { kind: 'broken', code: 'LINE_TOO_LONG', line };
    else if (text.trim() !== '') yield parsedLine(text, line);
  }
}

function parsedLine(text: string, line: number): JsonLine {
  try {
    const record: unknown = JSON.parse(text);
    if (typeof record === 'object' && record !== null && !Array.isArray(record))
      return { kind: 'record', record: record as Record<string, unknown>, line };
  } catch (error) {
    if (!(error instanceof SyntaxError) && (error as Error).name !== 'SyntaxError') throw error;
  }
  return { kind: 'broken', code: 'INVALID_JSON', line };
}

const NEWLINE = 10;

/** `text` is null where the line has more than `maxBytes`. Lines count from 1. */
async function* linesOf(
  bytes: AsyncIterable<Buffer>,
  maxBytes: number,
): AsyncGenerator<{ readonly text: string | null; readonly line: number }> {
  let pieces: Buffer[] = [];
  let size = 0;
  let line = 1;
  const take = (piece: Buffer): void => {
    size += piece.length;
    if (size <= maxBytes) pieces.push(piece);
    else pieces = [];
  };
  const finish = (): string | null => {
    const text = size <= maxBytes ? decode(pieces, line) : null;
    pieces = [];
    size = 0;
    return text;
  };
  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      take(chunk.subarray(start, end));
      yield { text: finish(), line };
      line++;
      start = end + 1;
    }
    if (start < chunk.length) take(chunk.subarray(start));
  }
  if (size > 0) yield { text: finish(), line };
}

function decode(pieces: readonly Buffer[], line: number): string {
  const text = (pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces)).toString('utf8');
  return line === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text;
}
