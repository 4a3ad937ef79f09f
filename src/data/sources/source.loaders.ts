/** DataLoaders of the sources domain: one set per request. */
import type DataLoader from 'dataloader';
import type { Reader } from '../database.ts';
import type { SourceRecord } from './source.record.ts';

export interface SourceLoaders {
  readonly byId: DataLoader<string, SourceRecord | null>;
  readonly bySlug: DataLoader<string, SourceRecord | null>;
  readonly byDomain: DataLoader<string, SourceRecord | null>;
}

export function sourceLoaders(db: Reader): SourceLoaders { throw new Error(`being written ${db.engine}`); }
