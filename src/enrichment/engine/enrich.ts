/** The local engine, whole: one article in, everything that is told of it out. Pure: the same input gives the same output, on any machine, without network or clock. */
import type { CitedText, EnrichmentRecord } from '../../data/enrichments/enrichment.record.ts';
import { isAnalysedLanguage } from '../../text/analysed-languages.ts';
import { type ArticleText, withinBounds } from './article-text.ts';
import { entitiesOf } from './entities.ts';
import { inputHash } from './input-hash.ts';
import { keyPointsOf } from './key-points.ts';
import { keywordsOf } from './keywords.ts';
import { passagesOf } from './passages.ts';
import { ENGINE_VERSION } from './engine-version.ts';
import { readabilityOf } from './readability.ts';
import { salienceOf } from './salience.ts';
import { sentimentOf } from './sentiment.ts';
import { chooseSummary, summaryOf } from './summary.ts';
import { topicsOf } from './topics.ts';
import { type ArticleVector, vectorOf } from './vector.ts';

/** All of a record but when it was made and how long that took. */
export type EnrichmentParts = Omit<EnrichmentRecord, 'generatedAt' | 'latencyMs'>;

export interface Enriched {
  readonly parts: EnrichmentParts;
  readonly vector: ArticleVector;
  /** UNSUPPORTED: a language without stop words and stemmer; then the texts are empty and there is only the vector. */
  readonly status: 'READY' | 'UNSUPPORTED';
}

export function enrich(given: ArticleText): Enriched {
  const article = withinBounds(given);
  const supported = isAnalysedLanguage(article.language);
  const keywords = supported ? keywordsOf(article) : [];
  const entities = supported ? entitiesOf(article) : [];
  const texts = supported ? textsOf(article) : NO_TEXTS;
  return {
    parts: {
      articleId: article.articleId,
      inputHash: inputHash(article),
      engineVersion: ENGINE_VERSION,
      language: article.language,
      ...texts,
      keywords,
      sentiment: supported ? sentimentOf(article) : null,
      entities,
      topics: topicsOf(article),
      readability: supported ? readabilityOf(article) : null,
    },
    vector: vectorOf(article, keywords, entities),
    status: supported ? 'READY' : 'UNSUPPORTED',
  };
}

interface Texts {
  readonly summary: readonly CitedText[];
  readonly keyPoints: readonly CitedText[];
}

const NO_TEXTS: Texts = { summary: [], keyPoints: [] };

function textsOf(article: ArticleText): Texts {
  const passages = passagesOf(article);
  const salience = salienceOf(article, passages);
  const chosen = chooseSummary(passages, salience);
  return { summary: summaryOf(passages, chosen), keyPoints: keyPointsOf(passages, salience, chosen) };
}
