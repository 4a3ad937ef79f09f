/** DataLoaders of the enrichments domain: one set per request. */
import type DataLoader from 'dataloader';
import type { Reader } from '../database.ts';
import { loaderFamily, loaderOf } from '../loader-family.ts';
import { type EnrichmentState, enrichmentStatesByArticle, relatedByArticle } from './enrichment.queries.ts';
import type { RelatedRecord } from './enrichment.record.ts';
import type { Page, PageRequest } from '../page.ts';
import {
  nearDuplicatesByArticle,
  storiesByArticle,
  storiesByIds,
  storyArticlePages,
  type StoryArticleKey,
} from './stories/story.queries.ts';
import type { NearDuplicateRecord, StoryArticleRecord, StoryRecord } from './stories/story.record.ts';

export interface EnrichmentLoaders {
  /** Record and newest job in one statement. */
  readonly stateByArticle: DataLoader<string, EnrichmentState>;
  /** `relatedByArticle(first).load(articleId)`: best first. */
  relatedByArticle(first: number): DataLoader<string, readonly RelatedRecord[]>;
  readonly storyById: DataLoader<string, StoryRecord | null>;
  readonly storyByArticle: DataLoader<string, StoryRecord | null>;
  /** `storyArticles(page).load(storyId)`: newest first. */
  storyArticles(page: PageRequest<StoryArticleKey>): DataLoader<string, Page<StoryArticleRecord>>;
  /** `nearDuplicatesByArticle(first).load(articleId)`: nearest first. */
  nearDuplicatesByArticle(first: number): DataLoader<string, readonly NearDuplicateRecord[]>;
}

export function enrichmentLoaders(db: Reader): EnrichmentLoaders {
  return {
    stateByArticle: loaderOf((articleIds) => enrichmentStatesByArticle(db, articleIds)),
    relatedByArticle: loaderFamily((articleIds, first: number) => relatedByArticle(db, articleIds, first)),
    storyById: loaderOf((ids) => storiesByIds(db, ids)),
    storyByArticle: loaderOf((articleIds) => storiesByArticle(db, articleIds)),
    storyArticles: loaderFamily((storyIds, page: PageRequest<StoryArticleKey>) => storyArticlePages(db, storyIds, page)),
    nearDuplicatesByArticle: loaderFamily((articleIds, first: number) => nearDuplicatesByArticle(db, articleIds, first)),
  };
}
