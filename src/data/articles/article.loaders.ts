/** DataLoaders of the articles domain: one set per request. */
import type DataLoader from 'dataloader';
import type { Reader } from '../database.ts';
import type { Page } from '../page.ts';
import type { ArticleFilter, ArticlePageArguments } from './article.queries.ts';
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

export function articleLoaders(db: Reader): ArticleLoaders { throw new Error(`being written ${db.engine}`); }
