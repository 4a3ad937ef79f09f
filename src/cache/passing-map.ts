/**
 * A map through which many entries pass in the life of the process, each for the length of a request.
 *
 * V8 moves a Map that was added to and deleted from to a new table every so often, and the old table keeps pointing at the new one and at whatever it held. Once one of them has come into the
 * old generation, all that follow are kept alive by it, with everything that ever passed through, until the next full collection. So the Map is replaced before it has been moved often:
 * a new one is pointed at by nobody's old table.
 */
export class PassingMap<Key, Value> {
  #entries = new Map<Key, Value>();
  /** Deleted since it was replaced. */
  #gone = 0;

  get size(): number {
    return this.#entries.size;
  }

  has(key: Key): boolean {
    return this.#entries.has(key);
  }

  get(key: Key): Value | undefined {
    return this.#entries.get(key);
  }

  set(key: Key, value: Value): void {
    this.#entries.set(key, value);
  }

  /** Also while somebody goes through the entries. */
  delete(key: Key): void {
    if (!this.#entries.delete(key)) return;
    this.#gone += 1;
    // As often as it would be moved: to copy it costs as much as to move it.
    if (this.#gone < LEAST_GONE + this.#entries.size) return;
    this.#entries = new Map(this.#entries);
    this.#gone = 0;
  }

  /** In the order in which the keys came. */
  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.#entries[Symbol.iterator]();
  }
}

const LEAST_GONE = 16;
