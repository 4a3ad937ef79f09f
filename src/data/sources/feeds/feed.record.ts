/** One feed that is polled: one row of `feeds`. */

/**
 * ACTIVE: polled at its interval. FAILING: the last polls failed, polled again at growing distances. DORMANT: read well, but nothing new for long;
 * polled once a day. PAUSED: an editor wants it not polled. DEAD: gone, or failing for so long that it is not polled any more.
 */
export type FeedState = 'ACTIVE' | 'FAILING' | 'DORMANT' | 'PAUSED' | 'DEAD';

export type FeedKind = 'RSS' | 'RDF' | 'ATOM' | 'JSON';

export interface FeedRecord {
  /** `fee_…`, derived from the address it was added with; it stays when the feed moves. */
  readonly id: string;
  readonly url: string;
  /** Host and port: what is asked by one poll at a time. */
  readonly host: string;
  readonly sourceId: string | null;
  /** Null until it was read once. */
  readonly kind: FeedKind | null;
  readonly state: FeedState;
  readonly addedAt: number;
  readonly lastFetchedAt: number | null;
  readonly lastSuccessAt: number | null;
  /** When it last brought an article that was not there yet. */
  readonly lastNewAt: number | null;
  /** Null where it is not polled. */
  readonly nextFetchAt: number | null;
  readonly intervalSeconds: number;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** HTTP status of the last poll; null where there was no answer. */
  readonly lastStatus: number | null;
  /** Why the last poll failed, as a code and a sentence; null where it did not. */
  readonly lastError: string | null;
  readonly consecutiveFailures: number;
  readonly failingSince: number | null;
}

/** The right to poll one feed until the lease ends. `lease` tells the holder from earlier and later ones. */
export interface FeedLease {
  readonly feed: FeedRecord;
  readonly lease: number;
}

/** What a poll found and what follows from it; see src/feeds/schedule.ts. */
export interface FeedPollResult {
  readonly outcome: 'READ' | 'NOT_MODIFIED' | 'FAILED';
  /** A feed that was paused meanwhile stays so. */
  readonly state: Exclude<FeedState, 'PAUSED'>;
  /** Another than before where the feed has moved for good. */
  readonly url: string;
  readonly host: string;
  readonly sourceId: string | null;
  readonly kind: FeedKind | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly consecutiveFailures: number;
  readonly failingSince: number | null;
  readonly lastSuccessAt: number | null;
  readonly lastNewAt: number | null;
  readonly intervalSeconds: number;
  readonly nextFetchAt: number;
  /** Until when the host that was asked is left alone. */
  readonly hostFreeAt: number;
  readonly counts: { readonly new: number; readonly updated: number; readonly unchanged: number; readonly rejected: number };
}
