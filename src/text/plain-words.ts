/**
 * Words and their two forms, all in one piece of memory: a text is looked up and its terms are put down without an object or a string for any of them. An archive
 * has words by the million, and most of the time went into fetching and collecting those. About 5 MB.
 */
import type { ByteText } from './byte-text.ts';

export interface PlainForms {
  readonly stem: string;
  readonly spelling: string;
}

/** Words kept. Full, it begins anew: the few thousand that make up most of all news are back after a few hundred texts. */
const CAPACITY = 60_000;
/** Less than half of them are taken. */
const SLOTS = 2 ** 17;
const POOL_BYTES = 4 * 1024 * 1024;
/** Longer ones are not kept. */
const MAX_WORD_CHARS = 60;
/** Of one form: what the lengths of both have room for. */
const MAX_FORM_BYTES = 255;
/** Of a word with both of its forms. */
const MAX_RECORD_BYTES = 8 + MAX_WORD_CHARS * 2 + MAX_FORM_BYTES * 2;

export class PlainWords {
  readonly #formsOf: (text: string, start: number, end: number, hash: number) => PlainForms | null;
  /** Open addressing: a key, 0 where the slot is empty, and beside it where in the pool the word is. */
  readonly #slots = new Int32Array(SLOTS * 2);
  /** A record: characters of the word, bytes of the stem and of the spelling in one number (0 where the word has other than one form), the characters, both forms. */
  readonly #units: Uint16Array;
  readonly #bytes: Uint8Array;
  #used = 0;
  #count = 0;
  #text = '';
  /** Of the text: reading them from a string costs more, for it may be of several kinds. */
  #codes = new Uint16Array(16 * 1024);

  /** @param formsOf the forms of a word that has exactly one of each whatever stands beside it; null for others */
  constructor(formsOf: (text: string, start: number, end: number, hash: number) => PlainForms | null) {
    this.#formsOf = formsOf;
    const pool = new ArrayBuffer(POOL_BYTES);
    this.#units = new Uint16Array(pool);
    this.#bytes = new Uint8Array(pool);
  }

  /** The text that is asked about from now on. */
  read(text: string): void {
    if (text.length > this.#codes.length) this.#codes = new Uint16Array(text.length * 2);
    Buffer.from(this.#codes.buffer).write(text, 'utf16le');
    this.#text = text;
  }

  /** Puts down the forms of a word of the text where they are plain, and answers whether they were. `hash` is `hashOf(text, start, end)`. */
  putDown(start: number, end: number, hash: number, stems: ByteText, spellings: ByteText): boolean {
    if (end - start > MAX_WORD_CHARS) return false;
    const place = this.#find(start, end, hash);
    const lengths = this.#units[place + 1]!;
    if (lengths === 0) return false;
    const stemAt = (place + 2 + end - start) * 2;
    const spellingAt = stemAt + (lengths >>> 8);
    stems.word(this.#bytes, stemAt, spellingAt);
    spellings.word(this.#bytes, spellingAt, spellingAt + (lengths & 0xff));
    return true;
  }

  #find(start: number, end: number, hash: number): number {
    const slots = this.#slots;
    // All bits have a part in each of the lower ones: words of one alphabet would lie in heaps otherwise.
    const mixed = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
    const key = mixed ^ (mixed >>> 16) || 1;
    for (let slot = key & (SLOTS - 1); ; slot = (slot + 1) & (SLOTS - 1)) {
      const known = slots[slot * 2]!;
      if (known === key) {
        const place = slots[slot * 2 + 1]!;
        if (this.#isAt(place, start, end)) return place;
      } else if (known === 0) return this.#add(start, end, hash, key);
    }
  }

  #isAt(place: number, start: number, end: number): boolean {
    const units = this.#units;
    const codes = this.#codes;
    if (units[place] !== end - start) return false;
    for (let at = start, unit = place + 2; at < end; at++, unit++) if (units[unit] !== codes[at]) return false;
    return true;
  }

  #add(start: number, end: number, hash: number, key: number): number {
    if (this.#count === CAPACITY || this.#used * 2 + MAX_RECORD_BYTES > POOL_BYTES) this.#beginAnew();
    const place = this.#used;
    const forms = this.#formsOf(this.#text, start, end, hash);
    const units = this.#units;
    units[place] = end - start;
    units.set(this.#codes.subarray(start, end), place + 2);
    const stemAt = (place + 2 + end - start) * 2;
    const stemBytes = forms === null ? 0 : encoder.encodeInto(forms.stem, this.#bytes.subarray(stemAt, stemAt + MAX_FORM_BYTES)).written;
    const spellingAt = stemAt + stemBytes;
    const spellingBytes =
      forms === null ? 0 : encoder.encodeInto(forms.spelling, this.#bytes.subarray(spellingAt, spellingAt + MAX_FORM_BYTES)).written;
    units[place + 1] = (stemBytes << 8) | spellingBytes;
    this.#used = (spellingAt + spellingBytes + 1) >>> 1;
    this.#count++;
    let slot = key & (SLOTS - 1);
    while (this.#slots[slot * 2] !== 0) slot = (slot + 1) & (SLOTS - 1);
    this.#slots[slot * 2] = key;
    this.#slots[slot * 2 + 1] = place;
    return place;
  }

  #beginAnew(): void {
    this.#slots.fill(0);
    this.#used = 0;
    this.#count = 0;
  }
}

const encoder = new TextEncoder();
