/** DataLoaders of feeds: one set per request. */
import type DataLoader from 'dataloader';
import type { Reader } from '../../database.ts';
import { loaderOf } from '../../loader-family.ts';
import { feedsByIds, feedsBySources } from './feed.queries.ts';
import type { FeedRecord } from './feed.record.ts';

export interface FeedLoaders {
  readonly byId: DataLoader<string, FeedRecord | null>;
  readonly bySource: DataLoader<string, readonly FeedRecord[]>;
}

export function feedLoaders(db: Reader): FeedLoaders {
  return {
    byId: loaderOf((ids) => feedsByIds(db, ids)),
    bySource: loaderOf((sourceIds) => feedsBySources(db, sourceIds)),
  };
}
