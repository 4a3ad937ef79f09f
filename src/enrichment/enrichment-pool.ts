/** The threads that enrich, seen from the event loop: promises in, plain data out. */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ArticleText } from './engine/article-text.ts';
import type { ThreadSettings } from './enrichment.thread.ts';
import type { Analysis, Relations, StoredVector, ThreadAnswers, ThreadRequest, ThreadResponse, ThreadTask } from './enrichment-messages.ts';

export interface PoolOptions {
  /** 1 unless told. Analysis is spread over all; the index lives in the first alone, so that related articles do not depend on which thread saw them. */
  readonly threads?: number;
  /** Articles in the index at most, 50,000 unless told; about 700 bytes each. */
  readonly indexCapacity?: number;
  readonly relatedLimit?: number;
  /** Cosine from which articles are related, 0.12 unless told. */
  readonly relatedMinScore?: number;
  /** Another file than the thread's own; for tests that need a thread that fails. */
  readonly threadFile?: URL;
}

/** A thread ended in the middle of a request. The next request starts a new one, whose index is empty. */
export class ThreadLost extends Error {
  override readonly name = 'ThreadLost';
}

export class EnrichmentPool {
  private readonly settings: ThreadSettings;
  private readonly file: URL;
  private readonly threads: (Thread | null)[];
  private indexes = 0;
  private closed = false;

  constructor({ threads = 1, indexCapacity = 50_000, relatedLimit = 12, relatedMinScore = 0.12, threadFile }: PoolOptions = {}) {
    if (!Number.isInteger(threads) || threads < 1 || threads > 64)
      throw new RangeError(`threads: ${threads} is not a whole number from 1 to 64`);
    this.settings = { indexCapacity, relatedLimit, relatedMinScore };
    this.file = threadFile ?? new URL(`./enrichment.thread${extname(import.meta.url)}`, import.meta.url);
    this.threads = Array.from({ length: threads }, () => null);
  }

  /** Grows whenever the index begins empty, the first time to 1: who keeps it filled begins anew. */
  get indexGeneration(): number {
    this.thread(0);
    return this.indexes;
  }

  /** The input hash of each article, in order. */
  hash(articles: readonly ArticleText[]): Promise<readonly string[]> {
    return this.thread(0).ask({ kind: 'hash', articles });
  }

  /** What the engine makes of each article, in order. */
  async analyse(articles: readonly ArticleText[]): Promise<readonly Analysis[]> {
    const share = Math.ceil(articles.length / this.threads.length);
    const shares = this.threads.map((_, i) => articles.slice(i * share, (i + 1) * share));
    const answers = await Promise.all(
      shares.map((part, i) => (part.length === 0 ? [] : this.thread(i).ask({ kind: 'analyse', articles: part }))),
    );
    return answers.flat();
  }

  /** Puts vectors into the index; the neighbours of each among those that were there before it. */
  relate(vectors: readonly StoredVector[]): Promise<readonly Relations[]> {
    return this.thread(0).ask({ kind: 'relate', vectors });
  }

  /** Puts vectors into the index. Returns how many articles are in it. */
  learn(vectors: readonly StoredVector[]): Promise<number> {
    return this.thread(0).ask({ kind: 'learn', vectors });
  }

  /** Takes articles out of the index. */
  forget(articleIds: readonly string[]): Promise<number> {
    return this.thread(0).ask({ kind: 'forget', articleIds });
  }

  /** Ends the threads. Requests that are under way are rejected with `ThreadLost`. */
  async close(): Promise<void> {
    this.closed = true;
    await Promise.all(this.threads.map((thread) => thread?.end()));
  }

  private thread(place: number): Thread {
    const running = this.threads[place];
    if (running !== null && running !== undefined && running.alive) return running;
    if (this.closed) throw new ThreadLost('The enrichment pool is closed.');
    const started = new Thread(this.file, this.settings);
    this.threads[place] = started;
    if (place === 0) this.indexes++;
    return started;
  }
}

class Thread {
  alive = true;
  private readonly worker: Worker;
  private readonly waiting = new Map<number, { resolve(answer: unknown): void; reject(error: Error): void }>();
  private requests = 0;

  constructor(file: URL, settings: ThreadSettings) {
    this.worker = new Worker(file, {
      workerData: settings,
      name: 'enrichment',
      resourceLimits: { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8 },
    });
    // A thread with nothing to do must not keep the process alive; requests do (see `ask`).
    this.worker.unref();
    this.worker.on('message', (response: ThreadResponse) => this.settle(response));
    this.worker.on('error', (error) => this.lose(error));
    this.worker.on('exit', (code) => this.lose(new Error(`exit code ${code}`)));
  }

  ask<K extends ThreadTask['kind']>(task: Extract<ThreadTask, { kind: K }>): Promise<ThreadAnswers[K]> {
    const request: ThreadRequest = { id: this.requests++, task };
    return new Promise<ThreadAnswers[K]>((resolve, reject) => {
      if (this.waiting.size === 0) this.worker.ref();
      this.waiting.set(request.id, { resolve: resolve as (answer: unknown) => void, reject });
      this.worker.postMessage(request);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
    this.lose(new Error('it was closed'));
  }

  private settle(response: ThreadResponse): void {
    const waiter = this.waiting.get(response.id);
    this.waiting.delete(response.id);
    if (this.waiting.size === 0) this.worker.unref();
    if ('error' in response) waiter?.reject(new Error(response.error));
    else waiter?.resolve(response.answer);
  }

  private lose(cause: Error): void {
    this.alive = false;
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const { reject } of waiting) reject(new ThreadLost(`The enrichment thread ended: ${cause.message}`, { cause }));
  }
}
