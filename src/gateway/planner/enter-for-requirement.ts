/** Entering a subgraph for fields that demand something: of the same object (@requires), or of one further up (@fromContext). */
import { contextValues } from './context.ts';
import type { Requirement } from './read-joins.ts';
import type { Search } from './search.ts';
import { asSupply, isReusable, openEntrance } from './enter.ts';
import { FetchGroup } from './fetch-group.ts';
import { planNeeded } from './need.ts';
import type { Position, Supply } from './position.ts';
import { SelectionNode } from './selection-node.ts';

/** A group for fields that share a requirement, which is planned first. */
export function enterWithRequirement(search: Search, position: Position, graph: string, requirement: Requirement): Supply | null {
  const suppliers = new Set<FetchGroup>();
  const prepared = planNeeded(search, position, requirement.items, suppliers);
  const contexts = prepared && contextValues(search, position, requirement.contexts, suppliers);
  const entrance = contexts && openEntrance(search, position, graph);
  if (!prepared || !contexts || !entrance) return null;
  for (const supplier of entrance.suppliers) suppliers.add(supplier);
  const { type } = entrance;
  const present = position.supplies.find(
    ({ group: other, type: known }) => isReusable(other, graph, position, requirement, suppliers) && known === type,
  );
  const group = present?.group ?? new FetchGroup(graph, new SelectionNode(type), { position, type, requires: [], requirement, contexts });
  if (!present) search.groups.push(group);
  group.entrance?.requires.push(entrance.items, prepared);
  group.waitFor(suppliers);
  return present ?? asSupply(search, position, group, type);
}
