/** Between rows of the enrichments tables and the records the program works with. */
import type { Tables } from '../tables.ts';
import type { CitedText, EnrichmentJob, EnrichmentRecord } from './enrichment.record.ts';

export function enrichmentOf(row: Tables['enrichments']): EnrichmentRecord {
  return {
    articleId: row.article_id,
    inputHash: row.input_hash,
    engineVersion: row.engine_version,
    language: row.language,
    summary: JSON.parse(row.summary) as CitedText[],
    keyPoints: JSON.parse(row.key_points) as CitedText[],
    keywords: JSON.parse(row.keywords) as EnrichmentRecord['keywords'],
    sentiment: row.sentiment === null ? null : (JSON.parse(row.sentiment) as EnrichmentRecord['sentiment']),
    entities: JSON.parse(row.entities) as EnrichmentRecord['entities'],
    topics: JSON.parse(row.topics) as EnrichmentRecord['topics'],
    readability: row.readability === null ? null : (JSON.parse(row.readability) as EnrichmentRecord['readability']),
    generatedAt: row.generated_at,
    latencyMs: row.latency_ms,
  };
}

/** `requestedAt`: when the job was asked for; of two results for one article the later one counts. */
export function rowOfEnrichment(record: EnrichmentRecord, requestedAt: number): Tables['enrichments'] {
  return {
    article_id: record.articleId,
    input_hash: record.inputHash,
    engine_version: record.engineVersion,
    language: record.language,
    summary: JSON.stringify(record.summary),
    key_points: JSON.stringify(record.keyPoints),
    keywords: JSON.stringify(record.keywords),
    sentiment: record.sentiment === null ? null : JSON.stringify(record.sentiment),
    entities: JSON.stringify(record.entities),
    topics: JSON.stringify(record.topics),
    readability: record.readability === null ? null : JSON.stringify(record.readability),
    generated_at: record.generatedAt,
    latency_ms: record.latencyMs,
    requested_at: requestedAt,
  };
}

export function jobOf(row: Tables['enrichment_jobs']): EnrichmentJob {
  return {
    articleId: row.article_id,
    inputHash: row.input_hash,
    engineVersion: row.engine_version,
    state: row.state as EnrichmentJob['state'],
    attempts: row.attempts,
    leaseUntil: row.state === 'RUNNING' ? row.available_at : null,
    lastError: row.last_error,
  };
}
