/** HTML character references in plain text. */
import { Parser } from 'htmlparser2';

/** «&nbsp;», «&quot;», «&#1593;» as the characters they stand for; `<` stays what it is, for this is no HTML. */
export function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  let decoded = '';
  const parser = new Parser({ ontext: (piece) => void (decoded += piece) }, { decodeEntities: true });
  // Angle brackets would open tags; a private-use character carries them through.
  parser.write(text.replaceAll('<', '\uE000'));
  parser.end();
  return decoded.replaceAll('\uE000', '<');
}
