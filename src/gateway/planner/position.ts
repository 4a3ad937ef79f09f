/** Places in the answer, with the groups that bring their objects. */
import type { PlaceSegment } from '../plan/plan.ts';
import type { Distances } from './estimates.ts';
import type { FetchGroup } from './fetch-group.ts';
import type { Item } from './field-set.ts';
import { joined } from './provided.ts';
import type { SelectionNode } from './selection-node.ts';

/** A group that brings the objects of a position, and what it may be asked of them there. */
export interface Supply {
  readonly group: FetchGroup;
  readonly node: SelectionNode;
  /** The position's type as this subgraph knows it. */
  readonly type: string;
  /** @external fields that a @provides on the way here promises. */
  readonly provided: readonly Item[];
}

const NOTHING_ASKED: readonly (readonly Item[])[] = [];

/** A place in the answer: all objects under one path, or under several that differ in keys alone. */
export class Position {
  readonly parent: Position | null;
  segment: PlaceSegment | null;
  readonly type: string;
  /** Concrete types that objects here can have. */
  readonly possible: ReadonlySet<string>;
  /** Subgraphs that could bring the objects here. */
  readonly reachable: ReadonlySet<string>;
  readonly supplies: Supply[] = [];
  /** How far subgraphs are from the supplies that came from above; null where that must be computed anew. */
  distances: Distances | null = null;
  /** Selections that are planned here: their response keys are taken before their turn comes. */
  asked: readonly (readonly Item[])[] = NOTHING_ASKED;
  /** Brought the concrete types of objects that came from above without (@interfaceObject). */
  teller: FetchGroup | null = null;
  /** Subgraphs being entered here: a key may not need what only its own entrance brings. */
  #entering: Set<string> | null = null;
  /** `graph|field` whose @requires is being planned here: it may not need itself. */
  #requiring: Set<string> | null = null;
  // Most positions need none of these.
  #children: Map<string, Position> | null = null;
  #narrowed: Map<string, Position> | null = null;

  constructor(
    parent: Position | null,
    segment: PlaceSegment | null,
    type: string,
    possible: ReadonlySet<string>,
    reachable: ReadonlySet<string>,
  ) {
    this.parent = parent;
    this.segment = segment;
    this.type = type;
    this.possible = possible;
    this.reachable = reachable;
  }

  isEntering(graph: string): boolean {
    return this.#entering?.has(graph) === true;
  }

  get entering(): Set<string> {
    return (this.#entering ??= new Set());
  }

  get requiring(): Set<string> {
    return (this.#requiring ??= new Set());
  }

  child(key: string, type: string, possible: ReadonlySet<string>, reachable: ReadonlySet<string>): Position {
    this.#children ??= new Map();
    let child = this.#children.get(key);
    if (!child) this.#children.set(key, (child = new Position(this, { kind: 'key', key }, type, possible, reachable)));
    return child;
  }

  /** The objects of one concrete type among those here. */
  narrowed(type: string, enterable: readonly string[] = []): Position {
    this.#narrowed ??= new Map();
    let narrow = this.#narrowed.get(type);
    if (!narrow)
      this.#narrowed.set(
        type,
        (narrow = new Position(this, { kind: 'types', types: [type] }, type, new Set([type]), new Set([...this.reachable, ...enterable]))),
      );
    return narrow;
  }

  /** The child stands under this key too. */
  childToo(child: Position, key: string): void {
    this.#children ??= new Map();
    if (this.#children.has(key)) return;
    this.#children.set(key, child);
    const { segment } = child;
    if (segment?.kind === 'key') child.segment = { kind: 'keys', keys: [segment.key, key] };
    else if (segment?.kind === 'keys') child.segment = { kind: 'keys', keys: [...segment.keys, key] };
  }

  childAt(key: string): Position | undefined {
    return this.#children?.get(key);
  }

  allNarrowed(): readonly Position[] {
    return this.#narrowed ? [...this.#narrowed.values()] : NONE;
  }

  addSupply(supply: Supply): void {
    const at = this.supplies.findIndex((other) => other.node === supply.node);
    const present = this.supplies[at];
    if (!present) this.supplies.push(supply);
    else if (supply.provided.length > 0 && supply.provided !== present.provided)
      this.supplies[at] = { ...present, provided: joined(present.provided, supply.provided) };
    else return;
    if (supply.group.entrance?.position !== this) this.distances = null;
  }

  /** All that is asked here, or above of what stands here. */
  allAsked(): readonly (readonly Item[])[] {
    const { parent, segment } = this;
    if (!parent || !segment) return this.asked;
    const above = parent.allAsked();
    if (segment.kind === 'types') return [...this.asked, ...above];
    const keys: readonly string[] = segment.kind === 'key' ? [segment.key] : segment.kind === 'keys' ? segment.keys : [];
    return [...this.asked, ...above.flatMap((items) => selectionsUnder(items, keys))];
  }

  /** Segments of the path. */
  get depth(): number {
    return this.parent ? this.parent.depth + (this.segment ? 1 : 0) : 0;
  }

  path(): PlaceSegment[] {
    const path = this.parent?.path() ?? [];
    if (this.segment) path.push(this.segment);
    return path;
  }
}

const NONE: readonly Position[] = [];

function selectionsUnder(items: readonly Item[], keys: readonly string[]): readonly (readonly Item[])[] {
  return items.flatMap((item) => {
    if (item.kind === 'fragment') return selectionsUnder(item.items, keys);
    return item.items && keys.includes(item.key) ? [item.items] : [];
  });
}

/** Whether the supply's group was entered here for the sake of a @requires. */
export function standsOnRequirement({ group }: Supply, position: Position): boolean {
  return group.entrance !== null && group.entrance.requirement !== null && group.entrance.position === position;
}
