/** Words in UTF-8, a blank between two, in a buffer that grows. */
export class ByteText {
  #bytes: Uint8Array;
  #length = 0;
  /** Where the text began that is being written: no blank stands before its first word. */
  #beginning = 0;

  constructor(expectedBytes: number) {
    this.#bytes = new Uint8Array(expectedBytes);
  }

  get length(): number {
    return this.#length;
  }

  /** The next word is the first of another text. */
  begin(): void {
    this.#beginning = this.#length;
  }

  /** `source.subarray(from, to)`; written byte by byte, for words are too short for anything else. */
  word(source: Uint8Array, from: number, to: number): void {
    if (this.#length + to - from + 1 > this.#bytes.length) this.#grow(to - from + 1);
    const bytes = this.#bytes;
    let length = this.#length;
    if (length > this.#beginning) bytes[length++] = BLANK;
    for (let at = from; at < to; at++) bytes[length++] = source[at]!;
    this.#length = length;
  }

  string(word: string): void {
    const encoded = encoder.encode(word);
    this.word(encoded, 0, encoded.length);
  }

  /** Copies what was written to `target`, which has room for it, and begins anew. */
  moveTo(target: Uint8Array, at: number): void {
    target.set(this.#bytes.subarray(0, this.#length), at);
    this.#length = this.#beginning = 0;
  }

  #grow(room: number): void {
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + room));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
  }
}

const BLANK = 0x20;
const encoder = new TextEncoder();
