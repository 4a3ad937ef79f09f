/** TEMPORARY until src/enrichment is there: not committed. */
import type { Clock } from '../../clock/clock.ts';
import type { Config } from '../../config/config.ts';
import type { Database } from '../../data/database.ts';
import type { Logger } from '../../telemetry/logger.ts';
export async function startEnrichmentWorker(_: { database: Database; clock: Clock; log: Logger; threads: number }): Promise<{ stop(): Promise<void> }> { return { stop: async () => {} }; }
export async function startEnrichment(o: { config: Config; database: Database; clock: Clock; log: Logger }, closing: AsyncDisposableStack): Promise<void> { if (o.config.queueUrl !== null || o.config.enrichmentThreads === 0) return; const w = await startEnrichmentWorker({ ...o, threads: 1 }); closing.defer(() => w.stop()); }
