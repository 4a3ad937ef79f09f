/** The fetches that are being built, and where in the answer their objects stand. */
import { PlanningError, type PlaceSegment } from '../plan/plan.ts';
import type { Distances } from './estimates.ts';
import type { FieldItem, Item } from './field-set.ts';
import { joined } from './provided.ts';
import type { Requirement } from './read-joins.ts';

/** A selection set of one fetch, in terms of its subgraph. */
export class SelectionNode {
  readonly type: string;
  readonly fields = new Map<string, { readonly item: FieldItem; readonly node: SelectionNode | null; wanted: boolean }>();
  #fragments: Map<string, SelectionNode> | null = null;

  constructor(type: string) {
    this.type = type;
  }

  /** @param wanted whether the client asks for it; what a key or a @requires needs is not. */
  field(item: FieldItem, type: string | null, wanted = false): SelectionNode | null {
    let field = this.fields.get(item.key);
    if (!field) this.fields.set(item.key, (field = { item, node: type === null ? null : new SelectionNode(type), wanted }));
    else if (field.item.name !== item.name || field.item.args !== item.args)
      throw new PlanningError(
        `The planner would ask ${this.type}.${item.name}${item.args} under the key of ${field.item.name}${field.item.args}.`,
      );
    else if (wanted) field.wanted = true;
    return field.node;
  }

  /** The field stands beside another whose selection is its own. */
  share(item: FieldItem, node: SelectionNode | null, wanted: boolean): void {
    const field = this.fields.get(item.key);
    if (!field) this.fields.set(item.key, { item, node, wanted });
    else if (wanted) field.wanted = true;
  }

  putFragment(node: SelectionNode): void {
    (this.#fragments ??= new Map()).set(node.type, node);
  }

  get fragments(): ReadonlyMap<string, SelectionNode> {
    return this.#fragments ?? NO_FRAGMENTS;
  }

  fragment(type: string): SelectionNode {
    this.#fragments ??= new Map();
    let node = this.#fragments.get(type);
    if (!node) this.#fragments.set(type, (node = new SelectionNode(type)));
    return node;
  }
}

const NO_FRAGMENTS: ReadonlyMap<string, SelectionNode> = new Map();

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

/** One request to one subgraph in the making. */
export class FetchGroup {
  readonly graph: string;
  readonly entrance: Entrance | null;
  readonly root: SelectionNode;
  /** Groups whose answers this one's representations are made of. */
  readonly after = new Set<FetchGroup>();
  /** Requests before this one, one after another. */
  depth = 0;
  /** When it is sent, and how late it could be: schedule.ts. */
  level = 0;
  latest = 0;

  constructor(graph: string, root: SelectionNode, entrance: Entrance | null) {
    this.graph = graph;
    this.root = root;
    this.entrance = entrance;
  }

  waitFor(others: Iterable<FetchGroup>): void {
    for (const other of others) {
      if (other === this) continue;
      this.after.add(other);
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

/** A group that brings the objects of a position, and what it may be asked of them there. */
export interface Supply {
  readonly group: FetchGroup;
  readonly node: SelectionNode;
  /** The position's type as this subgraph knows it. */
  readonly type: string;
  /** @external fields that a @provides on the way here promises. */
  readonly provided: readonly Item[];
}

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
  readonly asked: (readonly Item[])[] = [];
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
