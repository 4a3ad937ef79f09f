/** What /metrics tells. Label values come from closed sets or are capped, so that no client can make the number of series grow. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { createCacheMetrics, type CacheMetrics } from './cache-metrics.ts';
import { cappedLabel } from './capped-label.ts';

export interface RequestMeasure {
  /** Route name, not the path. */
  readonly route: string;
  readonly status: number;
  readonly operation: 'query' | 'mutation' | 'subscription' | 'none';
  readonly milliseconds: number;
}

export interface Metrics {
  requestStarted(): void;
  requestEnded(measure: RequestMeasure): void;
  error(code: string): void;
  planned(event: { readonly milliseconds: number; readonly fetches: number }): void;
  fetched(event: {
    readonly subgraph: string;
    readonly milliseconds: number;
    readonly failed: boolean;
    readonly representations: number;
  }): void;
  cacheLookup(cache: string, outcome: 'hit' | 'miss' | 'unavailable'): void;
  readonly cacheAsked: CacheMetrics['asked'];
  readonly cacheCompared: CacheMetrics['compared'];
  readonly watchCache: CacheMetrics['watch'];
  /** Both from closed sets (server/graphql/documents/find-document.ts). */
  document(by: string, outcome: string): void;
  feedPolled(event: { readonly outcome: 'READ' | 'NOT_MODIFIED' | 'FAILED'; readonly milliseconds: number }): void;
  /** What waits is asked for with every look at /metrics; where `read` rejects, `newsgraph_backlogs_readable` is 0. */
  watchBacklogs(read: () => Promise<Backlogs>): void;
  /** The Prometheus text format, version 0.0.4. */
  expose(): Promise<string>;
  readonly contentType: string;
}

/** What waits in the database, whichever process will do it. */
export interface Backlogs {
  readonly feeds: { readonly due: number; readonly longestMs: number };
  readonly consumers: readonly { readonly name: string; readonly events: number; readonly behindMs: number }[];
  readonly enrichmentJobs: { readonly pending: number; readonly running: number };
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const COUNTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

export function createMetrics({ processMetrics = true } = {}): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (processMetrics) collectDefaultMetrics({ register: registry });

  const inFlight = new Gauge({ name: 'newsgraph_http_requests_in_flight', help: 'Requests being answered.', registers });
  const requests = new Counter({
    name: 'newsgraph_http_requests_total',
    help: 'Requests answered.',
    labelNames: ['route', 'status', 'operation'],
    registers,
  });
  const duration = new Histogram({
    name: 'newsgraph_http_request_duration_seconds',
    help: 'From the head of the request to the end of the answer.',
    labelNames: ['route', 'operation'],
    buckets: SECONDS,
    registers,
  });
  const errors = new Counter({
    name: 'newsgraph_graphql_errors_total',
    help: 'Errors in answers, by code.',
    labelNames: ['code'],
    registers,
  });
  const plans = new Counter({ name: 'newsgraph_plans_total', help: 'Operations planned (not found in the operation cache).', registers });
  const planDuration = new Histogram({
    name: 'newsgraph_plan_duration_seconds',
    help: 'Planning and compiling one operation.',
    buckets: SECONDS,
    registers,
  });
  const planFetches = new Histogram({ name: 'newsgraph_plan_fetches', help: 'Fetches in one plan.', buckets: COUNTS, registers });
  const fetches = new Counter({
    name: 'newsgraph_subgraph_fetches_total',
    help: 'Fetches of operations, those that the cache answers included.',
    labelNames: ['subgraph', 'outcome'],
    registers,
  });
  const fetchDuration = new Histogram({
    name: 'newsgraph_subgraph_fetch_duration_seconds',
    help: 'One fetch, from the cache or from its subgraph.',
    labelNames: ['subgraph'],
    buckets: SECONDS,
    registers,
  });
  const fetchEntities = new Histogram({
    name: 'newsgraph_subgraph_fetch_representations',
    help: 'Representations of one entity fetch, those that the cache has included.',
    labelNames: ['subgraph'],
    buckets: COUNTS,
    registers,
  });
  const cache = createCacheMetrics(registers);
  const documents = new Counter({
    name: 'newsgraph_documents_total',
    help: 'Operations asked for by id; with a safelist, by text as well.',
    labelNames: ['by', 'outcome'],
    registers,
  });
  const polls = new Counter({
    name: 'newsgraph_feed_polls_total',
    help: 'Polls of feeds by this process.',
    labelNames: ['outcome'],
    registers,
  });
  const pollDuration = new Histogram({
    name: 'newsgraph_feed_poll_duration_seconds',
    help: 'One poll, from its lease to its result.',
    buckets: SECONDS,
    registers,
  });

  let refresh = async (): Promise<void> => undefined;
  const code = cappedLabel();
  const subgraph = cappedLabel();

  return {
    requestStarted: () => inFlight.inc(),
    requestEnded({ route, status, operation, milliseconds }) {
      inFlight.dec();
      requests.inc({ route, status: `${Math.floor(status / 100)}xx`, operation });
      duration.observe({ route, operation }, milliseconds / 1000);
    },
    error: (value) => errors.inc({ code: code(value) }),
    planned({ milliseconds, fetches: count }) {
      plans.inc();
      planDuration.observe(milliseconds / 1000);
      planFetches.observe(count);
    },
    fetched({ subgraph: name, milliseconds, failed, representations }) {
      const label = subgraph(name);
      fetches.inc({ subgraph: label, outcome: failed ? 'failed' : 'ok' });
      fetchDuration.observe({ subgraph: label }, milliseconds / 1000);
      if (representations > 0) fetchEntities.observe({ subgraph: label }, representations);
    },
    cacheLookup: cache.lookup,
    cacheAsked: cache.asked,
    cacheCompared: cache.compared,
    watchCache: cache.watch,
    document: (by, outcome) => documents.inc({ by, outcome }),
    feedPolled({ outcome, milliseconds }) {
      polls.inc({ outcome: outcome.toLowerCase() });
      pollDuration.observe(milliseconds / 1000);
    },
    watchBacklogs(read) {
      refresh = registerBacklogs(registers, read);
    },
    async expose() {
      await refresh();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

/** Returns what brings the gauges up to date. */
function registerBacklogs(registers: Registry[], read: () => Promise<Backlogs>): () => Promise<void> {
  const due = new Gauge({ name: 'newsgraph_feeds_due', help: 'Feeds whose time has come and that nobody polls yet.', registers });
  const dueLag = new Gauge({
    name: 'newsgraph_feed_due_lag_seconds',
    help: 'For how long the longest waiting of them is due.',
    registers,
  });
  const events = new Gauge({
    name: 'newsgraph_event_consumer_lag_events',
    help: 'Events that the consumer has not passed, counted until 10,000.',
    labelNames: ['consumer'],
    registers,
  });
  const seconds = new Gauge({
    name: 'newsgraph_event_consumer_lag_seconds',
    help: 'Age of the oldest event that the consumer has not passed.',
    labelNames: ['consumer'],
    registers,
  });
  const jobs = new Gauge({
    name: 'newsgraph_enrichment_jobs',
    help: 'Enrichments that are to be made or are being made.',
    labelNames: ['state'],
    registers,
  });
  const readable = new Gauge({
    name: 'newsgraph_backlogs_readable',
    help: 'Whether what waits could be read: 1 or 0.',
    registers,
  });
  const consumer = cappedLabel();
  return async () => {
    const backlogs = await read().catch(() => null);
    for (const gauge of [due, dueLag, events, seconds, jobs]) gauge.reset();
    readable.set(backlogs === null ? 0 : 1);
    if (backlogs === null) return;
    due.set(backlogs.feeds.due);
    dueLag.set(backlogs.feeds.longestMs / 1000);
    for (const { name, events: behind, behindMs } of backlogs.consumers) {
      const label = { consumer: consumer(name) };
      events.set(label, behind);
      seconds.set(label, behindMs / 1000);
    }
    jobs.set({ state: 'pending' }, backlogs.enrichmentJobs.pending);
    jobs.set({ state: 'running' }, backlogs.enrichmentJobs.running);
  };
}
