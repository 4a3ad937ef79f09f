/** The queue of many processes: BullMQ on a Redis of its own (noeviction: a queue that forgets is none; BullMQ says so on standard error). */
import { setTimeout as pause } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Job, JobHandler, JobQueue, WorkOptions } from './job-queue.ts';

export interface BullQueueOptions {
  /** `redis://…`. */
  readonly url: string;
  /** Names the kind of work; processes that shall share it give the same. */
  readonly name: string;
  /** Told when a handler rejects, and once when Redis goes away; the connection is made again without end. */
  readonly onFault: (error: unknown, doing: string) => void;
  /** How long a job of a process that was killed stays with it, milliseconds; 30,000 unless told. A process that lives renews it. */
  readonly lockMs?: number;
  /** How often such jobs are looked for, milliseconds; 15,000 unless told. */
  readonly stalledMs?: number;
}

/** In braces: a Cluster keeps what is between them in one slot, which BullMQ's scripts need. */
const PREFIX = '{newsgraph}';
const SLOWEST_RECONNECT_MS = 2_000;
/** What a close waits for Redis once no job runs here any more. */
const CLOSE_MS = 2_000;

export function createBullQueue(options: BullQueueOptions): JobQueue {
  return new BullQueue(options);
}

class BullQueue implements JobQueue {
  private readonly options: BullQueueOptions;
  private readonly connection: Redis;
  /** All there are: BullMQ makes one more for a worker's blocking reads, and leaves it open where Redis is away. */
  private readonly connections: Redis[] = [];
  private readonly queue: Queue;
  private readonly running = new Set<Promise<void>>();
  private worker: Worker | null = null;
  private isAwayTold = false;
  private closed: Promise<void> | null = null;

  constructor(options: BullQueueOptions) {
    this.options = options;
    this.connection = this.watched(
      new Redis(options.url, {
        // A worker waits for its Redis as long as it takes; BullMQ refuses anything else.
        maxRetriesPerRequest: null,
        // What is closed has nothing left to say.
        disconnectTimeout: 100,
        retryStrategy: (tries) => (this.closed === null ? Math.min(50 * 2 ** Math.min(tries, 6), SLOWEST_RECONNECT_MS) : null),
      }),
    );
    this.queue = new Queue(options.name, {
      connection: this.connection,
      prefix: PREFIX,
      // A finished job leaves nothing, so that its id can be added again.
      defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
    });
    this.connection.on('ready', () => void (this.isAwayTold = false));
    this.queue.on('error', (error) => this.redisFault(error));
  }

  get isReachable(): boolean {
    return this.connection.status === 'ready';
  }

  async add({ id }: Job): Promise<void> {
    if (this.closed !== null) throw new Error('The queue is closed.');
    await this.queue.add(this.options.name, {}, { jobId: id });
  }

  work(handle: JobHandler, { concurrency }: WorkOptions): void {
    if (this.worker !== null) throw new Error('This queue is worked already.');
    const { name, lockMs = 30_000, stalledMs = 15_000 } = this.options;
    this.worker = new Worker(name, (job) => this.run(handle, { id: job.id ?? '' }), {
      connection: this.connection,
      prefix: PREFIX,
      concurrency,
      lockDuration: lockMs,
      stalledInterval: stalledMs,
      // Jobs whose process was killed go to another as often as it takes: the database counts, and slows down what kills.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    });
    this.worker.on('error', (error) => this.redisFault(error));
  }

  close(): Promise<void> {
    this.closed ??= this.finish();
    return this.closed;
  }

  private async finish(): Promise<void> {
    const closing = Promise.all([this.worker?.close(), this.queue.close()]);
    await Promise.all(this.running);
    // A Redis that is away must not hold a stop up.
    const closed = new AbortController();
    const late = pause(CLOSE_MS, undefined, { signal: closed.signal });
    await Promise.race([closing, late]).catch(() => undefined);
    closed.abort();
    // One that waits to connect again ends by itself at its next try; told to disconnect, it would neither end nor connect, and commands would wait for ever.
    for (const connection of this.connections) if (connection.status !== 'reconnecting') connection.disconnect();
  }

  private watched(connection: Redis): Redis {
    connection.on('error', (error) => this.redisFault(error));
    this.connections.push(connection);
    const duplicate = connection.duplicate.bind(connection);
    connection.duplicate = (override) => this.watched(duplicate(override));
    return connection;
  }

  private async run(handle: JobHandler, job: Job): Promise<void> {
    if (this.closed !== null) return;
    const work = this.handled(handle, job);
    this.running.add(work);
    await work;
    this.running.delete(work);
  }

  /** A job that failed is not tried again by the queue: whoever added it looks into the database and adds it again. */
  private async handled(handle: JobHandler, job: Job): Promise<void> {
    try {
      await handle(job);
    } catch (error) {
      this.fault(error, `working the job ${job.id}`);
    }
  }

  /** The connections, the queue and the worker each tell of every vain attempt to connect. */
  private redisFault(error: unknown): void {
    const isAway = !this.isReachable;
    if (this.closed !== null || (isAway && this.isAwayTold)) return;
    this.isAwayTold = isAway;
    this.fault(error, isAway ? 'reaching the Redis of the queue' : 'talking to the queue');
  }

  private fault(error: unknown, doing: string): void {
    this.options.onFault(error, doing);
  }
}
