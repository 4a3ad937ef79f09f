/** Who made it and how: what a reader is told beside each enrichment. */
import type { EnrichmentMethod, EnrichmentRecord, Provenance } from '../../data/enrichments/enrichment.record.ts';

/** Raised whenever the same input would give another answer; everything is then made again. */
export const ENGINE_VERSION = '2.2.0';
export const ENGINE_PROVIDER = 'local';
export const ENGINE_MODEL = 'newsgraph-local';

export type EnrichmentKind = 'SUMMARY' | 'KEY_POINTS' | 'KEYWORDS' | 'SENTIMENT' | 'RELATED';

export const METHOD_OF: Readonly<Record<EnrichmentKind, EnrichmentMethod>> = {
  SUMMARY: 'EXTRACTIVE',
  KEY_POINTS: 'EXTRACTIVE',
  KEYWORDS: 'RULES',
  SENTIMENT: 'LEXICON',
  RELATED: 'EMBEDDING',
};

export function provenanceOf(kind: EnrichmentKind, record: EnrichmentRecord): Provenance {
  return {
    method: METHOD_OF[kind],
    provider: ENGINE_PROVIDER,
    model: ENGINE_MODEL,
    version: record.engineVersion,
    inputHash: record.inputHash,
    confidence: kind === 'SENTIMENT' ? (record.sentiment?.confidence ?? null) : null,
    latencyMs: record.latencyMs,
    generatedAt: record.generatedAt,
  };
}
