/** A process that polls the feeds of a database until it is told to stop or killed; says "polled <id> <outcome>" of each poll, and "stopped" at its end. */
import { openDatabase } from '../../src/data/database.ts';
import { startFeedPoller } from '../../src/feeds/feed-poller.ts';
import { createBullQueue } from '../../src/jobs/bullmq-queue.ts';
import { createProcessQueue } from '../../src/jobs/process-queue.ts';

export interface ChildOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly queueUrl: string | null;
  readonly leaseMs: number;
}

const { dataDir, databaseUrl, queueUrl, leaseMs } = JSON.parse(process.argv[2]!) as ChildOptions;
const clock = { now: () => Date.now() };
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const database = await openDatabase({ dataDir, databaseUrl, clock });
const onFault = (error: unknown): void => say(`fault ${String(error)}`);
const poller = startFeedPoller({
  database,
  clock,
  queue:
    queueUrl === null
      ? createProcessQueue({ onFault })
      : createBullQueue({ url: queueUrl, name: 'feeds', onFault, lockMs: 500, stalledMs: 150 }),
  downloads: { allowedNetworks: ['127.0.0.0/8'] },
  lookMs: 10,
  leaseMs,
  hostGapMs: 0,
  onPolled: (id, { outcome }) => say(`polled ${id} ${outcome}`),
  onFault,
});
process.once('SIGTERM', async () => {
  say('stopping');
  await poller.stop();
  await database.close();
  say('stopped');
});
say('started');
