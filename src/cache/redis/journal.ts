/**
 * The invalidations that this process has told Redis of, or has yet to: for as long as a failover may lose what was acknowledged. Whoever is not done
 * makes Redis unfit to be asked for what is made of its tags; whoever is done is told again to a primary that is new.
 */
import { EVERYTHING } from '../keys.ts';

export interface Note {
  readonly tags: readonly string[];
  readonly at: number;
  done: boolean;
}

/** Milliseconds for which acknowledged invalidations are kept: no failover takes as long. */
const KEPT_MS = 120_000;
const MAX_TAGS = 20_000;

export class Journal {
  #notes: Note[] = [];
  #waiting = new Set<string>();
  #tags = 0;

  /** @param now milliseconds since the Unix epoch */
  add(tags: readonly string[], now: number): Note {
    this.#forget(now);
    const note: Note = { tags, at: now, done: false };
    for (const tag of tags) this.#waiting.add(tag);
    if (this.#tags + tags.length > MAX_TAGS) {
      // One note over everything says more than all that could not be kept.
      const whole: Note = { tags: [EVERYTHING], at: this.#notes[0]?.at ?? now, done: false };
      this.#notes = [whole];
      this.#tags = 1;
      this.#waiting = new Set(whole.tags);
      return whole;
    }
    this.#notes.push(note);
    this.#tags += tags.length;
    return note;
  }

  /** Tags that Redis may show old answers of. */
  get waitingTags(): ReadonlySet<string> {
    return this.#waiting;
  }

  done(notes: readonly Note[]): void {
    for (const note of notes) note.done = true;
    this.#waiting = new Set(this.#notes.flatMap(({ tags, done }) => (done ? [] : tags)));
  }

  all(now: number): readonly Note[] {
    this.#forget(now);
    return this.#notes;
  }

  #forget(now: number): void {
    const kept = this.#notes.findIndex(({ at, done }) => !done || at > now - KEPT_MS);
    const gone = this.#notes.splice(0, kept === -1 ? this.#notes.length : kept);
    for (const { tags } of gone) this.#tags -= tags.length;
  }
}
