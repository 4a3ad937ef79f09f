/** Text as it is stored: what readers see, without what only harms. */

/**
 * Line ends become `\n`; control characters, byte order marks and bidi overrides go (they can reorder the page around them);
 * runs of spaces, tabs and no-break spaces become one space; lines lose the space at their ends. Letters, marks, joiners and isolates stay as written.
 */
export function cleanText(text: string): string {
  const lines = text.replace(/\r\n?|[\u2028\u2029\u0085\u000B\u000C]/g, '\n');
  const wellFormed = lines.isWellFormed() ? lines : lines.replace(/\p{Surrogate}/gu, '');
  return wellFormed
    .replace(UNWANTED, '')
    .replace(SPACES, ' ')
    .replace(/ \n ?|\n /g, '\n')
    .trim();
}

/** The same on one line: titles, bylines, tags. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\n+/g, ' ');
}

/** All but a single space, which is what nearly all of them are and would be put in its own place. */
const SPACES =
  /[\t\u00A0\u2000-\u200A\u202F\u205F\u3000][\t\u00A0\u2000-\u200A\u202F\u205F\u3000 ]*| [\t\u00A0\u2000-\u200A\u202F\u205F\u3000 ]+/g;

/** C0 and C1 controls but tab and newline, BOM, bidi embeddings and overrides, deprecated format characters, interlinear annotations. */
// oxlint-disable-next-line no-control-regex -- taking them out is the point
const UNWANTED = /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFEFF\u202A-\u202E\u206A-\u206F\uFFF9-\uFFFB]/g;
