/** DataLoaders of the articles domain: one set per request. */
import type DataLoader from 'dataloader';
import type { Reader } from '../database.ts';
import { loaderFamily, loaderOf } from '../loader-family.ts';
import type { Page } from '../page.ts';
import {
  type ArticleFilter,
  type ArticlePageArguments,
  articleBodiesByIds,
  articleCountsBySource,
  articlePagesBySource,
  articlesByIds,
  articlesBySlugs,
  articlesByUrls,
} from './article.queries.ts';
import type { ArticleBody, ArticleHead } from './article.record.ts';

export interface ArticleLoaders {
  readonly byId: DataLoader<string, ArticleHead | null>;
  readonly bySlug: DataLoader<string, ArticleHead | null>;
  readonly byUrl: DataLoader<string, ArticleHead | null>;
  readonly bodyById: DataLoader<string, ArticleBody | null>;
  /** `pageBySource(args).load(sourceId)`: equal arguments share one statement. */
  pageBySource(args: ArticlePageArguments): DataLoader<string, Page<ArticleHead>>;
  countBySource(filter?: ArticleFilter | null): DataLoader<string, number>;
}

export function articleLoaders(db: Reader): ArticleLoaders {
  const counts = loaderFamily((sourceIds, filter: ArticleFilter | null) => articleCountsBySource(db, sourceIds, filter));
  return {
    byId: loaderOf((ids) => articlesByIds(db, ids)),
    bySlug: loaderOf((slugs) => articlesBySlugs(db, slugs)),
    byUrl: loaderOf((urls) => articlesByUrls(db, urls)),
    bodyById: loaderOf((ids) => articleBodiesByIds(db, ids)),
    pageBySource: loaderFamily((sourceIds, args: ArticlePageArguments) => articlePagesBySource(db, sourceIds, args)),
    countBySource: (filter) => counts(filter ?? null),
  };
}
