/** Which groups go out as one request, and in which order. */
import type { FetchGroup } from './fetch-group.ts';
import { isEmpty } from './print-selection.ts';

export interface Schedule {
  /** Each stands after those that it waits for. */
  readonly bundles: readonly (readonly FetchGroup[])[];
  /** Requests one after another. */
  readonly hops: number;
}

export function schedule(groups: readonly FetchGroup[]): Schedule {
  const needed = new Set<FetchGroup>();
  for (const group of groups) for (const earlier of group.after) needed.add(earlier);
  return bundle(inOrder(new Set(groups.filter((group) => needed.has(group) || !isEmpty(group.root)))));
}

/** Each after those it waits for. */
function inOrder(groups: ReadonlySet<FetchGroup>): FetchGroup[] {
  const ordered = new Set<FetchGroup>();
  const visit = (group: FetchGroup): void => {
    if (ordered.has(group) || !groups.has(group)) return;
    for (const earlier of group.after) visit(earlier);
    ordered.add(group);
  };
  for (const group of groups) visit(group);
  return [...ordered];
}

/**
 * Entity fetches of one subgraph go out as one request where that makes nobody later than the plan's longest chain of requests: each group is sent with the last one of
 * its subgraph that it can wait for. Groups of one bundle stand on one level, and wait only for levels before it, so bundles wait for each other in no circle.
 */
function bundle(groups: readonly FetchGroup[]): Schedule {
  const latest = latestLevels(groups);
  const bundles: FetchGroup[][] = [];
  const levels = new Map<FetchGroup, number>();
  let waiting: readonly FetchGroup[] = groups;
  let level = 0;
  for (; waiting.length > 0; level += 1) {
    const now = level;
    const isReady = (group: FetchGroup): boolean => {
      for (const earlier of group.after) if ((levels.get(earlier) ?? now) >= now) return false;
      return true;
    };
    const ready = waiting.filter(isReady);
    const due = new Set(ready.filter((group) => group.entrance && (latest.get(group) ?? 0) <= now).map(({ graph }) => graph));
    const mates = new Map<string, FetchGroup[]>();
    for (const group of ready) {
      if (group.entrance && !due.has(group.graph)) continue;
      // Each value of an argument from further up is asked for by itself, so these keep to themselves.
      const shares = group.entrance !== null && group.entrance.contexts.length === 0;
      const present = shares ? mates.get(group.graph) : undefined;
      if (present) {
        present.push(group);
      } else {
        const fresh = [group];
        bundles.push(fresh);
        if (shares) mates.set(group.graph, fresh);
        else levels.set(group, level);
      }
    }
    for (const group of mates.values()) for (const member of group) levels.set(member, level);
    waiting = waiting.filter((group) => !levels.has(group));
  }
  return { bundles, hops: level };
}

/** How late each group may be sent for its last follower to be no later than the longest chain ends. */
function latestLevels(groups: readonly FetchGroup[]): ReadonlyMap<FetchGroup, number> {
  const earliest = new Map<FetchGroup, number>();
  let last = 0;
  for (const group of groups) {
    let level = 0;
    for (const earlier of group.after) level = Math.max(level, (earliest.get(earlier) ?? 0) + 1);
    earliest.set(group, level);
    last = Math.max(last, level);
  }
  const latest = new Map(groups.map((group) => [group, last]));
  for (const group of groups.toReversed()) {
    const own = latest.get(group) as number;
    for (const earlier of group.after) if ((latest.get(earlier) ?? 0) > own - 1) latest.set(earlier, own - 1);
  }
  return latest;
}
