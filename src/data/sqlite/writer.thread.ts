/**
 * The one thread that writes. SQLite lets one transaction write at a time and `node:sqlite` waits for it synchronously, so a write on the
 * main thread would stop every request for as long as another process writes. Here only the thread waits.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { Kysely } from 'kysely';
import { runProcedure } from '../run-procedure.ts';
import type { Tables } from '../tables.ts';
import type { WriteName } from '../writes.ts';
import { openConnection } from './connection.ts';
import { sqliteDialect } from './sqlite.dialect.ts';
import type { ObservedStatement, WriterReply, WriterRequest, WriterSetup } from './writer-messages.ts';

const port = parentPort!;
const connection = openConnection((workerData as WriterSetup).path, { queryOnly: false });
let statements: ObservedStatement[] | null = null;
const database = new Kysely<Tables>({
  dialect: sqliteDialect(connection),
  log: (event) => void statements?.push({ sql: event.query.sql, milliseconds: event.queryDurationMillis }),
});

const queue: WriterRequest[] = [];
let draining = false;
port.on('message', (request: WriterRequest) => {
  queue.push(request);
  if (!draining) void drain();
});

async function drain(): Promise<void> {
  draining = true;
  for (let request = queue.shift(); request !== undefined; request = queue.shift()) {
    if (request.kind === 'close') {
      connection.close();
      port.close();
      return;
    }
    port.postMessage(await answer(request));
  }
  draining = false;
}

async function answer(request: WriterRequest & { kind: 'write' }): Promise<WriterReply> {
  const observed: ObservedStatement[] = [];
  statements = request.observe ? observed : null;
  try {
    return { id: request.id, ok: true, output: await transaction(request), statements: observed };
  } catch (error) {
    const { message, code, stack } = error as { message: string; code?: string; stack?: string };
    return { id: request.id, ok: false, message, code: code ?? 'WRITE_FAILED', stack, statements: observed };
  }
}

async function transaction(request: WriterRequest & { kind: 'write' }): Promise<unknown> {
  // Immediate: a deferred transaction that reads first and then writes fails at once where another process wrote in between.
  connection.exec('begin immediate');
  try {
    const output = await runProcedure({ engine: 'sqlite', read: database }, request.name as WriteName, request.input, request.now);
    connection.exec('commit');
    return output;
  } catch (error) {
    if (connection.isTransaction) connection.exec('rollback');
    throw error;
  }
}
