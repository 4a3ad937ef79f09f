/** The database, brought up to date and, at a first start, filled with something to look at. */
import { join } from 'node:path';
import type { Clock } from '../../clock/clock.ts';
import type { Config } from '../../config/config.ts';
import { packageRoot } from '../../config/package-root.ts';
import { openDatabase, type Database } from '../../data/database.ts';
import { loadSample } from '../../ingest/sample.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Check } from '../routes/health.routes.ts';

export interface DatabaseWiring {
  readonly config: Pick<Config, 'databaseUrl' | 'dataDir' | 'loadSample'>;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Open and migrated. Rejects with `DatabaseFault` naming the variable to look at. */
export async function openMigratedDatabase({
  config,
  clock,
  log,
}: Omit<DatabaseWiring, 'config'> & { readonly config: Pick<Config, 'databaseUrl' | 'dataDir'> }): Promise<Database> {
  const database = await openDatabase({ databaseUrl: config.databaseUrl ?? undefined, dataDir: config.dataDir, clock });
  try {
    const migrations = await database.migrate();
    if (migrations.length > 0) log.info({ migrations }, 'migrated the database');
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Migrated, and with the sample content where the configuration wants it and no article is there yet. */
export async function openPreparedDatabase(wiring: DatabaseWiring): Promise<Database> {
  const database = await openMigratedDatabase(wiring);
  try {
    if (wiring.config.loadSample) {
      const report = await loadSample({ database, clock: wiring.clock, sampleDir: join(packageRoot, 'sample') });
      if (report.articles > 0) wiring.log.info(report, 'loaded the sample content');
    }
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Nothing works without it. */
export function databaseCheck(database: Database): Check {
  return {
    name: 'database',
    async run() {
      try {
        await database.read.selectNoFrom((expression) => expression.val(1).as('one')).execute();
        return { state: 'ok' };
      } catch {
        return { state: 'down', detail: 'The database does not answer.' };
      }
    },
  };
}
