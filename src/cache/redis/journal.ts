/**
 * The invalidations that this process has told Redis of, has yet to, or has heard of from others: for as long as a failover may lose what was acknowledged.
 * What is not done makes Redis unfit to be asked for what is made of its tags; what is done is told again to a primary that is new.
 */
import { EVERYTHING } from '../keys.ts';

export interface Note {
  readonly tags: readonly string[];
  readonly at: number;
  /** Others told of it: it is not published again. */
  readonly heard: boolean;
  done: boolean;
}

/** Milliseconds for which acknowledged invalidations are kept: no failover takes as long. */
const KEPT_MS = 120_000;
const MAX_TAGS = 20_000;

export class Journal {
  readonly #maxTags: number;
  #notes: Note[] = [];
  readonly #open = new Set<Note>();
  #waiting = new Set<string>();
  #tags = 0;

  constructor(maxTags = MAX_TAGS) {
    this.#maxTags = maxTags;
  }

  /** @param now milliseconds since the Unix epoch */
  add(tags: readonly string[], now: number): Note {
    const note: Note = { tags, at: now, heard: false, done: false };
    this.#keep(note, now);
    return note;
  }

  /** What others have told Redis of: a primary that is new may not know. */
  heard(tags: readonly string[], now: number): void {
    this.#keep({ tags, at: now, heard: true, done: true }, now);
  }

  /** Tags that Redis may show old answers of. */
  get waitingTags(): ReadonlySet<string> {
    return this.#waiting;
  }

  done(notes: readonly Note[]): void {
    let isChanged = false;
    for (const note of notes) {
      note.done = true;
      isChanged = this.#open.delete(note) || isChanged;
    }
    if (isChanged) this.#waiting = new Set([...this.#open].flatMap(({ tags }) => tags));
  }

  /** As of now: what is added while they are being told is not told with them. */
  all(now: number): readonly Note[] {
    this.#forget(now);
    return [...this.#notes];
  }

  #keep(note: Note, now: number): void {
    this.#forget(now);
    if (this.#tags + note.tags.length > this.#maxTags) this.#fold(now);
    this.#notes.push(note);
    this.#tags += note.tags.length;
    if (note.done) return;
    this.#open.add(note);
    for (const tag of note.tags) this.#waiting.add(tag);
  }

  /** One note over everything says more than all that cannot be kept. As long as they are all done, only a primary that is new is told it. */
  #fold(now: number): void {
    const whole: Note = { tags: [EVERYTHING], at: now, heard: this.#notes.every(({ heard }) => heard), done: this.#open.size === 0 };
    this.#notes = [whole];
    this.#tags = 1;
    if (whole.done) return;
    this.#open.clear();
    this.#open.add(whole);
    this.#waiting = new Set(whole.tags);
  }

  #forget(now: number): void {
    const kept = this.#notes.findIndex(({ at, done }) => !done || at > now - KEPT_MS);
    const gone = this.#notes.splice(0, kept === -1 ? this.#notes.length : kept);
    for (const { tags } of gone) this.#tags -= tags.length;
  }
}
