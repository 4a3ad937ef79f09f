/** A database to be worked on and thrown away: a copy of one in which articles were ingested. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { DatabaseOptions } from '../src/data/database.ts';

export interface DatabaseCopy {
  readonly options: Pick<DatabaseOptions, 'dataDir' | 'databaseUrl'>;
  remove(): Promise<void>;
}

/** Of the SQLite file in `dataDir`, or of the PostgreSQL database. Throws unless exactly one of the two is given. */
export async function copyOf(dataDir: string | undefined, databaseUrl: string | undefined): Promise<DatabaseCopy> {
  if ((dataDir === undefined) === (databaseUrl === undefined)) throw new Error('Say either --data-dir or --database-url.');
  const directory = await mkdtemp(join(tmpdir(), 'newsgraph-rate-'));
  if (databaseUrl !== undefined) return copyOfDatabase(databaseUrl, directory);
  await copyFile(join(dataDir!, 'newsgraph.db'), join(directory, 'newsgraph.db'));
  return { options: { dataDir: directory }, remove: () => rm(directory, { recursive: true }) };
}

/** Nobody else may be connected to the original meanwhile. */
async function copyOfDatabase(databaseUrl: string, directory: string): Promise<DatabaseCopy> {
  const url = new URL(databaseUrl);
  const original = url.pathname.slice(1);
  const name = `${original}_rate_${process.pid}`;
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: new URL('/postgres', url).href });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await run(`create database "${name}" template "${original}"`);
  url.pathname = `/${name}`;
  return {
    options: { dataDir: directory, databaseUrl: url.href },
    async remove() {
      await run(`drop database "${name}" with (force)`);
      await rm(directory, { recursive: true });
    },
  };
}
