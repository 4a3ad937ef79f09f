/** Writes of the enrichments domain: results, and the jobs that make them. */
import type { Procedure } from '../write-context.ts';
import type { EnrichmentJob, EnrichmentRecord, RelatedRecord } from './enrichment.record.ts';

export const MAX_ATTEMPTS = 5;
/** Longest list of related articles kept per article. */
export const MAX_RELATED = 12;

export interface JobKey {
  readonly articleId: string;
  readonly inputHash: string;
  readonly engineVersion: string;
}

export interface EnrichmentResult extends JobKey {
  readonly record: EnrichmentRecord;
  readonly vector: Uint8Array;
  /** Of this article; the mirror rows are put into the neighbours' lists too. */
  readonly related: readonly RelatedRecord[];
}

/** Adds PENDING jobs; a key that exists in any state is left alone, except a DONE one whose result was overwritten since (the article went back to an earlier text). */
const enqueueMany: Procedure<{ readonly jobs: readonly JobKey[] }, { readonly added: number }> = async () => { throw new Error('being written'); };
/** Leases up to `limit` jobs: PENDING ones, and RUNNING ones whose lease ran out (FAILED once tried MAX_ATTEMPTS times). Never the same job to two. */
const claim: Procedure<{ readonly limit: number; readonly leaseMs: number }, readonly EnrichmentJob[]> = async () => { throw new Error('being written'); };
/** Stores results, related lists, vectors and DONE in one transaction. `superseded`: the job was DONE already, or a newer job's result is there. Emits `enrichment.finished` {articleId, inputHash, engineVersion}. */
const completeMany: Procedure<{ readonly results: readonly EnrichmentResult[] }, readonly { readonly articleId: string; readonly outcome: 'stored' | 'superseded' }[]> = async () => { throw new Error('being written'); };
const complete: Procedure<EnrichmentResult, { readonly articleId: string; readonly outcome: 'stored' | 'superseded' }> = async () => { throw new Error('being written'); };
/** Back to PENDING at `retryAt`; FAILED where that is null or MAX_ATTEMPTS are used up. Emits `enrichment.failed` when FAILED. */
const fail: Procedure<JobKey & { readonly error: string; readonly retryAt: number | null }, { readonly state: EnrichmentJob['state'] | 'UNKNOWN' }> = async () => { throw new Error('being written'); };

export const enrichmentWrites = {
  'enrichments.enqueueMany': enqueueMany,
  'enrichments.claim': claim,
  'enrichments.complete': complete,
  'enrichments.completeMany': completeMany,
  'enrichments.fail': fail,
};
