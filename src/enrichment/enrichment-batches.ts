/**
 * Jobs become results, a batch at a time and in three steps: `take` leases jobs and reads their texts, `analyse` has the threads work, `store` relates and
 * writes, one transaction for all. The steps of neighbouring batches may run beside each other, but each step takes one batch at a time.
 */
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../data/database.ts';
import { vectorsAfter } from '../data/enrichments/enrichment.queries.ts';
import type { EnrichmentJob } from '../data/enrichments/enrichment.record.ts';
import type { EnrichmentResult, JobKey } from '../data/enrichments/enrichment.writes.ts';
import type { ArticleTexts, PublishedText } from './article-texts.ts';
import { ENGINE_VERSION } from './engine/engine-version.ts';
import type { Analysis, Relations } from './enrichment-messages.ts';
import type { EnrichmentPool } from './enrichment-pool.ts';

export interface EnrichmentBatchesOptions {
  readonly database: Database;
  readonly articleTexts: ArticleTexts;
  readonly clock: Clock;
  readonly pool: EnrichmentPool;
  readonly onFault: (error: unknown, doing: string) => void;
}

export interface LeasedBatch {
  readonly jobs: readonly EnrichmentJob[];
  readonly texts: ReadonlyMap<string, PublishedText>;
}

/** What became of each job, in groups: where storing one group fails, the others do not fail with it. */
export type AnalysedBatch = readonly (readonly Outcome[])[];

/** Vectors read at once into the index: about 0.4 MB. */
const VECTOR_BATCH = 1_000;
/** How often a batch is related anew because others stored theirs first. */
const MAX_ATTEMPTS = 10;

export class EnrichmentBatches {
  private readonly options: EnrichmentBatchesOptions;
  /** Up to which vectors are in the index, and in which index. */
  private learnt = 0;
  private indexGeneration = 0;

  constructor(options: EnrichmentBatchesOptions) {
    this.options = options;
  }

  /** Null where no job waits. Rejects where none could be leased. */
  async take(limit: number, leaseMs: number): Promise<LeasedBatch | null> {
    const { database, articleTexts } = this.options;
    const jobs = await database.write('enrichments.claim', { limit, leaseMs });
    if (jobs.length === 0) return null;
    try {
      return { jobs, texts: await articleTexts(jobs.map((job) => job.articleId)) };
    } catch (error) {
      for (const failed of this.allFailed(jobs, error)) await this.putBack(failed);
      return { jobs: [], texts: new Map() };
    }
  }

  /** Jobs that failed before go alone: a text that ends its thread shall not use up the attempts of others. */
  async analyse({ jobs, texts }: LeasedBatch): Promise<AnalysedBatch> {
    const fresh = jobs.filter((job) => job.attempts <= 1);
    const groups = [...(fresh.length > 0 ? [fresh] : []), ...jobs.filter((job) => job.attempts > 1).map((job) => [job])];
    const analysed: Outcome[][] = [];
    for (const group of groups) analysed.push(await this.analyseTogether(group, texts));
    return analysed;
  }

  /** Rejects where not even the failure could be stored: then the jobs come back when their leases end. */
  async store(batch: AnalysedBatch): Promise<void> {
    for (const group of batch) {
      try {
        await this.storeMade(group.flatMap((outcome) => (outcome.kind === 'made' ? outcome.result : [])));
        for (const outcome of group) if (outcome.kind !== 'made') await this.putBack(outcome);
      } catch (error) {
        const jobs = group.map(({ job }) => job);
        for (const failed of this.allFailed(jobs, error)) await this.putBack(failed);
      }
    }
  }

  private async analyseTogether(jobs: readonly EnrichmentJob[], texts: ReadonlyMap<string, PublishedText>): Promise<Outcome[]> {
    const present = jobs.filter((job) => texts.has(job.articleId));
    const gone = jobs.filter((job) => !texts.has(job.articleId)).map((job): Outcome => ({ kind: 'overtaken', job }));
    try {
      const analyses = await this.options.pool.analyse(present.map((job) => texts.get(job.articleId)!));
      return [...gone, ...present.map((job, i) => this.outcomeOf(job, texts.get(job.articleId)!, analyses[i]!))];
    } catch (error) {
      return this.allFailed(jobs, error);
    }
  }

  private allFailed(jobs: readonly EnrichmentJob[], error: unknown): FailedOutcome[] {
    this.options.onFault(error, `enriching ${jobs.length} articles`);
    return jobs.map((job) => ({ kind: 'failed', job, error: error instanceof Error ? error.message : String(error) }));
  }

  /**
   * Relates the made articles to all that are stored, and stores them. Where other workers have stored some in between, it learns those and relates again: two that
   * finish neighbours at the same moment would never know of each other. Who has lost so often stores what it has.
   */
  private async storeMade(made: readonly Made[]): Promise<void> {
    if (made.length === 0) return;
    const { database, pool } = this.options;
    for (let attempt = 1; ; attempt++) {
      await this.learnVectors();
      const relations = await pool.relate(made);
      // The thread was lost meanwhile, and another one has begun with an empty index.
      if (pool.indexGeneration !== this.indexGeneration && attempt < MAX_ATTEMPTS) continue;
      const results = made.map((result, i): EnrichmentResult => ({ ...result, ...relations[i]! }));
      const known = attempt < MAX_ATTEMPTS ? { learntUpTo: this.learnt } : {};
      const stored = await database.write('enrichments.completeMany', { results, ...known });
      if (stored[0]!.outcome !== 'behind') return;
    }
  }

  private outcomeOf(job: EnrichmentJob, { title, publishedAt, sourceId }: PublishedText, analysis: Analysis): Outcome {
    if ('error' in analysis) return { kind: 'failed', job, error: analysis.error };
    if (isNewer(job.engineVersion, ENGINE_VERSION)) return { kind: 'failed', job, error: 'Asked of a newer engine than this process has.' };
    const { parts, latencyMs, vector } = analysis.analysed;
    if (parts.inputHash !== job.inputHash || job.engineVersion !== ENGINE_VERSION) return { kind: 'overtaken', job };
    return {
      kind: 'made',
      job,
      result: {
        ...keyOf(job),
        title,
        publishedAt,
        sourceId,
        record: { ...parts, latencyMs, generatedAt: this.options.clock.now() },
        vector,
      },
    };
  }

  /** Brings the index up to date with what other processes have stored; all of it after a start, and after a thread was lost. */
  private async learnVectors(): Promise<void> {
    const { database, pool } = this.options;
    if (pool.indexGeneration !== this.indexGeneration) {
      this.indexGeneration = pool.indexGeneration;
      this.learnt = 0;
    }
    for (;;) {
      const vectors = await vectorsAfter(database, this.learnt, VECTOR_BATCH);
      if (vectors.length > 0) {
        await pool.learn(vectors);
        this.learnt = vectors.at(-1)!.seq;
      }
      if (vectors.length < VECTOR_BATCH) return;
    }
  }

  private async putBack(outcome: Exclude<Outcome, { kind: 'made' }>): Promise<void> {
    const { database, clock } = this.options;
    const { job } = outcome;
    switch (outcome.kind) {
      case 'overtaken':
        // Not FAILED for ever: the text may come back, and then it is asked for again.
        await database.write('enrichments.drop', { ...keyOf(job), attempts: job.attempts });
        return;
      case 'failed':
        await database.write('enrichments.fail', {
          ...keyOf(job),
          error: outcome.error,
          retryAt: clock.now() + backoffMs(job.attempts),
          attempts: job.attempts,
        });
    }
  }
}

/** A result before it is related to others. */
type Made = Omit<EnrichmentResult, keyof Relations>;

type Outcome =
  | { readonly kind: 'made'; readonly job: EnrichmentJob; readonly result: Made }
  /** The article is gone, or was written again, or the engine is another: an event has made, or is making, a job of its own for what is there now. */
  | { readonly kind: 'overtaken'; readonly job: EnrichmentJob }
  | FailedOutcome;

/** Another try may do better: a lost thread, or (while an upgrade is rolled out) another process. */
interface FailedOutcome {
  readonly kind: 'failed';
  readonly job: EnrichmentJob;
  readonly error: string;
}

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
