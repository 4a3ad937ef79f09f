/** A fresh database on a PostgreSQL server of this machine, and what all of that server's processes have cost so far. */
import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';

export interface PostgresUsage {
  /** Microseconds of all its processes, those that have ended included. */
  readonly cpu: number;
  /** When that was. */
  readonly seconds: number;
}

export interface FreshPostgres {
  readonly url: string;
  usage(): PostgresUsage;
  drop(): Promise<void>;
}

export async function freshPostgres(given: string | undefined): Promise<FreshPostgres> {
  if (given === undefined) throw new Error('DATABASE_URL must name a database of the PostgreSQL server to be used.');
  const name = `newsgraph_bench_${process.pid}`;
  await statement(given, `create database ${name}`);
  const url = new URL(given);
  url.pathname = `/${name}`;
  const [checkpointer] = await statement(given, `select pid from pg_stat_activity where backend_type = 'checkpointer'`);
  const postmaster = Number(fieldsOf(Number(checkpointer?.['pid']))[PARENT]);
  return {
    url: url.href,
    usage: () => usageOf(postmaster),
    drop: async () => void (await statement(given, `drop database if exists ${name} with (force)`)),
  };
}

async function statement(url: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

function usageOf(postmaster: number): PostgresUsage {
  const own = fieldsOf(postmaster);
  let ticks = ticksOf(own, USER, SYSTEM) + ticksOf(own, USER_OF_ENDED, SYSTEM_OF_ENDED);
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const fields = fieldsOf(Number(pid));
    if (Number(fields[PARENT]) === postmaster) ticks += ticksOf(fields, USER, SYSTEM);
  }
  return { cpu: ticks * 10_000, seconds: performance.now() / 1000 };
}

const ticksOf = (fields: readonly string[], ...places: readonly number[]) => places.reduce((sum, place) => sum + Number(fields[place]), 0);

/** Places behind the program's name in /proc/PID/stat (man 5 proc). */
const [PARENT, USER, SYSTEM, USER_OF_ENDED, SYSTEM_OF_ENDED] = [1, 11, 12, 13, 14] as const;

/** Nothing where the process is gone, or belongs to another machine. */
function fieldsOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}
