/**
 * What the supergraph says about costs: @cost and @listSize, as the IBM cost specification and Federation 2.9 have them. Composition leaves them on
 * the merged definitions, under names that a @link may change.
 */
import { Kind, type DirectiveNode, type DocumentNode, type FieldDefinitionNode } from 'graphql';
import { applicationsOf, readDirectiveNames } from '../supergraph/spec-directives.ts';

export interface ListSize {
  readonly assumedSize: number | null;
  /** Paths into the field's arguments, each segment an argument or an input field. */
  readonly slicingArguments: readonly (readonly string[])[];
  /** Paths below the field: the lists that have the size. Empty where the field itself is the list. */
  readonly sizedFields: readonly (readonly string[])[];
  /** True where exactly one of the slicing arguments must be given. */
  readonly requireOne: boolean;
}

export interface CostRules {
  /** True where the supergraph says nothing about costs. */
  readonly empty: boolean;
  /** The weight of a type, `Type.field`, `Type.field(argument)` or `Input.field`, where one is given. */
  weightOf(coordinate: string): number | undefined;
  /** @param coordinate `Type.field` */
  listSizeOf(coordinate: string): ListSize | undefined;
}

export function readCostRules(document: DocumentNode): CostRules {
  const names = readDirectiveNames(document);
  const [cost, listSize] = [names('cost', 'cost'), names('cost', 'listSize')];
  const weights = new Map<string, number>();
  const sizes = new Map<string, ListSize>();
  const inherited: { readonly from: string; readonly to: readonly string[] }[] = [];

  const weigh = (coordinate: string, node: { readonly directives?: readonly DirectiveNode[] | undefined }): void => {
    const weight = Number(applicationsOf(node, cost)[0]?.['weight']);
    if (Number.isFinite(weight)) weights.set(coordinate, weight);
  };
  const readField = (type: string, field: FieldDefinitionNode): void => {
    const coordinate = `${type}.${field.name.value}`;
    weigh(coordinate, field);
    for (const argument of field.arguments ?? []) weigh(`${coordinate}(${argument.name.value})`, argument);
    const [application] = applicationsOf(field, listSize);
    if (application) sizes.set(coordinate, readListSize(application));
  };

  for (const definition of document.definitions) {
    if (!('name' in definition) || !definition.name || !('directives' in definition)) continue;
    const name = definition.name.value;
    if (definition.kind !== Kind.DIRECTIVE_DEFINITION) weigh(name, definition);
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION)
      for (const field of definition.fields ?? []) weigh(`${name}.${field.name.value}`, field);
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) {
      readField(name, field);
      const to = (definition.interfaces ?? []).map((implemented) => `${implemented.name.value}.${field.name.value}`);
      if (to.length > 0) inherited.push({ from: `${name}.${field.name.value}`, to });
    }
  }
  // An interface's field that says nothing is as dear as its dearest implementation.
  const own = new Set([...weights.keys(), ...sizes.keys()]);
  for (const { from, to } of inherited)
    for (const coordinate of to.filter((candidate) => !own.has(candidate))) {
      const weight = weights.get(from);
      if (weight !== undefined) weights.set(coordinate, Math.max(weight, weights.get(coordinate) ?? weight));
      const size = sizes.get(from);
      if (size && !sizes.has(coordinate)) sizes.set(coordinate, size);
    }
  return {
    empty: weights.size === 0 && sizes.size === 0,
    weightOf: (coordinate) => weights.get(coordinate),
    listSizeOf: (coordinate) => sizes.get(coordinate),
  };
}

function readListSize(application: Readonly<Record<string, unknown>>): ListSize {
  const slicingArguments = paths(application['slicingArguments']);
  return {
    assumedSize: typeof application['assumedSize'] === 'number' ? application['assumedSize'] : null,
    slicingArguments,
    sizedFields: paths(application['sizedFields']),
    requireOne: slicingArguments.length > 0 && application['requireOneSlicingArgument'] !== false,
  };
}

function paths(value: unknown): string[][] {
  const list: unknown[] = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return list.map((path) => String(path).split('.'));
}
