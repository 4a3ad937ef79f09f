/** A thread that reads: a search holds `node:sqlite` for milliseconds, and on the main thread every request would wait as long. */
import { parentPort, workerData } from 'node:worker_threads';
import { Kysely } from 'kysely';
import type { Reader } from '../database.ts';
import { type ReadName, reads } from '../reads.ts';
import type { Tables } from '../tables.ts';
import { openConnection } from './connection.ts';
import type { ReaderReply, ReaderRequest, ReaderSetup } from './reader-messages.ts';
import { sqliteDialect } from './sqlite.dialect.ts';
import type { ObservedStatement } from './writer-messages.ts';

const port = parentPort!;
const connection = openConnection((workerData as ReaderSetup).path, { queryOnly: true });
let statements: ObservedStatement[] | null = null;
const reader: Reader = {
  engine: 'sqlite',
  read: new Kysely<Tables>({
    dialect: sqliteDialect(connection),
    log: (event) => void statements?.push({ sql: event.query.sql, milliseconds: event.queryDurationMillis }),
  }),
};

// One at a time: the pool sends the next when this one is answered.
port.on('message', (request: ReaderRequest) => void answer(request).then((reply) => port.postMessage(reply)));

async function answer({ id, name, input, observe }: ReaderRequest): Promise<ReaderReply> {
  const observed: ObservedStatement[] = [];
  statements = observe ? observed : null;
  try {
    const read = reads[name as ReadName] as (db: Reader, input: unknown) => Promise<unknown>;
    // One picture of the database for all statements of a read.
    connection.exec('begin');
    return { id, ok: true, output: await read(reader, input), statements: observed };
  } catch (error) {
    const { message, name: errorName = 'Error', code = 'READ_FAILED' } = error as { message: string; name?: string; code?: string };
    return { id, ok: false, message, errorName, code, statements: observed };
  } finally {
    if (connection.isTransaction) connection.exec('rollback');
  }
}
