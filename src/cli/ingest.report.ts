/** What an ingest run says when it is done: to people, or as one line to scripts. */
import type { IngestReport, RejectionCode } from '../ingest/report.ts';

/** The line that scripts read. Its members are a promise; everything else is told beside it. */
export function reportLine({ new: added, updated, unchanged, rejected, reasons, seconds }: IngestReport): string {
  return `${JSON.stringify({ new: added, updated, unchanged, rejected, reasons, seconds })}\n`;
}

/** Counts, why records were rejected, and which inputs were not read. */
export function reportText(report: IngestReport): string {
  const { new: added, updated, unchanged, rejected, seconds } = report;
  const total = added + updated + unchanged + rejected;
  const rate = seconds > 0.1 ? `, ${Math.round(total / seconds)} a second` : '';
  const counts: readonly (readonly [string, number])[] = [
    ['new', added],
    ['updated', updated],
    ['unchanged', unchanged],
    ['rejected', rejected],
  ];
  const width = String(Math.max(...counts.map(([, count]) => count))).length;
  const lines = [
    ...counts.map(([name, count]) => `${name.padEnd(10)} ${String(count).padStart(width)}`),
    ...reasonsByCount(report).map(([code, count]) => `  ${String(count).padStart(width)}  ${code}: ${MEANINGS[code]}`),
    `${total} records from ${report.inputsRead} of ${report.inputsRead + report.failures.length} inputs in ${seconds.toFixed(1)} s${rate}`,
  ];
  return `${lines.join('\n')}\n${inputsText(report)}`;
}

/** Inputs that were not read, or need not be; empty where there are none. */
export function inputsText({ failures, notModified }: IngestReport): string {
  const lines = failures.map(
    ({ input, code, message }) => `not read: ${message.startsWith(input) ? '' : `${input}: `}${message} (${code})`,
  );
  if (notModified > 0) lines.unshift(`not modified since they were last read: ${notModified}`);
  return lines.map((line) => `${line}\n`).join('');
}

/** Whether anything could be read: an archive of nothing but rejected records could not. A feed without items could, and so could what has not changed. */
export function wasRead({ new: added, updated, unchanged, rejected, inputsRead, notModified }: IngestReport): boolean {
  return added + updated + unchanged + notModified > 0 || (inputsRead > 0 && rejected === 0);
}

function reasonsByCount({ reasons }: IngestReport): readonly [RejectionCode, number][] {
  return (Object.entries(reasons) as [RejectionCode, number][]).toSorted(([, left], [, right]) => right - left);
}

const MEANINGS: Readonly<Record<RejectionCode, string>> = {
  INVALID_JSON: 'the line is no JSON object',
  LINE_TOO_LONG: 'the line has more than 4 MiB',
  BROKEN_ITEM: 'the item is not well-formed, or cut off',
  INVALID_URL: 'it has no http(s) address to be found under (for a saved page, name it with --url)',
  NO_TITLE: 'a body, but neither a title nor a sentence to make one from',
  NO_CONTENT: 'neither title nor body',
  NOT_AN_ARTICLE: 'a page without a running text',
  INVALID_DATE: 'its date cannot be read',
  HIJRI_DATE: 'its date is of the Islamic calendar, which is not converted',
  UNKNOWN_SOURCE: 'its publisher is not known',
  DUPLICATE: 'met before in this run under the same address; kept as a duplicate of the first',
};
