/** Which groups go out as one request, and in which order. */
import { isEmpty } from './print-selection.ts';
import type { FetchGroup } from './fetch-group.ts';

export interface Schedule {
  /** Each stands after those that it waits for. */
  readonly bundles: readonly (readonly FetchGroup[])[];
  /** Requests one after another. */
  readonly hops: number;
}

export function schedule(groups: readonly FetchGroup[]): Schedule {
  const ordered = inOrder(groups.filter((group) => group.isNeeded || !isEmpty(group.root)));
  setLatest(ordered);
  return bundle(ordered);
}

/** Each after those it waits for. */
function inOrder(groups: readonly FetchGroup[]): FetchGroup[] {
  const ordered: FetchGroup[] = [];
  for (const group of groups) group.level = UNORDERED;
  const visit = (group: FetchGroup): void => {
    if (group.level !== UNORDERED) return;
    group.level = ORDERED;
    for (const earlier of group.after) visit(earlier);
    ordered.push(group);
  };
  for (const group of groups) visit(group);
  return ordered;
}

const UNORDERED = -2;
const ORDERED = -1;

/** How late each group may be sent for its last follower to be no later than the longest chain ends. */
function setLatest(groups: readonly FetchGroup[]): void {
  let last = 0;
  for (const group of groups) {
    let earliest = 0;
    for (const earlier of group.after) earliest = Math.max(earliest, earlier.latest + 1);
    group.latest = earliest; // for now
    last = Math.max(last, earliest);
  }
  for (const group of groups) group.latest = last;
  for (const group of groups.toReversed())
    for (const earlier of group.after) if (earlier.latest >= group.latest) earlier.latest = group.latest - 1;
}

/**
 * Entity fetches of one subgraph go out as one request where that makes nobody later than the plan's longest chain of requests: each group is sent with the last one of
 * its subgraph that it can wait for. Groups of one bundle stand on one level, and wait only for levels before it, so bundles wait for each other in no circle.
 */
function bundle(groups: readonly FetchGroup[]): Schedule {
  const bundles: FetchGroup[][] = [];
  let waiting = groups;
  let level = 0;
  for (; waiting.length > 0; level += 1) {
    const ready = waiting.filter((group) => isReady(group, level));
    const due = new Set<string>();
    for (const { entrance, latest, graph } of ready) if (entrance && latest <= level) due.add(graph);
    const mates = new Map<string, FetchGroup[]>();
    for (const group of ready) {
      if (group.entrance && !due.has(group.graph)) continue;
      group.level = level;
      // Each value of an argument from further up is asked for by itself, so these keep to themselves.
      const shares = group.entrance !== null && group.entrance.contexts.length === 0;
      const present = shares ? mates.get(group.graph) : undefined;
      if (present) {
        present.push(group);
        group.bundle = (present[0] as FetchGroup).bundle;
        continue;
      }
      const fresh = [group];
      group.bundle = bundles.length;
      bundles.push(fresh);
      if (shares) mates.set(group.graph, fresh);
    }
    waiting = waiting.filter((group) => group.level < 0);
  }
  return { bundles, hops: level };
}

function isReady(group: FetchGroup, level: number): boolean {
  for (const earlier of group.after) if (earlier.level < 0 || earlier.level >= level) return false;
  return true;
}
