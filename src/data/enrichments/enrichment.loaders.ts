/** DataLoaders of the enrichments domain: one set per request. */
import type DataLoader from 'dataloader';
import type { Reader } from '../database.ts';
import { loaderFamily, loaderOf } from '../loader-family.ts';
import {
  enrichmentsByArticle,
  type EnrichmentState,
  enrichmentStatesByArticle,
  latestJobsByArticle,
  relatedByArticle,
} from './enrichment.queries.ts';
import type { EnrichmentJob, EnrichmentRecord, RelatedRecord } from './enrichment.record.ts';

export interface EnrichmentLoaders {
  readonly byArticle: DataLoader<string, EnrichmentRecord | null>;
  /** Record and newest job in one statement. */
  readonly stateByArticle: DataLoader<string, EnrichmentState>;
  readonly latestJobByArticle: DataLoader<string, EnrichmentJob | null>;
  /** `relatedByArticle(first).load(articleId)`: best first. */
  relatedByArticle(first: number): DataLoader<string, readonly RelatedRecord[]>;
}

export function enrichmentLoaders(db: Reader): EnrichmentLoaders {
  return {
    byArticle: loaderOf((articleIds) => enrichmentsByArticle(db, articleIds)),
    stateByArticle: loaderOf((articleIds) => enrichmentStatesByArticle(db, articleIds)),
    latestJobByArticle: loaderOf((articleIds) => latestJobsByArticle(db, articleIds)),
    relatedByArticle: loaderFamily((articleIds, first: number) => relatedByArticle(db, articleIds, first)),
  };
}
