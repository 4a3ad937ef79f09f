/** When each of the last invalidations was heard of, to tell the ledger's number at a time that has gone by. */
const KEPT = 10_000;

export class RecentNumbers {
  /** In the order of both: when, and the ledger's number until then. */
  #notes: { readonly at: number; readonly number: number }[] = [];
  #forgotten = false;

  add(at: number, number: number): void {
    this.#notes.push({ at, number });
    if (this.#notes.length <= 2 * KEPT) return;
    this.#notes = this.#notes.slice(-KEPT);
    this.#forgotten = true;
  }

  /** The ledger's number at `time`, or an earlier one where that is not known; `now` where nothing was heard of since. */
  before(time: number, now: number): number {
    let low = 0;
    let high = this.#notes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#notes[middle]?.at ?? 0) > time) high = middle;
      else low = middle + 1;
    }
    if (low === 0 && this.#forgotten) return 0;
    return Math.min(now, this.#notes[low]?.number ?? now);
  }
}
