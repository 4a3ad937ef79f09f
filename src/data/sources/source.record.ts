/** One publisher: one row of `sources`. */
import type { ImageRecord } from '../content.record.ts';

export interface SourceRecord {
  /** `src_…`, derived from the slug (see ids.ts). */
  readonly id: string;
  readonly slug: string;
  /** Names by BCP 47 language; the entry for `language` is always there. */
  readonly names: Readonly<Record<string, string>>;
  readonly descriptions: Readonly<Record<string, string>>;
  /** Host names without `www.`; the first is the main one. */
  readonly domains: readonly string[];
  readonly homepage: string | null;
  readonly icon: ImageRecord | null;
  /** CSS colour, `#rrggbb`. */
  readonly color: string | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** BCP 47, the language it mainly publishes in. */
  readonly language: string;
}
