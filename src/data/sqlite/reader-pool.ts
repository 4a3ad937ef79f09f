/** The main thread's side of the reader threads: started with the first read that wants one, a bounded queue, every read answered exactly once. */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DatabaseFault } from '../database-fault.ts';
import { readErrorOf } from '../read-errors.ts';
import type { ReaderReply, ReaderRequest, ReaderSetup } from './reader-messages.ts';
import type { ObservedStatement } from './writer-messages.ts';

/** Two: a slow read does not hold up the quick ones, and a machine with two cores has no use for more. */
const MAX_THREADS = 2;
/** Reads that may wait: at 5 ms each, half a second's work. More are refused, for they would be answered too late. */
const MAX_QUEUED = 200;
/**
 * Megabytes of a thread's heap. A thread that has searched for a while holds 16 to 18: with room for 24 it spent a fifth of its CPU on collecting garbage (a search with facets and
 * highlights 15.1 ms, 12.3 with 48), and more the longer it ran; with more than 48 V8 only collects later. Resident are then 34 instead of 24.
 */
const HEAP = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 48 };

interface Pending {
  readonly request: ReaderRequest;
  resolve(output: unknown): void;
  reject(error: Error): void;
}

interface Thread {
  readonly worker: Worker;
  running: Pending | null;
}

export interface ReaderPoolOptions {
  readonly path: string;
  readonly onStatements: (statements: readonly ObservedStatement[]) => void;
}

export class ReaderPool {
  readonly #options: ReaderPoolOptions;
  readonly #threads = new Set<Thread>();
  readonly #queue: Pending[] = [];
  #nextId = 1;
  #isClosed = false;

  constructor(options: ReaderPoolOptions) {
    this.#options = options;
  }

  /** Resolves with what the named read answers. Rejects with READ_QUEUE_FULL, READER_LOST, DATABASE_CLOSED, or the read's own error. */
  query(name: string, input: unknown, observe: boolean): Promise<unknown> {
    if (this.#isClosed) return Promise.reject(new DatabaseFault('DATABASE_CLOSED', `The database is closed: "${name}" was not read.`));
    if (this.#queue.length >= MAX_QUEUED)
      return Promise.reject(new DatabaseFault('READ_QUEUE_FULL', `${MAX_QUEUED} reads are waiting already: "${name}" was not read.`));
    return new Promise((resolve, reject) => {
      this.#queue.push({ request: { id: this.#nextId++, name, input, observe }, resolve, reject });
      this.#next();
    });
  }

  /** Ends the threads; what waits or runs is rejected, for nobody is there to answer. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { request, reject } of this.#queue.splice(0))
      reject(new DatabaseFault('DATABASE_CLOSED', `The database was closed: "${request.name}" was not read.`));
    await Promise.all([...this.#threads].map(({ worker }) => worker.terminate()));
  }

  #next(): void {
    while (this.#queue.length > 0) {
      const idle = [...this.#threads].find(({ running }) => running === null) ?? (this.#threads.size < MAX_THREADS ? this.#start() : null);
      if (idle === null) return;
      const pending = this.#queue.shift()!;
      idle.running = pending;
      idle.worker.ref();
      try {
        idle.worker.postMessage(pending.request);
      } catch (error) {
        // An input that cannot be cloned.
        idle.running = null;
        idle.worker.unref();
        pending.reject(error as Error);
      }
    }
  }

  #start(): Thread {
    const worker = new Worker(new URL(`./reader.thread${extname(import.meta.url)}`, import.meta.url), {
      name: 'newsgraph-reader',
      workerData: { path: this.#options.path } satisfies ReaderSetup,
      resourceLimits: HEAP,
    });
    const thread: Thread = { worker, running: null };
    let reason = 'it ended';
    worker.on('message', (reply: ReaderReply) => this.#answer(thread, reply));
    worker.on('error', (error) => (reason = (error as { message: string }).message));
    worker.on('exit', () => this.#lost(thread, reason));
    // An idle reader does not keep the process alive.
    worker.unref();
    this.#threads.add(thread);
    return thread;
  }

  #answer(thread: Thread, reply: ReaderReply): void {
    const pending = thread.running!;
    thread.running = null;
    thread.worker.unref();
    if (reply.statements.length > 0) this.#options.onStatements(reply.statements);
    if (reply.ok) pending.resolve(reply.output);
    else pending.reject(readErrorOf(pending.request.name, reply));
    this.#next();
  }

  #lost(thread: Thread, reason: string): void {
    this.#threads.delete(thread);
    const pending = thread.running;
    thread.running = null;
    if (pending === null) return;
    const [code, message] = this.#isClosed
      ? ['DATABASE_CLOSED', 'the database was closed']
      : ['READER_LOST', `the reader thread is gone (${reason})`];
    pending.reject(new DatabaseFault(code!, `"${pending.request.name}" was not read: ${message}.`));
    this.#next();
  }
}
