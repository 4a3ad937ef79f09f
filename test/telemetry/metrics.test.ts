import { describe, expect, it } from '@jest/globals';
import { createMetrics } from '../../src/telemetry/metrics.ts';

const lines = async (metrics: ReturnType<typeof createMetrics>, name: string): Promise<string[]> =>
  (await metrics.expose()).split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));

describe('metrics', () => {
  it('keep a bounded number of series, however many codes come in', async () => {
    const metrics = createMetrics({ processMetrics: false });
    for (let i = 0; i < 1_000; i += 1) metrics.error(`CODE_${i}`);
    metrics.error('CODE_0');
    const series = await lines(metrics, 'newsgraph_graphql_errors_total');
    expect(series).toHaveLength(101);
    expect(series).toContain('newsgraph_graphql_errors_total{code="CODE_0"} 2');
    expect(series).toContain('newsgraph_graphql_errors_total{code="other"} 900');
  });

  it('tell plans and fetches in seconds and counts', async () => {
    const metrics = createMetrics({ processMetrics: false });
    metrics.planned({ milliseconds: 2, fetches: 5 });
    metrics.fetched({ subgraph: 'articles', milliseconds: 4, failed: false, representations: 0 });
    metrics.fetched({ subgraph: 'articles', milliseconds: 4, failed: true, representations: 50 });
    expect(await lines(metrics, 'newsgraph_plan_duration_seconds_sum')).toEqual(['newsgraph_plan_duration_seconds_sum 0.002']);
    expect(await lines(metrics, 'newsgraph_subgraph_fetches_total')).toEqual([
      'newsgraph_subgraph_fetches_total{subgraph="articles",outcome="ok"} 1',
      'newsgraph_subgraph_fetches_total{subgraph="articles",outcome="failed"} 1',
    ]);
    expect(await lines(metrics, 'newsgraph_subgraph_fetch_representations_sum')).toEqual([
      'newsgraph_subgraph_fetch_representations_sum{subgraph="articles"} 50',
    ]);
  });

  it('ask for what waits at each look, and say so where it cannot be read', async () => {
    const metrics = createMetrics({ processMetrics: false });
    const consumers = Array.from({ length: 150 }, (_, n) => ({ name: `c${n}`, events: n, behindMs: 1_500 }));
    const backlogs = { feeds: { due: 2, longestMs: 2_500 }, consumers, enrichmentJobs: { pending: 7, running: 1 } };
    const answers = [async () => backlogs, async () => Promise.reject(new Error('away'))];
    metrics.watchBacklogs(() => answers.shift()!());
    const told = await metrics.expose();
    expect(told).toContain('newsgraph_feed_due_lag_seconds 2.5\n');
    expect(told).toContain('newsgraph_enrichment_jobs{state="pending"} 7\n');
    expect(told).toContain('newsgraph_event_consumer_lag_events{consumer="c99"} 99\n');
    expect(told).toContain('newsgraph_event_consumer_lag_seconds{consumer="c99"} 1.5\n');
    expect(told.match(/^newsgraph_event_consumer_lag_events\{/gm)).toHaveLength(101);
    expect(told).toContain('newsgraph_backlogs_readable 1\n');
    const untold = await metrics.expose();
    expect(untold).toContain('newsgraph_backlogs_readable 0\n');
    expect(untold).not.toContain('consumer=');
  });
});
