/** Reads of the platform domain. */
import type { Reader } from '../database.ts';
import type { UserRecord } from './user.record.ts';

export function usersByIds(db: Reader, ids: readonly string[]): Promise<readonly (UserRecord | null)[]> { throw new Error(`being written ${db.engine} ${ids.length}`); }
