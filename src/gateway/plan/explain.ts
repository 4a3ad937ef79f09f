/** A program as text: its stages, and of each step what it asks of whom, for what, and after what. */
import { parse, print } from 'graphql';
import type { Program, Stage, Step } from '../program/program.ts';
import type { FetchNode, PathSegment, PlanNode } from './plan.ts';

export function explainProgram(program: Program): string {
  const stages = program.stages.map(
    (stage, i) =>
      (program.stages.length > 1 ? `Stage ${i + 1} of ${program.stages.length}, after the one before\n\n` : '') + explainStage(stage),
  );
  const introspection = program.introspection ? '\nIntrospection is answered by the gateway itself.\n' : '';
  return stages.join('\n') + introspection;
}

function explainStage(stage: Stage): string {
  if (stage.steps.length === 0) return 'No subgraph is asked.\n';
  const fetches = planFetches(stage.plan);
  return stage.steps.map((step, i) => explainStep(step, fetches[i])).join('\n');
}

function explainStep(step: Step, node: FetchNode | undefined): string {
  const { operation, entities } = step.fetch;
  const lines = [`#${step.index + 1} ${operation.subgraph} (${operation.name})`];
  lines.push(step.after.length > 0 ? `   after ${step.after.map((index) => `#${index + 1}`).join(', ')}` : '   at once');
  for (const condition of step.conditions) lines.push(`   only where $${condition.variable} is ${condition.equals}`);
  for (const entity of node?.entities ?? [])
    for (const path of entity.paths)
      lines.push(`   ${entities.length > 1 ? `${entity.alias}: ` : ''}for the entities at ${pathText(path)}`);
  lines.push(
    ...print(parse(operation.text))
      .split('\n')
      .map((line) => `   ${line}`),
    '',
  );
  return lines.join('\n');
}

/** In the order in which compile.ts numbers the steps. */
function planFetches(node: PlanNode): FetchNode[] {
  if (node.kind === 'Fetch') return [node];
  if (node.kind === 'Graph') return node.fetches.map(({ fetch }) => fetch);
  return node.kind === 'Condition' ? planFetches(node.node) : node.nodes.flatMap(planFetches);
}

function pathText(path: readonly PathSegment[]): string {
  let text = '';
  for (const segment of path) {
    if (segment.kind === 'items') text += '[]';
    else if (segment.kind === 'types') text += `|${segment.types.join('|')}`;
    else text += `${text ? '.' : ''}${segment.key}`;
  }
  return text || 'the root';
}
