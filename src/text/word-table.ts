/** What is known of words, found by where they stand in a text: neither a piece of the text is made nor its hash counted anew, which is most of what a `Map` would cost. */

/** Strings from here on may be views that keep the whole text in memory (V8). */
const VIEWED_CHARS = 13;

/** What the table keeps with each; a value is one object with it, for words are met by the million and each object is another piece of memory to fetch. */
export interface TableEntry {
  readonly key: number;
  readonly word: string;
  wasMet: boolean;
}

/** When it is full, words that were not met since it was full the last time make room: all of news' frequent words stay. */
export class WordTable<Entry extends TableEntry> {
  readonly #capacity: number;
  readonly #make: (word: string, key: number) => Entry;
  /** Open addressing, less than half full. The keys lie side by side, so that a word's neighbours cost nothing; 0 where a slot is empty. */
  readonly #keys: Int32Array;
  readonly #entries: (Entry | undefined)[];
  #size = 0;

  /** @param make what is to be known of a word; it keeps what it is given, and `wasMet: false` */
  constructor(capacity: number, make: (word: string, key: number) => Entry) {
    this.#capacity = capacity;
    this.#make = make;
    const slots = 2 ** Math.ceil(Math.log2(capacity * 2));
    this.#keys = new Int32Array(slots);
    this.#entries = Array.from({ length: slots }, () => undefined);
  }

  /** @param hash `hashOf(text, start, end)` */
  find(text: string, start: number, end: number, hash: number): Entry {
    const keys = this.#keys;
    const mask = keys.length - 1;
    const length = end - start;
    const key = keyOf(hash);
    for (let slot = key & mask; ; slot = (slot + 1) & mask) {
      if (keys[slot] === key) {
        const entry = this.#entries[slot]!;
        if (entry.word.length === length && isAt(entry.word, text, start)) {
          if (!entry.wasMet) entry.wasMet = true;
          return entry;
        }
      } else if (keys[slot] === 0) return this.#add(ownCopy(text.slice(start, end)), key);
    }
  }

  #add(word: string, key: number): Entry {
    if (this.#size >= this.#capacity) this.#sweep((entry) => entry.wasMet);
    // All of them were met since: one has to begin anew.
    if (this.#size >= this.#capacity) this.#sweep(() => false);
    const entry = this.#make(word, key);
    this.#place(entry);
    return entry;
  }

  #sweep(stays: (entry: Entry) => boolean): void {
    const staying = this.#entries.filter((entry) => entry !== undefined && stays(entry)) as Entry[];
    this.#keys.fill(0);
    this.#entries.fill(undefined);
    this.#size = 0;
    for (const entry of staying) {
      entry.wasMet = false;
      this.#place(entry);
    }
  }

  #place(entry: Entry): void {
    const mask = this.#keys.length - 1;
    let slot = entry.key & mask;
    while (this.#keys[slot] !== 0) slot = (slot + 1) & mask;
    this.#keys[slot] = entry.key;
    this.#entries[slot] = entry;
    this.#size++;
  }
}

/** Never 0. All bits of the hash have a part in each of the lower ones: words of one alphabet would lie in heaps otherwise. */
function keyOf(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return mixed ^ (mixed >>> 16) || 1;
}

function isAt(word: string, text: string, start: number): boolean {
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) !== text.charCodeAt(start + at)) return false;
  return true;
}

function ownCopy(word: string): string {
  return word.length < VIEWED_CHARS ? word : Buffer.from(word, 'utf16le').toString('utf16le');
}
