/** The queue of one process: jobs wait in memory, and whoever adds them can find them again after a kill. */
import { type Job, type JobHandler, type JobQueue, QueueFull, type WorkOptions } from './job-queue.ts';

const MAX_WAITING = 10_000;

export interface ProcessQueueOptions {
  /** Told when a handler rejects; the job is dropped, and made again by whoever looks into the database. */
  readonly onFault: (error: unknown, job: Job) => void;
}

export function createProcessQueue(options: ProcessQueueOptions): JobQueue {
  return new ProcessQueue(options);
}

class ProcessQueue implements JobQueue {
  readonly isReachable = true;
  private readonly onFault: ProcessQueueOptions['onFault'];
  /** By id, the longest waiting first. */
  private readonly waiting = new Map<string, Job>();
  private readonly running = new Map<string, Promise<void>>();
  private handle: JobHandler | null = null;
  private concurrency = 0;
  private closed = false;

  constructor({ onFault }: ProcessQueueOptions) {
    this.onFault = onFault;
  }

  add(job: Job): Promise<void> {
    if (this.closed) return Promise.reject(new Error('The queue is closed.'));
    if (this.waiting.has(job.id) || this.running.has(job.id)) return Promise.resolve();
    if (this.waiting.size >= MAX_WAITING) return Promise.reject(new QueueFull(`${MAX_WAITING} jobs wait already.`));
    this.waiting.set(job.id, job);
    this.startMore();
    return Promise.resolve();
  }

  work(handle: JobHandler, { concurrency }: WorkOptions): void {
    if (this.handle !== null) throw new Error('This queue is worked already.');
    this.handle = handle;
    this.concurrency = concurrency;
    this.startMore();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.waiting.clear();
    await Promise.all(this.running.values());
  }

  private startMore(): void {
    const { handle } = this;
    if (handle === null) return;
    for (const [id, job] of this.waiting) {
      if (this.running.size >= this.concurrency) return;
      this.waiting.delete(id);
      this.running.set(id, this.run(handle, job));
    }
  }

  private async run(handle: JobHandler, job: Job): Promise<void> {
    try {
      await handle(job);
    } catch (error) {
      this.onFault(error, job);
    } finally {
      this.running.delete(job.id);
      this.startMore();
    }
  }
}
