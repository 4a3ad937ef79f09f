/** One connection to the SQLite file, set up alike in the main thread and in the writer thread. */
import { DatabaseSync } from 'node:sqlite';

/** How long a connection waits for another process's write (milliseconds). Only the writer ever waits: WAL readers do not. */
const BUSY_TIMEOUT = 15_000;
/** Bytes that the write-ahead log keeps on disk once its pages are in the database: a big ingest lets it grow far beyond. */
const LOG_SIZE = 64 * 1024 * 1024;
/** Pages of 4 KB. Four times the default: pages that several commits write are put into the database once, and an ingest waits less for the disk. */
const CHECKPOINT_AFTER = 4_000;
/** Negative: kibibytes. */
const PAGE_CACHE = -8_000;

export function openConnection(path: string, options: { readonly queryOnly: boolean }): DatabaseSync {
  const connection = new DatabaseSync(path, { timeout: BUSY_TIMEOUT, enableForeignKeyConstraints: true });
  try {
    enterWal(connection);
    connection.exec(
      `pragma synchronous = normal; pragma cache_size = ${PAGE_CACHE}; pragma temp_store = memory; pragma wal_autocheckpoint = ${CHECKPOINT_AFTER}; pragma journal_size_limit = ${LOG_SIZE}; pragma query_only = ${options.queryOnly ? 1 : 0}`,
    );
  } catch (error) {
    connection.close();
    throw error;
  }
  return connection;
}

/** Two processes that start at once both want to switch a new file to WAL, and there SQLite says "locked" without waiting for the busy timeout. */
function enterWal(connection: DatabaseSync): void {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (let attempt = 1; ; attempt++) {
    try {
      connection.exec('pragma journal_mode = wal');
      return;
    } catch (error) {
      const busy = (error as { errcode?: number }).errcode === 5;
      if (!busy || attempt === 100) throw error;
      Atomics.wait(pause, 0, 0, 20);
    }
  }
}
