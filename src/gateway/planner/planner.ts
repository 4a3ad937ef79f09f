/** The planner: a canonical operation in, a graph of fetches out. */
import { isObjectType, Kind, parse, print } from 'graphql';
import { PlanningError, type Planner } from '../plan/plan.ts';
import { Estimates } from './estimates.ts';
import { SelectionReader } from './field-set.ts';
import { planOperation } from './improve.ts';
import { printPlan } from './print-plan.ts';
import { QueryGraph } from './query-graph.ts';

export function createPlanner(supergraphSdl: string): Planner {
  const graph = new QueryGraph(supergraphSdl);
  const estimates = new Estimates(graph);
  return {
    plan(text) {
      const operation = parse(text, { noLocation: true }).definitions[0];
      if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new PlanningError('There is no operation to plan.');
      const root = graph.schema.getRootType(operation.operation);
      if (!isObjectType(root)) throw new PlanningError(`The supergraph has no ${operation.operation} type.`);
      const { groups, work } = planOperation(graph, estimates, root.name, new SelectionReader().read(operation.selectionSet));
      const types = new Map(
        (operation.variableDefinitions ?? []).map((definition) => [
          definition.variable.name.value,
          `${print(definition.type)}${definition.defaultValue ? `=${print(definition.defaultValue)}` : ''}`,
        ]),
      );
      return { ...printPlan(graph, groups, operation.operation, types), work };
    },
  };
}
