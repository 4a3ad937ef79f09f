import { describe, expect, it } from '@jest/globals';
import { MAX_LINE_BYTES } from '../../src/ingest/bounds.ts';
import { jsonLines, type JsonLine } from '../../src/ingest/json-lines.ts';

async function read(...chunks: readonly (string | Buffer)[]): Promise<JsonLine[]> {
  const lines: JsonLine[] = [];
  async function* bytes(): AsyncGenerator<Buffer> {
    for (const chunk of chunks) yield Buffer.from(chunk as string);
  }
  for await (const line of jsonLines(bytes())) lines.push(line);
  return lines;
}

describe('jsonLines', () => {
  it('reads one object a line, whatever the line ends, and tells broken ones by their number', async () => {
    expect(await read('\uFEFF{"a":1}\r\n\n{"a":\n[1]\n"x"\n{"a":2}')).toEqual([
      { kind: 'record', record: { a: 1 }, line: 1 },
      { kind: 'broken', code: 'INVALID_JSON', line: 3 },
      { kind: 'broken', code: 'INVALID_JSON', line: 4 },
      { kind: 'broken', code: 'INVALID_JSON', line: 5 },
      { kind: 'record', record: { a: 2 }, line: 6 },
    ]);
  });

  it('does not mind where the chunks end, within a letter or a line end', async () => {
    const bytes = Buffer.from('{"a":"خبر"}\r\n{"b":2}\n');
    for (let cut = 0; cut <= bytes.length; cut++) {
      expect(await read(bytes.subarray(0, cut), bytes.subarray(cut))).toEqual([
        { kind: 'record', record: { a: 'خبر' }, line: 1 },
        { kind: 'record', record: { b: 2 }, line: 2 },
      ]);
    }
  });

  it('passes over a line that is too long, and reads the next', async () => {
    const long = `{"a":"${'x'.repeat(MAX_LINE_BYTES)}"}`;
    expect(await read('{"a":1}\n', long.slice(0, 1_000_000), long.slice(1_000_000), '\n{"a":2}\n')).toEqual([
      { kind: 'record', record: { a: 1 }, line: 1 },
      { kind: 'broken', code: 'LINE_TOO_LONG', line: 2 },
      { kind: 'record', record: { a: 2 }, line: 3 },
    ]);
  });

  it('reads nothing from nothing', async () => {
    expect(await read('', '\n\n')).toEqual([]);
  });
});
