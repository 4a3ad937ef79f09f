/**
 * What is looked up in one turn of the event loop is looked up together: all who ask in it share one round trip, and what several ask for is read once. The fetches of
 * an operation that start together are such, and under load the requests of several clients.
 */
import type { CacheKey } from '../keys.ts';

/** @returns in step with the keys, which are distinct; null where it failed */
type LookUp<Found> = (keys: readonly CacheKey[]) => Promise<readonly Found[] | null>;

interface Batch<Found> {
  /** By text. */
  readonly keys: Map<string, CacheKey>;
  readonly found: Promise<ReadonlyMap<string, Found> | null>;
}

/** Keys of one command: more would hold up the connection that all share. */
const MOST_KEYS = 200;

export class Gathering<Found> {
  readonly #lookUp: LookUp<Found>;
  #open: Batch<Found> | null = null;

  constructor(lookUp: LookUp<Found>) {
    this.#lookUp = lookUp;
  }

  /** In step with `keys`; null where it failed. */
  async ask(keys: readonly CacheKey[]): Promise<readonly Found[] | null> {
    if (this.#open !== null && this.#open.keys.size + keys.length > MOST_KEYS) this.#open = null;
    const batch = (this.#open ??= this.#begin());
    for (const key of keys) if (!batch.keys.has(key.text)) batch.keys.set(key.text, key);
    const found = await batch.found;
    return found === null ? null : keys.map(({ text }) => found.get(text) as Found);
  }

  #begin(): Batch<Found> {
    const keys = new Map<string, CacheKey>();
    const sent = Promise.withResolvers<ReadonlyMap<string, Found> | null>();
    const batch = { keys, found: sent.promise };
    setImmediate(() => {
      if (this.#open === batch) this.#open = null;
      this.#send(keys).then(sent.resolve, sent.reject);
    });
    return batch;
  }

  async #send(keys: ReadonlyMap<string, CacheKey>): Promise<ReadonlyMap<string, Found> | null> {
    const found = await this.#lookUp([...keys.values()]);
    if (found === null) return null;
    const texts = keys.keys();
    return new Map(found.map((one): [string, Found] => [texts.next().value as string, one]));
  }
}
