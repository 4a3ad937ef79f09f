/**
 * Work that some process shall do soon. A queue only carries: the truth about what is to be done, and who does it, is in the database, so that a queue may lose
 * a job, or hand it out twice, and nothing is lost or done twice.
 */
export interface Job {
  /** Names the work. While a job waits or runs, another of its id is the same job. Letters, digits, `_` and `-`. */
  readonly id: string;
}

export type JobHandler = (job: Job) => Promise<void>;

export interface WorkOptions {
  /** Jobs handled at once in this process. */
  readonly concurrency: number;
}

export interface JobQueue {
  /** False while what carries the jobs cannot be reached: added jobs wait, none is handed over. */
  readonly isReachable: boolean;
  /** Resolves once the queue has the job. Rejects with `QueueFull`, or where the queue is closed. */
  add(job: Job): Promise<void>;
  /** From now on hands jobs to `handle`, which must not reject for anything that trying again would not mend. Once per queue. */
  work(handle: JobHandler, options: WorkOptions): void;
  /** Takes nothing new, waits for what runs in this process, and closes. Safe to call twice. */
  close(): Promise<void>;
}

export class QueueFull extends Error {
  override readonly name = 'QueueFull';
}
