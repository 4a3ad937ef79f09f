/** DataLoaders of the sources domain: one set per request. */
import type DataLoader from 'dataloader';
import type { Reader } from '../database.ts';
import { loaderOf } from '../loader-family.ts';
import { sourcesByDomains, sourcesByIds, sourcesBySlugs } from './source.queries.ts';
import type { SourceRecord } from './source.record.ts';

export interface SourceLoaders {
  readonly byId: DataLoader<string, SourceRecord | null>;
  readonly bySlug: DataLoader<string, SourceRecord | null>;
  readonly byDomain: DataLoader<string, SourceRecord | null>;
}

export function sourceLoaders(db: Reader): SourceLoaders {
  return {
    byId: loaderOf((ids) => sourcesByIds(db, ids)),
    bySlug: loaderOf((slugs) => sourcesBySlugs(db, slugs)),
    byDomain: loaderOf((domains) => sourcesByDomains(db, domains)),
  };
}
