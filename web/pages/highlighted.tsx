/** Text with the words marked that were looked for. The ranges only say where: what is drawn is the text itself, never HTML. */
import type { ComponentChildren } from 'preact';

interface Range {
  /** UTF-16 units into the text. */
  readonly start: number;
  /** Behind the last unit. */
  readonly end: number;
}

/** Ranges that reach beyond the text, or back into what is drawn already, are left unmarked: no letter is lost or doubled. */
export function Highlighted({ text, ranges }: { readonly text: string; readonly ranges: readonly Range[] }) {
  const parts: ComponentChildren[] = [];
  let drawn = 0;
  for (const { start, end } of ranges) {
    if (!Number.isInteger(start) || !Number.isInteger(end) || start < drawn || end <= start || end > text.length) continue;
    parts.push(text.slice(drawn, start), <mark>{text.slice(start, end)}</mark>);
    drawn = end;
  }
  return (
    <>
      {parts}
      {text.slice(drawn)}
    </>
  );
}
