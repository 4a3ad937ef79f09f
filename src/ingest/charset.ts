/** Turns the bytes of a feed into text, whatever encoding it is in and whatever it says it is in. */

/**
 * A byte order mark decides; else bytes that are valid UTF-8 are UTF-8, for text in another encoding hardly ever is; else what the transport says, what
 * the XML declaration says, and at last a guess between Windows-1256 and Windows-1252 by the letters that come out.
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

function declaredIn(bytes: Buffer): string | null {
  return /^\s*<\?xml[^>]{0,200}\bencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(bytes.subarray(0, 400).toString('latin1'))?.[1] ?? null;
}

/** In Windows-1256 most high bytes of Arabic text are Arabic letters; Western text read so has them as single letters between Latin ones. */
function guess(bytes: Buffer): 'windows-1256' | 'windows-1252' {
  const sample = new TextDecoder('windows-1256').decode(bytes.subarray(0, 20_000));
  const arabicPairs = sample.match(/[\u0621-\u064A]{2}/g)?.length ?? 0;
  const latinNeighbours = sample.match(/[a-z][\u0621-\u064A][a-z]|[a-z][\u0621-\u064A]\b/gi)?.length ?? 0;
  return arabicPairs > latinNeighbours ? 'windows-1256' : 'windows-1252';
}
