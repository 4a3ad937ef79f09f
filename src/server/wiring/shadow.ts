/** The cache in shadow: which fetches are compared with their subgraphs, counted, and told to the log. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../clock/clock.ts';
import type { Config } from '../../config/config.ts';
import type { CacheRules } from '../../gateway/caching/cache-rules.ts';
import type { Difference, Shadow } from '../../gateway/caching/shadow.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import { afresh } from '../graphql/client-request.ts';

export interface ShadowWiring {
  readonly config: Pick<Config, 'cache' | 'cacheShadow'>;
  readonly rules: CacheRules;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Pick<Metrics, 'cacheCompared'>;
}

/** One line for a type in so long; what comes meanwhile is counted. */
const TOLD_EVERY_MS = 60_000;
const MOST_TYPES_TOLD = 1_000;

/** @returns null where nothing is compared */
export function shadowOf({ config, rules, clock, log, metrics }: ShadowWiring): Shadow | null {
  const percents = new Map(Object.entries(rules).flatMap(([name, { shadow = 0 }]) => (shadow > 0 ? [[name, shadow] as const] : [])));
  if (!config.cache || (!config.cacheShadow && percents.size === 0)) return null;
  return {
    percentOf: (subgraph) => (config.cacheShadow ? 100 : (percents.get(subgraph) ?? 0)),
    // What is kept whole would hide the fetches that are to be compared.
    percentOfAnswers: config.cacheShadow ? 100 : Math.max(...percents.values()),
    random: Math.random,
    afresh,
    // Not waited for when the process stops.
    wait: (milliseconds) => pause(milliseconds, undefined, { ref: false }),
    onChecked: metrics.cacheCompared,
    onDifference: teller(clock, log),
  };
}

function teller(clock: Clock, log: Logger): (difference: Difference) => void {
  const told = new Map<string, { at: number; since: number }>();
  return (difference) => {
    const key = `${difference.subgraph} ${difference.type}`;
    const before = told.get(key);
    if (before !== undefined && clock.now() - before.at < TOLD_EVERY_MS) return void (before.since += 1);
    if (before === undefined && told.size >= MOST_TYPES_TOLD) return;
    told.set(key, { at: clock.now(), since: 0 });
    const { entity, ...others } = difference;
    log.warn(
      { ...others, ...(entity && { entity }), ...(before && before.since > 0 && { moreSince: before.since }) },
      'the cache would have shown something else than the subgraph',
    );
  };
}
