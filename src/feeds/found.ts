/** What a poll found at a feed's address. */
import type { FeedKind, FeedPollResult } from '../data/sources/feeds/feed.record.ts';
import type { InputFailureCode } from '../ingest/report.ts';

export type Found =
  | {
      readonly kind: 'read';
      readonly status: number;
      /** Where it is from now on: its own address, or where permanent redirects led. */
      readonly url: string;
      readonly host: string;
      readonly feedKind: FeedKind;
      readonly sourceId: string | null;
      readonly etag: string | null;
      readonly lastModified: string | null;
      /** How long server and feed say that it stays the same; 0 where they say nothing. */
      readonly statedSeconds: number;
      readonly counts: FeedPollResult['counts'];
    }
  | { readonly kind: 'not-modified'; readonly status: number; readonly statedSeconds: number }
  | {
      readonly kind: 'failed';
      /** Null where there was no answer. */
      readonly status: number | null;
      readonly code: InputFailureCode | 'THROTTLED' | 'UNREADABLE';
      readonly message: string;
      readonly retryAfterSeconds: number | null;
    };
