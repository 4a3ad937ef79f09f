/** DataLoaders of the platform domain: one set per request. */
import type DataLoader from 'dataloader';
import type { Reader } from '../database.ts';
import type { UserRecord } from './user.record.ts';

export interface UserLoaders {
  readonly byId: DataLoader<string, UserRecord | null>;
}

export function userLoaders(db: Reader): UserLoaders { throw new Error(`being written ${db.engine}`); }
