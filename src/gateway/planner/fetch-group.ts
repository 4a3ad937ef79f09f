/** The fetches that are being built, and where in the answer their objects stand. */
import type { PathSegment } from '../plan/plan.ts';
import type { FieldItem, Item } from './field-set.ts';

/** A selection set of one fetch, in terms of its subgraph. */
export class SelectionNode {
  readonly type: string;
  readonly fields = new Map<string, { readonly item: FieldItem; readonly node: SelectionNode | null; wanted: boolean }>();
  readonly fragments = new Map<string, SelectionNode>();

  constructor(type: string) {
    this.type = type;
  }

  /** @param wanted whether the client asks for it; what a key or a @requires needs is not. */
  field(item: FieldItem, type: string | null, wanted = false): SelectionNode | null {
    let field = this.fields.get(item.key);
    if (!field) this.fields.set(item.key, (field = { item, node: type === null ? null : new SelectionNode(type), wanted }));
    else if (wanted) field.wanted = true;
    return field.node;
  }

  fragment(type: string): SelectionNode {
    let node = this.fragments.get(type);
    if (!node) this.fragments.set(type, (node = new SelectionNode(type)));
    return node;
  }
}

/** How an entity fetch is entered: the position of its objects, and what its representations need. */
export interface Entrance {
  readonly position: Position;
  /** The type as the subgraph knows it: an interface where it knows an interface object. */
  readonly type: string;
  readonly requires: Item[];
}

/** One request to one subgraph in the making. */
export class FetchGroup {
  readonly graph: string;
  readonly entrance: Entrance | null;
  readonly root: SelectionNode;
  /** Groups whose answers this one's representations are made of. */
  readonly after = new Set<FetchGroup>();

  constructor(graph: string, root: SelectionNode, entrance: Entrance | null) {
    this.graph = graph;
    this.root = root;
    this.entrance = entrance;
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

/** A place in the answer: all objects under one path. */
export class Position {
  readonly parent: Position | null;
  readonly segment: PathSegment | null;
  readonly type: string;
  /** Concrete types that objects here can have. */
  readonly possible: ReadonlySet<string>;
  /** Subgraphs that could bring the objects here. */
  readonly reachable: ReadonlySet<string>;
  readonly supplies: Supply[] = [];
  /** Subgraphs being entered here: a key may not need what only its own entrance brings. */
  readonly entering = new Set<string>();
  /** `graph|field` whose @requires is being planned here: it may not need itself. */
  readonly requiring = new Set<string>();
  readonly #children = new Map<string, Position>();
  readonly #narrowed = new Map<string, Position>();

  constructor(
    parent: Position | null,
    segment: PathSegment | null,
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

  child(key: string, type: string, possible: ReadonlySet<string>, reachable: ReadonlySet<string>): Position {
    let child = this.#children.get(key);
    if (!child) this.#children.set(key, (child = new Position(this, { kind: 'key', key }, type, possible, reachable)));
    return child;
  }

  /** The objects of one concrete type among those here. */
  narrowed(type: string, enterable: readonly string[] = []): Position {
    let narrow = this.#narrowed.get(type);
    if (!narrow)
      this.#narrowed.set(
        type,
        (narrow = new Position(this, { kind: 'types', types: [type] }, type, new Set([type]), new Set([...this.reachable, ...enterable]))),
      );
    return narrow;
  }

  childAt(key: string): Position | undefined {
    return this.#children.get(key);
  }

  allNarrowed(): readonly Position[] {
    return [...this.#narrowed.values()];
  }

  addSupply(supply: Supply): void {
    const present = this.supplies.find((other) => other.group === supply.group && other.node === supply.node);
    if (!present) this.supplies.push(supply);
    else if (supply.provided.length > 0)
      this.supplies[this.supplies.indexOf(present)] = { ...present, provided: [...present.provided, ...supply.provided] };
  }

  path(): PathSegment[] {
    const path = this.parent?.path() ?? [];
    if (this.segment) path.push(this.segment);
    return path;
  }
}
