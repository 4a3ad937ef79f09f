/** DataLoaders of the platform domain: one set per request. */
import type DataLoader from 'dataloader';
import type { Reader } from '../database.ts';
import { loaderOf } from '../loader-family.ts';
import { usersByIds } from './user.queries.ts';
import type { UserRecord } from './user.record.ts';

export interface UserLoaders {
  readonly byId: DataLoader<string, UserRecord | null>;
}

export function userLoaders(db: Reader): UserLoaders {
  return { byId: loaderOf((ids) => usersByIds(db, ids)) };
}
