/** When articles are one story. Measured on twelve days of an archive of twelve newspapers: docs/decisions/0009. */

const HOUR = 3_600_000;

/** Two articles farther apart in time are never held together directly. */
export const STORY_WINDOW_MS = 96 * HOUR;
/** A story grows no longer than this: what goes on for weeks is a subject, not a story. */
export const MAX_STORY_SPAN_MS = 10 * 24 * HOUR;
export const MAX_STORY_SIZE = 150;
/** Cosine from which two articles may be held together at all. */
export const LINK_FROM = 0.28;
/** Mean cosine to the nearest members from which an article joins. */
export const JOIN_FROM = 0.39;
/** So many nearest members are looked at, fewer where there are fewer: one article between two events must not make them one. */
export const NEAREST_MEMBERS = 3;
/** An article that joins two stories this closely shows that they are one. */
export const MERGE_FROM = 0.5;
/** Links of one article that are looked at. */
export const MAX_LINKS = 24;
