/** The documents that the operator trusts, by id and by text. They can be replaced while requests are answered. */
import { stripIgnoredCharacters } from 'graphql';
import type { TrustedDocument } from './read-documents.ts';

export class TrustedDocuments {
  #byId: ReadonlyMap<string, string> = new Map();
  #texts: ReadonlySet<string> = new Set();
  /** Without spaces, line breaks, commas and comments. */
  #bare: ReadonlySet<string> = new Set();
  #longest = 0;
  #size = 0;

  constructor(documents: readonly TrustedDocument[]) {
    this.replace(documents);
  }

  replace(documents: readonly TrustedDocument[]): void {
    const byId = new Map<string, string>();
    for (const { id, text, hash } of documents) {
      for (const name of [id, hash, `sha256:${hash}`]) byId.set(name, text);
    }
    this.#byId = byId;
    this.#texts = new Set(byId.values());
    this.#bare = new Set(documents.map(({ bare }) => bare));
    this.#longest = Math.max(0, ...[...this.#texts].map(({ length }) => length));
    this.#size = this.#texts.size;
  }

  /** @param id as the file has it; or the SHA-256 of the text in hexadecimal, with `sha256:` or without */
  textOf(id: string): string | null {
    return this.#byId.get(id) ?? null;
  }

  /** Whether the text is one of them, laid out as they are or otherwise. */
  has(text: string): boolean {
    if (this.#texts.has(text)) return true;
    // However it is laid out, it is not many times as long as the longest; what is need not be looked through.
    if (text.length > 4 * this.#longest + 1_000) return false;
    try {
      return this.#bare.has(stripIgnoredCharacters(text));
    } catch {
      // It cannot even be read as tokens: no trusted text is like that.
      return false;
    }
  }

  /** Different texts. */
  get size(): number {
    return this.#size;
  }
}
