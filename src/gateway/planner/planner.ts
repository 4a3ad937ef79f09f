/** The planner: a canonical operation in, a graph of fetches out. */
import { buildASTSchema, isObjectType, Kind, parse, print } from 'graphql';
import { PlanningError, type Planner } from '../plan/plan.ts';
import { translateEarlierJoins } from '../supergraph/earlier-joins.ts';
import { Estimates } from './estimates.ts';
import { SelectionReader } from './field-set.ts';
import { planOperation } from './improve.ts';
import { printPlan } from './print-plan.ts';
import { QueryGraph } from './query-graph.ts';

const NO_LABELS: ReadonlySet<string> = new Set();

/** @throws GraphQLError where the text is no supergraph. */
export function createPlanner(supergraphSdl: string): Planner {
  const views = supergraphViews(supergraphSdl);
  return {
    plan(text, labels = NO_LABELS) {
      const operation = parse(text, { noLocation: true }).definitions[0];
      if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new PlanningError('There is no operation to plan.');
      const { graph, estimates } = views(labels);
      const root = graph.schema.getRootType(operation.operation);
      if (!isObjectType(root)) throw new PlanningError(`The supergraph has no ${operation.operation} type.`);
      const types = new Map(
        (operation.variableDefinitions ?? []).map((definition) => [
          definition.variable.name.value,
          `${print(definition.type)}${definition.defaultValue ? `=${print(definition.defaultValue)}` : ''}`,
        ]),
      );
      const items = new SelectionReader().read(operation.selectionSet);
      const { groups, work } = planOperation(graph, estimates, root.name, items, [...types.keys()]);
      return { ...printPlan(graph, groups, operation.operation, types), work };
    },
  };
}

interface View {
  readonly graph: QueryGraph;
  readonly estimates: Estimates;
}

/** Sets of active labels whose view of the supergraph is kept. */
const MOST_VIEWS = 16;

/** The supergraph as it is while some labels of progressive @override are active. */
function supergraphViews(supergraphSdl: string): (labels: ReadonlySet<string>) => View {
  const document = translateEarlierJoins(parse(supergraphSdl, { noLocation: true }));
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  const make = (labels: ReadonlySet<string>): View => {
    const graph = new QueryGraph(document, schema, labels);
    return { graph, estimates: new Estimates(graph) };
  };
  const plain = make(NO_LABELS);
  const kept = new Map<string, View>();
  return (labels) => {
    if (labels.size === 0) return plain;
    const key = [...labels].toSorted().join(' ');
    const view = kept.get(key) ?? make(labels);
    kept.delete(key);
    kept.set(key, view);
    const [oldest] = kept.keys();
    if (kept.size > MOST_VIEWS && oldest !== undefined) kept.delete(oldest);
    return view;
  };
}
