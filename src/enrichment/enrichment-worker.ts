/**
 * Makes enrichments in the background: what is written into the outbox becomes jobs, jobs become results.
 *
 *     outbox ──tail──▶ jobs ──claim──▶ texts ──threads──▶ records, vectors, neighbours ──one transaction──▶ done
 *
 * Everything between two steps is in the database, so a process may be killed anywhere: an event is read again from the cursor, a job that nobody finished is
 * free again when its lease ends, and the database makes no job of a key twice and stores no result of a job twice.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../data/database.ts';
import { jobCounts, vectorsAfter } from '../data/enrichments/enrichment.queries.ts';
import { outdatedArticles } from '../data/enrichments/enrichment-versions.queries.ts';
import type { EnrichmentJob } from '../data/enrichments/enrichment.record.ts';
import type { EnrichmentResult, JobKey } from '../data/enrichments/enrichment.writes.ts';
import { cursorOf, latestPosition, type OutboxEvent, tail } from '../events/outbox.ts';
import type { ArticleText } from './engine/article-text.ts';
import { ENGINE_VERSION } from './engine/provenance.ts';
import type { StoredVector } from './enrichment-messages.ts';
import { EnrichmentPool } from './enrichment-pool.ts';

/**
 * The port to the articles: their texts by id, those that are gone left out. The enrichments domain may not read the articles' tables, so the wiring hands it in.
 * Asked for 100 at most at a time.
 */
export type ArticleTexts = (articleIds: readonly string[]) => Promise<ReadonlyMap<string, ArticleText>>;

export interface EnrichmentWorkerOptions {
  readonly database: Database;
  readonly articleTexts: ArticleTexts;
  readonly clock: Clock;
  /** 1 unless told. Not used where `pool` is given. */
  readonly threads?: number;
  /** A pool of the caller's, who closes it. */
  readonly pool?: EnrichmentPool;
  /** Jobs claimed and stored together, 16 unless told: at 5 ms an article, what a kill can lose is under 0.1 s of work. */
  readonly batchSize?: number;
  /** How long a batch may take before others may take it over, milliseconds; 60,000 unless told. */
  readonly leaseMs?: number;
  /** Rest between batches, milliseconds; 5 unless told. The work is done in threads; this leaves a core to those who serve. */
  readonly restMs?: number;
  /** How often the outbox and the retries are looked at while idle, milliseconds; 250 unless told. */
  readonly pollMs?: number;
  /** Told of every fault; none ends the worker. */
  readonly onFault?: (error: unknown, doing: string) => void;
}

export interface EnrichmentWorker {
  /** Resolves once everything written before the call is enriched or has FAILED. Rejects when the worker stops first. */
  idle(): Promise<void>;
  /** Finishes the batch under way, stores it, and ends. Safe to call twice. */
  stop(): Promise<void>;
}

const CONSUMER = 'enrichments';
const MAX_TEXTS = 100;
/** Vectors read at once into the index: about 0.4 MB. */
const VECTOR_BATCH = 1_000;
/** The cursor is stored at least this often; it holds back the pruning of the outbox. */
const CURSOR_STRIDE = 500;

/** Starts at once. An empty outbox cursor is position 0, so articles from before the first start are enriched too. */
export function startEnrichmentWorker(options: EnrichmentWorkerOptions): EnrichmentWorker {
  return new Runner(options);
}

class Runner implements EnrichmentWorker {
  private readonly database: Database;
  private readonly articleTexts: ArticleTexts;
  private readonly clock: Clock;
  private readonly pool: EnrichmentPool;
  private readonly ownsPool: boolean;
  private readonly batchSize: number;
  private readonly leaseMs: number;
  private readonly restMs: number;
  private readonly pollMs: number;
  private readonly onFault: (error: unknown, doing: string) => void;

  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;
  /** Outbox position up to which jobs are made; the one that is stored. */
  private seen = 0;
  private storedCursor = 0;
  /** Up to which vectors are in the index, and in which index. */
  private learnt = 0;
  private indexGeneration = 0;
  private readonly turns = new Turnstile();

  constructor(options: EnrichmentWorkerOptions) {
    this.database = options.database;
    this.articleTexts = options.articleTexts;
    this.clock = options.clock;
    this.ownsPool = options.pool === undefined;
    this.pool = options.pool ?? new EnrichmentPool({ threads: options.threads ?? 1 });
    this.batchSize = options.batchSize ?? 16;
    this.leaseMs = options.leaseMs ?? 60_000;
    this.restMs = options.restMs ?? 5;
    this.pollMs = options.pollMs ?? 250;
    this.onFault = options.onFault ?? (() => undefined);
    this.running = Promise.all([this.keepAsking(), this.keepWorking()]).then(() => undefined);
  }

  async idle(): Promise<void> {
    const target = await latestPosition(this.database);
    while (!this.stopping.signal.aborted) {
      const turn = this.turns.next();
      if (this.seen >= target && !(await this.hasOpenJobs())) return;
      await turn;
    }
    throw new Error('The enrichment worker was stopped.');
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.turns.pass();
    await this.running;
    if (this.ownsPool) await this.pool.close();
  }

  private async hasOpenJobs(): Promise<boolean> {
    const counts = await jobCounts(this.database);
    return counts.PENDING + counts.RUNNING > 0;
  }

  // ── events to jobs ──────────────────────────────────────────────────────────────────────────────────────────────────

  private async keepAsking(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.askForOutdated();
        this.seen = this.storedCursor = (await cursorOf(this.database, CONSUMER)) ?? 0;
        await tail(this.database, { from: this.seen, signal, pollMs: this.pollMs, onEvents: (events) => this.onEvents(events) });
      } catch (error) {
        // The events are still there, behind the cursor.
        this.onFault(error, 'making jobs of events');
        await this.rest(this.pollMs * 4);
      }
    }
  }

  /** What another version of the engine made is made again; its events may be pruned long since. */
  private async askForOutdated(): Promise<void> {
    let after = '';
    while (!this.stopping.signal.aborted) {
      const articleIds = await outdatedArticles(this.database, ENGINE_VERSION, after, MAX_TEXTS);
      if (articleIds.length === 0) return;
      await this.ask(articleIds);
      after = articleIds.at(-1)!;
    }
  }

  private async onEvents(events: readonly OutboxEvent[]): Promise<void> {
    const written = [...new Set(events.filter((event) => event.topic === 'article.written').map((event) => event.subjectId))];
    for (let from = 0; from < written.length; from += MAX_TEXTS) await this.ask(written.slice(from, from + MAX_TEXTS));
    const position = events.at(-1)!.position;
    if (written.length > 0 || position - this.storedCursor >= CURSOR_STRIDE) {
      await this.database.write('outbox.commitCursor', { consumer: CONSUMER, position });
      this.storedCursor = position;
    }
    this.seen = position;
    this.turns.pass();
  }

  /** A job for each article by its text as it is now. An article that is gone leaves the index. */
  private async ask(articleIds: readonly string[]): Promise<void> {
    const texts = await this.articleTexts(articleIds);
    const articles = articleIds.flatMap((id) => texts.get(id) ?? []);
    if (articles.length < articleIds.length) await this.pool.forget(articleIds.filter((id) => !texts.has(id)));
    if (articles.length === 0) return;
    const hashes = await this.pool.hash(articles);
    const jobs = articles.map(({ articleId }, i): JobKey => ({ articleId, inputHash: hashes[i]!, engineVersion: ENGINE_VERSION }));
    await this.database.write('enrichments.enqueueMany', { jobs });
  }

  // ── jobs to results ─────────────────────────────────────────────────────────────────────────────────────────────────

  private async keepWorking(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        const jobs = await this.database.write('enrichments.claim', { limit: this.batchSize, leaseMs: this.leaseMs });
        if (jobs.length === 0) {
          this.turns.pass();
          await this.turnOrPoll();
          continue;
        }
        // Jobs that failed before go alone: a text that ends its thread shall not use up the attempts of others.
        const fresh = jobs.filter((job) => job.attempts <= 1);
        if (fresh.length > 0) await this.work(fresh);
        for (const job of jobs) if (job.attempts > 1) await this.work([job]);
        this.turns.pass();
        await this.rest(this.restMs);
      } catch (error) {
        // What was claimed comes back when its lease ends.
        this.onFault(error, 'working jobs');
        await this.rest(this.pollMs * 4);
      }
    }
  }

  private async work(jobs: readonly EnrichmentJob[]): Promise<void> {
    try {
      const { results, failed } = await this.make(jobs);
      if (results.length > 0) await this.database.write('enrichments.completeMany', { results });
      for (const { job, error } of failed) await this.fail(job, error);
    } catch (error) {
      this.onFault(error, `enriching ${jobs.length} articles`);
      for (const job of jobs) await this.fail(job, error instanceof Error ? error.message : String(error));
    }
  }

  private async make(jobs: readonly EnrichmentJob[]): Promise<{ results: EnrichmentResult[]; failed: { job: EnrichmentJob; error: string }[] }> {
    await this.learnVectors();
    const texts = await this.articleTexts(jobs.map((job) => job.articleId));
    const present = jobs.filter((job) => texts.has(job.articleId));
    const failed = jobs.filter((job) => !texts.has(job.articleId)).map((job) => ({ job, error: GONE }));

    const analyses = await this.pool.analyse(present.map((job) => texts.get(job.articleId)!));
    const made: { job: EnrichmentJob; result: Omit<EnrichmentResult, 'related'> }[] = [];
    for (const [i, job] of present.entries()) {
      const analysis = analyses[i]!;
      if ('error' in analysis) failed.push({ job, error: analysis.error });
      else if (isNewer(job.engineVersion, ENGINE_VERSION)) failed.push({ job, error: NEWER });
      else if (analysis.analysed.parts.inputHash !== job.inputHash || job.engineVersion !== ENGINE_VERSION) failed.push({ job, error: CHANGED });
      else made.push({ job, result: { ...keyOf(job), record: { ...analysis.analysed.parts, latencyMs: analysis.analysed.latencyMs, generatedAt: this.clock.now() }, vector: analysis.analysed.vector } });
    }
    const related = await this.pool.relate(made.map(({ result }): StoredVector => ({ articleId: result.articleId, vector: result.vector })));
    return { results: made.map(({ result }, i) => ({ ...result, related: related[i]! })), failed };
  }

  /** Brings the index up to date with what other processes have stored; all of it after a start, and after a thread was lost. */
  private async learnVectors(): Promise<void> {
    if (this.pool.indexGeneration !== this.indexGeneration) {
      this.indexGeneration = this.pool.indexGeneration;
      this.learnt = 0;
    }
    for (;;) {
      const vectors = await vectorsAfter(this.database, this.learnt, VECTOR_BATCH);
      if (vectors.length > 0) {
        await this.pool.learn(vectors.map(({ articleId, vector }) => ({ articleId, vector })));
        this.learnt = vectors.at(-1)!.seq;
      }
      if (vectors.length < VECTOR_BATCH) return;
    }
  }

  private async fail(job: EnrichmentJob, error: string): Promise<void> {
    if (error === GONE || error === CHANGED) {
      // Not FAILED for ever: the text may come back, and then it is asked for again.
      await this.database.write('enrichments.drop', { ...keyOf(job), attempts: job.attempts });
      return;
    }
    const retryAt = this.clock.now() + backoffMs(job.attempts);
    await this.database.write('enrichments.fail', { ...keyOf(job), error, retryAt, attempts: job.attempts });
  }

  // ── waiting ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  private async turnOrPoll(): Promise<void> {
    const polled = new AbortController();
    await Promise.race([this.turns.next(), this.rest(this.pollMs, polled.signal)]);
    polled.abort();
  }

  private async rest(milliseconds: number, until?: AbortSignal): Promise<void> {
    const signal = until === undefined ? this.stopping.signal : AbortSignal.any([this.stopping.signal, until]);
    try {
      await pause(milliseconds, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}

/** Another try would meet the same. */
const GONE = 'The article is gone.';
/** An event with the text of now has made, or is making, a job of its own. */
const CHANGED = 'The article changed, or the engine did, before its turn came; a newer job makes it.';

/** While an upgrade is rolled out; the job waits for a process that can make it. */
const NEWER = 'Asked of a newer engine than this process has.';

function isNewer(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) > 0;
}

function keyOf({ articleId, inputHash, engineVersion }: EnrichmentJob): JobKey {
  return { articleId, inputHash, engineVersion };
}

/** 2 s, 8 s, 32 s, 128 s after the first to the fourth attempt. */
function backoffMs(attempts: number): number {
  return 1_000 * 2 ** (2 * attempts - 1);
}

/** Wakes all who wait for the next turn. */
class Turnstile {
  private turn = Promise.withResolvers<void>();

  next(): Promise<void> {
    return this.turn.promise;
  }

  pass(): void {
    const { resolve } = this.turn;
    this.turn = Promise.withResolvers<void>();
    resolve();
  }
}
