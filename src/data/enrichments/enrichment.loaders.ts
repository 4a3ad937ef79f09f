/** DataLoaders of the enrichments domain: one set per request. */
import type DataLoader from 'dataloader';
import type { Reader } from '../database.ts';
import { loaderFamily, loaderOf } from '../loader-family.ts';
import { type EnrichmentState, enrichmentStatesByArticle, relatedByArticle } from './enrichment.queries.ts';
import type { RelatedRecord } from './enrichment.record.ts';

export interface EnrichmentLoaders {
  /** Record and newest job in one statement. */
  readonly stateByArticle: DataLoader<string, EnrichmentState>;
  /** `relatedByArticle(first).load(articleId)`: best first. */
  relatedByArticle(first: number): DataLoader<string, readonly RelatedRecord[]>;
}

export function enrichmentLoaders(db: Reader): EnrichmentLoaders {
  return {
    stateByArticle: loaderOf((articleIds) => enrichmentStatesByArticle(db, articleIds)),
    relatedByArticle: loaderFamily((articleIds, first: number) => relatedByArticle(db, articleIds, first)),
  };
}
