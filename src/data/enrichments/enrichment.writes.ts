/** The list of the enrichments domain's writes: jobs (enrichment-jobs.write.ts) and results (enrichment-complete.write.ts). */
import { complete, completeMany, forget } from './enrichment-complete.write.ts';
import { claim, drop, enqueueMany, fail } from './enrichment-jobs.write.ts';

export { type EnrichmentResult, type EnrichmentStored, MAX_RESULTS } from './enrichment-complete.write.ts';
export { MAX_RELATED } from './related.write.ts';
export { type JobKey, MAX_ATTEMPTS, MAX_JOBS } from './enrichment-jobs.write.ts';

export const enrichmentWrites = {
  'enrichments.enqueueMany': enqueueMany,
  'enrichments.claim': claim,
  'enrichments.complete': complete,
  'enrichments.completeMany': completeMany,
  'enrichments.drop': drop,
  'enrichments.forget': forget,
  'enrichments.fail': fail,
};
