/** Which texts are nearly the same: fingerprints found by their quarters. Flat arrays only, 32 bytes an article. */
import { distance } from './engine/simhash.ts';

/** Two fingerprints that differ in three bits at most have one of four quarters in common. */
const BANDS = 4;
const BUCKETS = 1 << 16;
const NONE = -1;
/** Fingerprints compared in one search at most: a quarter that thousands share is that of boilerplate. */
const MAX_COMPARED = 2_000;

export class FingerprintIndex {
  private ids: (string | undefined)[] = [];
  private readonly slots = new Map<string, number>();
  private used = 0;
  private halves = new Uint32Array(0);
  private next = new Int32Array(0);
  private readonly heads = new Int32Array(BANDS * BUCKETS).fill(NONE);

  get size(): number {
    return this.slots.size;
  }

  /** Puts an article in, in place of what was known of it. [0, 0] only takes it out. */
  set(articleId: string, [high, low]: readonly [number, number]): void {
    const known = this.slots.get(articleId);
    if (known !== undefined) {
      if (this.halves[known * 2] === high && this.halves[known * 2 + 1] === low) return;
      this.delete(articleId);
    }
    if (high === 0 && low === 0) return;
    if (this.used - this.slots.size > 1_000 && this.used > this.slots.size * 1.5) this.rebuild();
    this.append(articleId, high, low);
  }

  delete(articleId: string): void {
    const slot = this.slots.get(articleId);
    if (slot === undefined) return;
    this.ids[slot] = undefined;
    this.slots.delete(articleId);
  }

  /** All within `most` differing bits that share a quarter, nearest first, equals by id. Complete for three bits; beyond that what happens to share one. */
  near(fingerprint: readonly [number, number], most: number): { readonly articleId: string; readonly distance: number }[] {
    if (fingerprint[0] === 0 && fingerprint[1] === 0) return [];
    const found = new Map<string, number>();
    let compared = 0;
    for (let band = 0; band < BANDS; band++) {
      for (let entry = this.heads[bucketOf(fingerprint, band)]!; entry !== NONE; entry = this.next[entry]!) {
        const slot = Math.floor(entry / BANDS);
        const id = this.ids[slot];
        if (id === undefined || found.has(id)) continue;
        if (++compared > MAX_COMPARED) break;
        const bits = distance(fingerprint, [this.halves[slot * 2]!, this.halves[slot * 2 + 1]!]);
        if (bits <= most) found.set(id, bits);
      }
    }
    return [...found]
      .map(([articleId, bits]) => ({ articleId, distance: bits }))
      .sort((a, b) => a.distance - b.distance || (a.articleId < b.articleId ? -1 : 1));
  }

  /** Bits in which the article's fingerprint differs from this one; null where it has none. */
  distanceTo(articleId: string, fingerprint: readonly [number, number]): number | null {
    const slot = this.slots.get(articleId);
    if (slot === undefined || (fingerprint[0] === 0 && fingerprint[1] === 0)) return null;
    return distance(fingerprint, [this.halves[slot * 2]!, this.halves[slot * 2 + 1]!]);
  }

  private append(articleId: string, high: number, low: number): void {
    if (this.used * 2 === this.halves.length) this.grow();
    const slot = this.used++;
    this.ids[slot] = articleId;
    this.slots.set(articleId, slot);
    this.halves.set([high, low], slot * 2);
    for (let band = 0; band < BANDS; band++) {
      const bucket = bucketOf([high, low], band);
      this.next[slot * BANDS + band] = this.heads[bucket]!;
      this.heads[bucket] = slot * BANDS + band;
    }
  }

  private grow(): void {
    const slots = Math.max(1_024, Math.ceil(this.used * 1.5));
    const halves = new Uint32Array(slots * 2);
    halves.set(this.halves);
    this.halves = halves;
    const next = new Int32Array(slots * BANDS);
    next.set(this.next);
    this.next = next;
  }

  private rebuild(): void {
    const living = [...this.slots].map(([id, slot]) => [id, this.halves[slot * 2]!, this.halves[slot * 2 + 1]!] as const);
    this.slots.clear();
    this.ids = [];
    this.used = 0;
    this.heads.fill(NONE);
    for (const [id, high, low] of living) this.append(id, high, low);
  }
}

function bucketOf([high, low]: readonly [number, number], band: number): number {
  const half = band < 2 ? high : low;
  return band * BUCKETS + ((half >>> (band % 2 === 0 ? 16 : 0)) & 0xffff);
}
