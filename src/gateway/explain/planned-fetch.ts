/** A program as data, for people: each fetch, what it asks of whom, for what, and after what. */
import { parse, print } from 'graphql';
import { pathText } from '../plan/path-text.ts';
import type { FetchNode, PlanNode } from '../plan/plan.ts';
import type { Program, Stage, Step } from '../program/program.ts';
import type { PlannedFetch } from './explanation.ts';

export function plannedFetches(program: Program): PlannedFetch[] {
  let before = 0;
  return program.stages.flatMap((stage, index) => {
    const fetches = stageFetches(stage, index + 1, before, program.clientNames);
    before += fetches.length;
    return fetches;
  });
}

/** @param before how many fetches earlier stages have. */
function stageFetches(stage: Stage, number: number, before: number, names: ClientNames): PlannedFetch[] {
  const nodes = planFetches(stage.plan);
  return stage.steps.map((step, index) => plannedFetch(step, nodes[index], number, before, names));
}

function plannedFetch(step: Step, node: FetchNode | undefined, stage: number, before: number, names: ClientNames): PlannedFetch {
  const { operation } = step.fetch;
  return {
    id: before + step.index + 1,
    stage,
    subgraph: operation.subgraph,
    name: operation.name,
    operation: print(parse(operation.text)),
    after: step.after.map((index) => before + index + 1),
    conditions: step.conditions.map(({ variable, equals }) => `$${variable} is ${equals}`),
    entities: (node?.entities ?? []).flatMap(({ alias, paths }) =>
      paths.map((path) => ({ alias, path: inClientNames(pathText(path), names) })),
    ),
    brings: (node?.brings ?? []).map((path) => inClientNames(path, names)),
    neededFor: (node?.neededFor ?? []).map((path) => inClientNames(path, names)),
  };
}

type ClientNames = Program['clientNames'];

/** Type names, which follow a `|`, are nobody's keys. */
function inClientNames(path: string, names: ClientNames): string {
  return names.size === 0 ? path : path.replaceAll(/(?<![|\w])\w+/g, (key) => names.get(key) ?? key);
}

/** In the order in which program/compile.ts numbers the steps. */
function planFetches(node: PlanNode): FetchNode[] {
  if (node.kind === 'Fetch') return [node];
  if (node.kind === 'Graph') return node.fetches.map(({ fetch }) => fetch);
  return node.kind === 'Condition' ? planFetches(node.node) : node.nodes.flatMap(planFetches);
}
