/** Records to the values the schema shows: the status, and each enrichment with its provenance and disclosure. */
import type { EnrichmentJob, EnrichmentMethod, EnrichmentRecord, Provenance } from '../../src/data/enrichments/enrichment.record.ts';
import { readingSeconds } from '../../src/text/reading-time.ts';
import type { AiFeature, EnrichmentStatus } from './enrichment.enums.ts';

export interface EnrichmentState {
  readonly record: EnrichmentRecord | null;
  /** The newest job of the article. */
  readonly job: EnrichmentJob | null;
}

export interface DisclosureValue {
  readonly method: EnrichmentMethod;
  readonly digitalSourceType: string;
  /** The language `ai(locale)` was asked in; null where it was not given. */
  readonly locale: string | null;
}

interface EnrichmentValue {
  readonly status: EnrichmentStatus;
  readonly provenance: Provenance;
  readonly disclosure: DisclosureValue;
}

export interface ArticleAiValue {
  readonly status: EnrichmentStatus;
  readonly features: readonly AiFeature[];
  readonly readingTime: { readonly seconds: number; readonly locale: string | null };
  readonly summary: (EnrichmentValue & { readonly text: string; readonly sentences: EnrichmentRecord['summary'] }) | null;
  readonly keyPoints: readonly (EnrichmentValue & EnrichmentRecord['keyPoints'][number])[] | null;
  readonly keywords: readonly (EnrichmentValue & EnrichmentRecord['keywords'][number])[] | null;
  readonly sentiment: (EnrichmentValue & NonNullable<EnrichmentRecord['sentiment']>) | null;
}

/** How the local engine makes each thing. The record holds the engine's version; the algorithms are fixed by it. */
const LOCAL_METHODS = {
  summary: { method: 'EXTRACTIVE', model: 'lexrank' },
  keyPoints: { method: 'EXTRACTIVE', model: 'lexrank' },
  keywords: { method: 'RULES', model: 'rake' },
  sentiment: { method: 'LEXICON', model: 'lexicon' },
} as const satisfies Record<string, { readonly method: EnrichmentMethod; readonly model: string }>;

/** Everything of one article. `wordCount` and `language` are the article's own, so the reading time is there before anything was made. */
export function articleAi(
  state: EnrichmentState,
  article: { readonly wordCount: number; readonly language: string },
  locale: string | null,
): ArticleAiValue {
  const { record } = state;
  const status = statusOf(state, article.wordCount);
  const readingTime = { seconds: readingSeconds(article.wordCount, article.language), locale };
  if (record === null)
    return { status, features: ['READING_TIME'], readingTime, summary: null, keyPoints: null, keywords: null, sentiment: null };

  const made = (kind: keyof typeof LOCAL_METHODS, confidence: number | null = null): EnrichmentValue => ({
    status,
    provenance: provenanceOf(record, LOCAL_METHODS[kind], confidence),
    disclosure: { method: LOCAL_METHODS[kind].method, digitalSourceType: digitalSourceType(LOCAL_METHODS[kind].method), locale },
  });
  const ai = {
    summary:
      record.summary.length === 0
        ? null
        : { ...made('summary'), text: record.summary.map((sentence) => sentence.text).join(' '), sentences: record.summary },
    keyPoints: record.keyPoints.length === 0 ? null : record.keyPoints.map((point) => ({ ...made('keyPoints'), ...point })),
    keywords: record.keywords.length === 0 ? null : record.keywords.map((keyword) => ({ ...made('keywords'), ...keyword })),
    sentiment: record.sentiment && { ...made('sentiment', record.sentiment.confidence), ...record.sentiment },
  };
  return { status, features: featuresOf(ai), readingTime, ...ai };
}

/**
 * What the domain's own tables say. STALE: a record is there, and a job for another input (or another engine) is newer than it.
 * No record and no job: the article was written a moment ago, its job is still to come.
 */
export function statusOf({ record, job }: EnrichmentState, wordCount: number): EnrichmentStatus {
  if (record !== null) {
    const jobIsOfThisRecord =
      job === null || job.state === 'DONE' || (job.inputHash === record.inputHash && job.engineVersion === record.engineVersion);
    return jobIsOfThisRecord ? 'READY' : 'STALE';
  }
  if (wordCount === 0) return 'UNSUPPORTED';
  return job?.state === 'FAILED' ? 'FAILED' : 'PENDING';
}

function featuresOf(ai: Pick<ArticleAiValue, 'summary' | 'keyPoints' | 'keywords' | 'sentiment'>): AiFeature[] {
  const features: AiFeature[] = ['READING_TIME'];
  if (ai.summary) features.push('SUMMARY');
  if (ai.keyPoints) features.push('KEY_POINTS');
  if (ai.keywords) features.push('KEYWORDS');
  if (ai.sentiment) features.push('SENTIMENT');
  return features;
}

function provenanceOf(
  record: EnrichmentRecord,
  how: { readonly method: EnrichmentMethod; readonly model: string },
  confidence: number | null,
): Provenance {
  return {
    method: how.method,
    provider: 'local',
    model: how.model,
    version: record.engineVersion,
    inputHash: record.inputHash,
    confidence,
    latencyMs: Math.round(record.latencyMs),
    generatedAt: record.generatedAt,
  };
}

/** https://cv.iptc.org/newscodes/digitalsourcetype/: "algorithmicMedia" is made by an algorithm that was not trained on samples. */
function digitalSourceType(method: EnrichmentMethod): string {
  const vocabulary = 'http://cv.iptc.org/newscodes/digitalsourcetype';
  switch (method) {
    case 'GENERATIVE':
    case 'EMBEDDING':
      return `${vocabulary}/trainedAlgorithmicMedia`;
    case 'HUMAN':
      return `${vocabulary}/digitalCreation`;
    case 'EXTRACTIVE':
    case 'LEXICON':
    case 'RULES':
      return `${vocabulary}/algorithmicMedia`;
  }
}
