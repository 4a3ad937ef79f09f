/** Records to the values the schema shows: the status, and each enrichment with its provenance and disclosure. */
import type { EnrichmentJob, EnrichmentMethod, EnrichmentRecord, Provenance } from '../../src/data/enrichments/enrichment.record.ts';
import { isAnalysedLanguage } from '../../src/text/analysed-languages.ts';
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
  readonly entities: readonly (EnrichmentValue & EnrichmentRecord['entities'][number])[] | null;
  readonly topics: readonly TopicValue[] | null;
  readonly readability: (EnrichmentValue & NonNullable<EnrichmentRecord['readability']>) | null;
  readonly language: string | null;
}

export type TopicValue = EnrichmentValue & EnrichmentRecord['topics'][number] & { readonly locale: string | null };

/** How the local engine makes each thing. Its version stands in the record. */
const LOCAL_METHODS = {
  summary: 'EXTRACTIVE',
  keyPoints: 'EXTRACTIVE',
  keywords: 'RULES',
  sentiment: 'LEXICON',
  entities: 'RULES',
  topics: 'LEXICON',
  readability: 'RULES',
} as const satisfies Record<string, EnrichmentMethod>;

/** The engine built into this service, as provenance names it. */
const LOCAL_PROVIDER = 'local';
const LOCAL_MODEL = 'newsgraph-local';

const NOTHING = {
  summary: null,
  keyPoints: null,
  keywords: null,
  sentiment: null,
  entities: null,
  topics: null,
  readability: null,
  language: null,
} as const;

/** Everything of one article. `wordCount` and `language` are the article's own, so the reading time is there before anything was made. */
export function articleAi(
  state: EnrichmentState,
  article: { readonly wordCount: number; readonly language: string },
  locale: string | null,
): ArticleAiValue {
  const { record } = state;
  const status = statusOf(state, article);
  const readingTime = { seconds: readingSeconds(article.wordCount, article.language), locale };
  if (record === null) return { status, features: ['READING_TIME'], readingTime, ...NOTHING };

  const made = (kind: keyof typeof LOCAL_METHODS, confidence: number | null = null): EnrichmentValue => {
    const method = LOCAL_METHODS[kind];
    return {
      status,
      provenance: provenanceOf(record, method, confidence),
      disclosure: { method, digitalSourceType: digitalSourceType(method), locale },
    };
  };
  const ai = {
    summary:
      record.summary.length === 0
        ? null
        : { ...made('summary'), text: record.summary.map((sentence) => sentence.text).join(' '), sentences: record.summary },
    keyPoints: record.keyPoints.length === 0 ? null : record.keyPoints.map((point) => ({ ...made('keyPoints'), ...point })),
    keywords: record.keywords.length === 0 ? null : record.keywords.map((keyword) => ({ ...made('keywords'), ...keyword })),
    sentiment: record.sentiment && { ...made('sentiment', record.sentiment.confidence), ...record.sentiment },
    entities: record.entities.length === 0 ? null : record.entities.map((entity) => ({ ...made('entities'), ...entity })),
    topics: record.topics.length === 0 ? null : record.topics.map((topic) => ({ ...made('topics', topic.score), ...topic, locale })),
    readability: record.readability && { ...made('readability'), ...record.readability },
    language: record.language,
  };
  return { status, features: featuresOf(ai), readingTime, ...ai };
}

/**
 * What the domain's own tables say. STALE: a record is there, and a job for another input (or another engine) is newer than it.
 * No record and no job: the article was written a moment ago, its job is still to come. UNSUPPORTED: there are no words, or they are in a language
 * that is not analysed; then there is a record too, but nothing in it.
 */
export function statusOf(
  { record, job }: EnrichmentState,
  article: { readonly wordCount: number; readonly language: string },
): EnrichmentStatus {
  if (article.wordCount === 0 || !isAnalysedLanguage(article.language)) return 'UNSUPPORTED';
  if (record !== null) {
    const jobIsOfThisRecord =
      job === null || job.state === 'DONE' || (job.inputHash === record.inputHash && job.engineVersion === record.engineVersion);
    return jobIsOfThisRecord ? 'READY' : 'STALE';
  }
  return job?.state === 'FAILED' ? 'FAILED' : 'PENDING';
}

function featuresOf(ai: Omit<ArticleAiValue, 'status' | 'features' | 'readingTime' | 'language'>): AiFeature[] {
  const features: AiFeature[] = ['READING_TIME'];
  if (ai.summary) features.push('SUMMARY');
  if (ai.keyPoints) features.push('KEY_POINTS');
  if (ai.keywords) features.push('KEYWORDS');
  if (ai.sentiment) features.push('SENTIMENT');
  if (ai.entities) features.push('ENTITIES');
  if (ai.topics) features.push('TOPICS');
  if (ai.readability) features.push('READABILITY');
  return features;
}

function provenanceOf(record: EnrichmentRecord, method: EnrichmentMethod, confidence: number | null): Provenance {
  return {
    method,
    provider: LOCAL_PROVIDER,
    model: LOCAL_MODEL,
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
