/** Why each fetch is sent: the client fields it brings, and those of every fetch that waits for it. */
import { pathText } from '../plan/path-text.ts';
import type { FetchNode, PlaceSegment } from '../plan/plan.ts';
import type { FetchGroup } from './fetch-group.ts';
import type { SelectionNode } from './selection-node.ts';

export type ClientFields = Pick<FetchNode, 'brings' | 'neededFor'>;

/** More would help no reader, and cost memory in every plan that is kept. */
const MOST_FIELDS = 50;

/** What each bundle brings of what the client asked for, and whom it helps: followers stand after those they wait for, so one pass from the end is enough. */
export function clientFields(bundles: readonly (readonly FetchGroup[])[], after: readonly (readonly number[])[]): ClientFields[] {
  const brings = bundles.map((members) => {
    const found = new Set<string>();
    for (const { root, entrance } of members) {
      if (found.size >= MOST_FIELDS) break;
      collectWanted(root, entrance?.position.path() ?? [], found);
    }
    return [...found];
  });
  const neededFor = brings.map((own) => new Set(own));
  for (let index = bundles.length - 1; index >= 0; index -= 1) {
    for (const earlier of after[index] ?? [])
      for (const path of neededFor[index] ?? []) if ((neededFor[earlier]?.size ?? 0) < MOST_FIELDS) neededFor[earlier]?.add(path);
  }
  return brings.map((own, index) => ({ brings: own, neededFor: [...(neededFor[index] ?? [])] }));
}

/** Leaves that the client asked for, and objects of which it asked for nothing else here. */
function collectWanted(node: SelectionNode, path: readonly PlaceSegment[], found: Set<string>): void {
  for (const [key, { node: inner, wanted }] of node.fields) {
    if (found.size >= MOST_FIELDS) return;
    if (!wanted) continue;
    const below: PlaceSegment[] = [...path, { kind: 'key', key }];
    const before = found.size;
    if (inner) collectWanted(inner, below, found);
    if (found.size === before) found.add(pathText(below));
  }
  for (const [type, inner] of node.fragments) collectWanted(inner, [...path, { kind: 'types', types: [type] }], found);
}
