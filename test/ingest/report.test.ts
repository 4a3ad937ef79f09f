import { describe, expect, it } from '@jest/globals';
import { progressLine, progressText } from '../../src/cli/ingest.progress.ts';
import { inputsText, reportLine, reportText, wasRead } from '../../src/cli/ingest.report.ts';
import type { IngestReport } from '../../src/ingest/report.ts';

const report = (changes: Partial<IngestReport> = {}): IngestReport => ({
  new: 12,
  updated: 1,
  unchanged: 100,
  rejected: 3,
  reasons: { NO_CONTENT: 1, DUPLICATE: 2 },
  seconds: 0.5,
  inputsRead: 2,
  notModified: 0,
  failures: [],
  ...changes,
});

describe('the report of an ingest', () => {
  it('has one line for scripts, with these members and no others', () => {
    expect(reportLine(report({ notModified: 4 }))).toBe(
      '{"new":12,"updated":1,"unchanged":100,"rejected":3,"reasons":{"NO_CONTENT":1,"DUPLICATE":2},"seconds":0.5}\n',
    );
  });

  it('tells people the counts, and why records were rejected, most frequent first', () => {
    expect(reportText(report())).toBe(
      [
        'new         12',
        'updated      1',
        'unchanged  100',
        'rejected     3',
        '    2  DUPLICATE: met before in this run under the same address; kept as a duplicate of the first',
        '    1  NO_CONTENT: neither title nor body',
        '116 records from 2 of 2 inputs in 0.5 s, 232 a second',
        '',
      ].join('\n'),
    );
  });

  it('names the inputs that were not read, each once', () => {
    const failures = [
      { input: 'a.jsonl', code: 'NOT_FOUND', message: 'a.jsonl: there is no such file' },
      { input: 'b', code: 'BROKEN_FEED', message: 'the feed cannot be read' },
    ] as const;
    expect(inputsText(report({ failures, notModified: 2 }))).toBe(
      'not modified since they were last read: 2\nnot read: a.jsonl: there is no such file (NOT_FOUND)\nnot read: b: the feed cannot be read (BROKEN_FEED)\n',
    );
  });

  it.each([
    ['something stored', {}, true],
    ['a feed without items', { new: 0, updated: 0, unchanged: 0, rejected: 0, inputsRead: 1 }, true],
    ['nothing but what has not changed', { new: 0, updated: 0, unchanged: 0, rejected: 0, inputsRead: 1, notModified: 1 }, true],
    ['nothing but rejected records', { new: 0, updated: 0, unchanged: 0, rejected: 9, inputsRead: 1 }, false],
    ['no input at all', { new: 0, updated: 0, unchanged: 0, rejected: 0, inputsRead: 0 }, false],
    ['an archive that breaks off behind its first records', { inputsRead: 0 }, true],
  ])('%s: read is %3$p', (_, changes, expected) => {
    expect(wasRead(report(changes))).toBe(expected);
  });
});

describe('the progress line', () => {
  const progress = { new: 500, updated: 0, unchanged: 0, rejected: 20, inputsDone: 3, inputs: 12 };

  it('tells how far it is and how fast', () => {
    expect(progressText(progress, 2_000)).toBe('█████░░░░░░░░░░░░░░░ 3/12 inputs  500 new, 0 updated, 0 unchanged, 20 rejected  260/s');
  });

  it('is drawn over itself, ten times a second at most, never wider than the terminal, and taken away at the end', () => {
    const written: string[] = [];
    let now = 0;
    const line = progressLine({ write: (text) => written.push(text), columns: 31 }, { elapsed: () => now });
    line.update(progress);
    line.update(progress);
    now = 150;
    line.update(progress);
    line.end();
    expect(written).toEqual(['\r\u001B[2K█████░░░░░░░░░░░░░░░ 3/12 inpu', '\r\u001B[2K█████░░░░░░░░░░░░░░░ 3/12 inpu', '\r\u001B[2K']);
  });
});
