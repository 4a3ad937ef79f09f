/**
 * Groups that enter one subgraph at one position, each for its own @requires or for none, share one representation as long as all goes well. (Where something
 * required fails, each is asked for itself: `FetchNode.apart`.)
 */
import type { Item } from './field-set.ts';
import type { ContextValue, FetchGroup } from './fetch-group.ts';
import type { Position } from './position.ts';
import { SelectionNode } from './selection-node.ts';

export interface JoinedEntrance {
  readonly type: string;
  readonly position: Position;
  readonly requires: readonly (readonly Item[])[];
  readonly root: SelectionNode;
  /** Groups with such stand in a fetch of their own. */
  readonly contexts: readonly ContextValue[];
}

export function soloEntrance({ entrance, root }: FetchGroup): JoinedEntrance {
  if (!entrance) throw new Error('a root fetch has no entrance');
  return { type: entrance.type, position: entrance.position, requires: entrance.requires, root, contexts: entrance.contexts };
}

export function joinEntrances(entrances: readonly JoinedEntrance[]): JoinedEntrance[] {
  const joined: JoinedEntrance[] = [];
  const byPosition = new Map<Position, number[]>();
  for (const entrance of entrances) {
    const places = byPosition.get(entrance.position);
    const at = places?.find((index) => canJoin(joined[index] as JoinedEntrance, entrance));
    if (at !== undefined) {
      joined[at] = join(joined[at] as JoinedEntrance, entrance);
      continue;
    }
    if (places) places.push(joined.length);
    else byPosition.set(entrance.position, [joined.length]);
    joined.push(entrance);
  }
  return joined;
}

function canJoin(one: JoinedEntrance, other: JoinedEntrance): boolean {
  return one.type === other.type && !one.requires.some((present) => other.requires.some((added) => clash(present, added)));
}

/** One representation cannot carry a field under one name with two sets of arguments. */
function clash(present: readonly Item[], added: readonly Item[]): boolean {
  return added.some(
    (item) =>
      item.kind === 'field' &&
      present.some(
        (other) =>
          other.kind === 'field' && other.name === item.name && (other.key !== item.key || clash(other.items ?? [], item.items ?? [])),
      ),
  );
}

function join(one: JoinedEntrance, other: JoinedEntrance): JoinedEntrance {
  return { ...one, requires: [...one.requires, ...other.requires], root: joinNodes(one.root, other.root) };
}

function joinNodes(one: SelectionNode, other: SelectionNode): SelectionNode {
  if (one === other) return one;
  const node = new SelectionNode(one.type);
  for (const [key, field] of one.fields) {
    const twin = other.fields.get(key)?.node;
    node.share(field.item, field.node && twin ? joinNodes(field.node, twin) : field.node, field.wanted);
  }
  for (const { item, node: inner, wanted } of other.fields.values()) node.share(item, inner, wanted);
  for (const [type, fragment] of [...one.fragments, ...other.fragments]) {
    const [mine, twin] = [one.fragments.get(type), other.fragments.get(type)];
    node.putFragment(mine && twin ? joinNodes(mine, twin) : fragment);
  }
  return node;
}
