/** The fetches that are being built: one group is one request to one subgraph, or shares one with others (schedule.ts). */
import type { Item } from './field-set.ts';
import type { Position } from './position.ts';
import type { Requirement } from './read-joins.ts';
import type { SelectionNode } from './selection-node.ts';

/** A variable of a fetch whose value stands further up. */
export interface ContextValue {
  readonly variable: string;
  readonly argument: string;
  readonly type: string;
  /** Where the objects with the context stand: above the entrance. */
  readonly position: Position;
  readonly items: readonly Item[];
}

/** How an entity fetch is entered: the position of its objects, and what its representations need. */
export interface Entrance {
  readonly position: Position;
  /** The type as the subgraph knows it: an interface where it knows an interface object. */
  readonly type: string;
  readonly requires: (readonly Item[])[];
  /** What it is entered for: fields that share this requirement; null for those that require nothing. */
  readonly requirement: Requirement | null;
  /** Arguments that come from further up; one group has the same for all its fields. */
  readonly contexts: ContextValue[];
}

const NOBODY: ReadonlySet<FetchGroup> = new Set();

/** One request to one subgraph in the making. */
export class FetchGroup {
  readonly graph: string;
  readonly entrance: Entrance | null;
  readonly root: SelectionNode;
  /** Groups whose answers this one's representations are made of. */
  after: ReadonlySet<FetchGroup> = NOBODY;
  /** Requests before this one, one after another. */
  depth = 0;
  /** When it is sent, and how late it could be: schedule.ts. */
  level = 0;
  latest = 0;
  /** Which of the plan's fetches it is part of: schedule.ts. */
  bundle = 0;
  /** Some other group waits for it. */
  isNeeded = false;

  constructor(graph: string, root: SelectionNode, entrance: Entrance | null) {
    this.graph = graph;
    this.root = root;
    this.entrance = entrance;
  }

  /** @param others kept as they are: nobody may change them after. */
  waitFor(others: ReadonlySet<FetchGroup>): void {
    const isNew = this.after.size === 0 && !others.has(this);
    this.after = isNew ? others : new Set([...this.after, ...others].filter((other) => other !== this));
    for (const other of others) {
      if (other === this) continue;
      other.isNeeded = true;
      this.depth = Math.max(this.depth, other.depth + 1);
    }
  }

  /** Whether the other must be done first, directly or not; true of itself. */
  waitsFor(other: FetchGroup, seen = new Set<FetchGroup>()): boolean {
    if (this === other) return true;
    seen.add(this);
    for (const earlier of this.after) if (!seen.has(earlier) && earlier.waitsFor(other, seen)) return true;
    return false;
  }
}
