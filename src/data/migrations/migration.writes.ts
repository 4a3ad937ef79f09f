/** Brings the tables up to date, as one write. */
import type { Procedure } from '../write-context.ts';

const migrate: Procedure<null, readonly string[]> = async () => { throw new Error('being written'); };

export const migrationWrites = { 'database.migrate': migrate };
