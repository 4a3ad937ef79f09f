/** Turns the bytes of a feed or page into text, whatever encoding it is in and whatever it says it is in. */
import { analyse } from 'chardet';

/**
 * A byte order mark decides; else bytes that are valid UTF-8 are UTF-8, for text in another encoding hardly ever is; else what the transport says, what
 * the document declares, and at last what the bytes themselves are most like.
 * @param stated from the content type
 */
export function decodeText(bytes: Buffer, stated: string | null): string {
  const marked = byMark(bytes);
  if (marked !== null) return new TextDecoder(marked).decode(bytes);
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (utf8 !== null) return utf8;
  for (const label of [stated, declaredIn(bytes)]) {
    // Not valid UTF-8, so a label that says so is wrong.
    const text = label === null || /^utf-?8$/i.test(label) ? null : decodeStrictly(bytes, label);
    if (text !== null) return text;
  }
  return new TextDecoder(guess(bytes)).decode(bytes);
}

function byMark(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : null;
}

function decodeStrictly(bytes: Buffer, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    // TypeError for bytes that are not in it, RangeError for a label that nobody knows: another encoding's turn.
    return null;
  }
}

/** XML declaration, or `meta` of HTML within the first kilobyte or so (https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding). */
function declaredIn(bytes: Buffer): string | null {
  const head = bytes.subarray(0, 2_048).toString('latin1');
  return (
    /^\s*<\?xml[^>]{0,200}\bencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(head)?.[1] ??
    /<meta\s[^>]{0,300}\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head)?.[1] ??
    null
  );
}

const SAMPLE_BYTES = 64 * 1024;

/** What the statistics of bytes need to tell anything. */
const MIN_HIGH_BYTES = 64;

/** By how often which bytes and triples of bytes occur. Markup is ASCII and tells nothing: it is taken out of the sample. */
function guess(bytes: Buffer): string {
  const words = Buffer.from(
    bytes
      .subarray(0, SAMPLE_BYTES)
      .toString('latin1')
      .replace(/<[^>]*>/g, ' '),
    'latin1',
  );
  if (words.filter((byte) => byte >= 0x80).length < MIN_HIGH_BYTES) return guessOfFew(words);
  for (const { name } of analyse(words)) if (READ_AS.has(name)) return name;
  return 'windows-1252';
}

/** In Windows-1256 most high bytes of Arabic text are Arabic letters; Western text read so has them as single letters between Latin ones. */
function guessOfFew(words: Buffer): string {
  const sample = new TextDecoder('windows-1256').decode(words);
  const arabicPairs = sample.match(/[\u0621-\u064A]{2}/g)?.length ?? 0;
  const latinNeighbours = sample.match(/[a-z][\u0621-\u064A][a-z]|[a-z][\u0621-\u064A]\b/gi)?.length ?? 0;
  return arabicPairs > latinNeighbours ? 'windows-1256' : 'windows-1252';
}

/** Of what is guessed, what news is written in: a guess beyond (EBCDIC, UTF-32) is noise. */
const READ_AS = new Set([
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'ISO-8859-1',
  'ISO-8859-2',
  'ISO-8859-5',
  'ISO-8859-6',
  'ISO-8859-7',
  'ISO-8859-8',
  'ISO-8859-9',
  'KOI8-R',
  'Shift_JIS',
  'EUC-JP',
  'EUC-KR',
  'GB18030',
  'Big5',
]);
