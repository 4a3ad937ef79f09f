/** Reads of the enrichments domain. Batched reads answer in the order of what was asked. */
import type { Reader } from '../database.ts';
import type { EnrichmentJob, EnrichmentRecord, RelatedRecord } from './enrichment.record.ts';

export interface EnrichmentVector {
  readonly articleId: string;
  /** Grows with every stored vector, in commit order: ask for what is behind the last one seen. */
  readonly seq: number;
  readonly vector: Uint8Array;
}

export function enrichmentsByArticle(db: Reader, articleIds: readonly string[]): Promise<readonly (EnrichmentRecord | null)[]> { throw new Error(`being written ${db.engine} ${articleIds.length}`); }
/** The best `first` of each article, best first, one statement. */
export function relatedByArticle(db: Reader, articleIds: readonly string[], first: number): Promise<readonly (readonly RelatedRecord[])[]> { throw new Error(`being written ${db.engine} ${articleIds.length} ${first}`); }
/** The newest job of each article: what `status` is told from where there is no enrichment yet. */
export function latestJobsByArticle(db: Reader, articleIds: readonly string[]): Promise<readonly (EnrichmentJob | null)[]> { throw new Error(`being written ${db.engine} ${articleIds.length}`); }
/** Vectors behind `seq`, in order. */
export function vectorsAfter(db: Reader, seq: number, limit: number): Promise<readonly EnrichmentVector[]> { throw new Error(`being written ${db.engine} ${seq} ${limit}`); }
export function jobCounts(db: Reader): Promise<Readonly<Record<EnrichmentJob['state'], number>>> { throw new Error(`being written ${db.engine}`); }
