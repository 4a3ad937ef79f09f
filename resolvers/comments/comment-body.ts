/** The text of a comment as a client sends it, made fit to store. */

export const MAX_BODY_CHARACTERS = 4000;

export type CheckedBody =
  | { readonly outcome: 'ok'; readonly body: string }
  | { readonly outcome: 'empty' }
  | { readonly outcome: 'tooLong'; readonly characters: number };

/**
 * Well-formed Unicode in NFC, lines divided by `\n`, blanks at both ends and control characters cut out (PostgreSQL stores no NUL).
 * Counted in code points. A text of nothing but blanks and invisible characters (zero-width joiners, bidi controls) is empty.
 */
export function checkedBody(sent: string): CheckedBody {
  // NFC can shrink a text, but not by this much: not worth normalising.
  if (sent.length > MAX_BODY_CHARACTERS * 20) return { outcome: 'tooLong', characters: [...sent].length };
  const body = sent.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replace(CONTROL_CHARACTERS, '').trim();
  if (body.replace(INVISIBLE, '') === '') return { outcome: 'empty' };
  const characters = [...body].length;
  if (characters > MAX_BODY_CHARACTERS) return { outcome: 'tooLong', characters };
  return { outcome: 'ok', body };
}

// oxlint-disable-next-line no-control-regex -- these are what is removed
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g;
/** Blanks, and what Unicode says may be ignored when nothing else is there (UAX #44, Default_Ignorable_Code_Point), Braille blank too. */
const INVISIBLE = /[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]+/gu;
