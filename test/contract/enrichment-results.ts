import type { EnrichmentResult, JobKey } from '../../src/data/enrichments/enrichment.writes.ts';

/** An enriched article that is as like each of the others as can be. */
export function resultOf(job: JobKey, others: readonly string[] = ['art_3']): EnrichmentResult {
  const record = {
    ...job,
    language: 'ar',
    summary: [],
    keyPoints: [],
    keywords: [],
    sentiment: null,
    entities: [],
    topics: [],
    readability: null,
    generatedAt: 1,
    latencyMs: 1,
  };
  const { articleId } = job;
  return {
    ...job,
    record,
    vector: new Uint8Array(1),
    related: others.map((relatedId) => ({ articleId, relatedId, score: 1, reasons: [] })),
    title: '',
    publishedAt: 1,
    sourceId: 'src_1',
    links: others.map((other) => ({ articleId: other, score: 1 })),
    nearDuplicates: others.map((duplicateId) => ({ articleId, duplicateId, similarity: 1 })),
  };
}
