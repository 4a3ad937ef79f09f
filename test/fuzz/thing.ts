/** Objects of the universe. */
import type { SelectionSetNode } from 'graphql';
import { hashText } from './hash.ts';

/** Entities of each type that there are. */
export const POOL = 5;

export class Thing {
  readonly type: string;
  /** What it is: equal for equal things. */
  readonly hash: number;
  /** Which of the pool, or -1 for a value that is no entity. */
  readonly number: number;
  /** In the monolith, where something is taken from contexts: what it was come by from. */
  parent: Thing | null = null;
  /** In a subgraph: what a @provides on the way promises. */
  provided: SelectionSetNode | null = null;
  /** In a subgraph: what the gateway sent for it. */
  representation: Readonly<Record<string, unknown>> | null = null;

  constructor(type: string, hash: number, number = -1) {
    this.type = type;
    this.hash = hash;
    this.number = number;
  }
}

export function entity(type: string, number: number): Thing {
  return new Thing(type, hashText(`${type} ${number}`), number);
}

/** The same lists, with their objects replaced. */
export function mapThings(value: unknown, map: (thing: Thing) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => mapThings(item, map));
  return value instanceof Thing ? map(value) : value;
}
