/** The main thread's side of the writer thread: a bounded queue, and every write answered exactly once. */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DatabaseFault } from '../database-fault.ts';
import { requireRoom, sizeOf } from '../write-size.ts';
import type { ObservedStatement, WriterReply, WriterRequest, WriterSetup } from './writer-messages.ts';

interface Pending {
  readonly name: string;
  readonly bytes: number;
  resolve(output: unknown): void;
  reject(error: DatabaseFault): void;
}

export interface WriterOptions {
  readonly path: string;
  readonly onStatements: (statements: readonly ObservedStatement[]) => void;
}

/** Short batches need little room; V8's own choice keeps 25 MB more of the process resident. */
const YOUNG_GENERATION_MB = 8;

export class Writer {
  readonly #options: WriterOptions;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | null = null;
  #pendingBytes = 0;
  #nextId = 1;
  #closing: Promise<void> | null = null;

  constructor(options: WriterOptions) {
    this.#options = options;
  }

  /** Resolves with the procedure's output once it is committed. The thread is started with the first write, and anew after a crash. */
  write(name: string, input: unknown, now: number, observe: boolean): Promise<unknown> {
    if (this.#closing !== null)
      return Promise.reject(new DatabaseFault('DATABASE_CLOSED', `The database is closed: "${name}" was not run.`));
    const bytes = sizeOf(input);
    try {
      requireRoom(name, this.#pending.size, this.#pendingBytes, bytes);
    } catch (fault) {
      return Promise.reject(fault);
    }
    const worker = (this.#worker ??= this.#start());
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      // Posted first: an input that cannot be cloned throws here, and then nothing may stay pending.
      worker.postMessage({ kind: 'write', id, name, input, now, observe } satisfies WriterRequest);
      this.#pending.set(id, { name, bytes, resolve, reject });
      this.#pendingBytes += bytes;
      worker.ref();
    });
  }

  /** Lets what is queued finish, then ends the thread. */
  close(): Promise<void> {
    return (this.#closing ??= new Promise((resolve) => {
      const worker = this.#worker;
      if (worker === null) return resolve();
      worker.ref();
      worker.once('exit', () => resolve());
      worker.postMessage({ kind: 'close' } satisfies WriterRequest);
    }));
  }

  #start(): Worker {
    const worker = new Worker(new URL(`./writer.thread${extname(import.meta.url)}`, import.meta.url), {
      name: 'newsgraph-writer',
      workerData: { path: this.#options.path } satisfies WriterSetup,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
    });
    let reason = 'it ended';
    worker.on('message', (reply: WriterReply) => this.#answer(reply));
    worker.on('error', (error) => (reason = (error as { message: string }).message));
    worker.on('exit', () => this.#lost(reason));
    // An idle writer does not keep the process alive.
    worker.unref();
    return worker;
  }

  #answer(reply: WriterReply): void {
    const pending = this.#pending.get(reply.id);
    if (pending === undefined) return;
    this.#pending.delete(reply.id);
    this.#pendingBytes -= pending.bytes;
    if (this.#pending.size === 0 && this.#closing === null) this.#worker?.unref();
    if (reply.statements.length > 0) this.#options.onStatements(reply.statements);
    if (reply.ok) return pending.resolve(reply.output);
    const fault = new DatabaseFault(reply.code, `${pending.name}: ${reply.message}`);
    if (reply.stack !== undefined) fault.stack = reply.stack;
    pending.reject(fault);
  }

  #lost(reason: string): void {
    this.#worker = null;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    this.#pendingBytes = 0;
    for (const { name, reject } of pending) {
      reject(new DatabaseFault('WRITER_LOST', `The writer thread is gone (${reason}): whether "${name}" was committed is not known.`));
    }
  }
}
