/** Reads a supergraph once: its subgraphs, what clients see, and which concrete types stand behind each abstract one. */
import {
  buildASTSchema,
  isAbstractType,
  isObjectType,
  isScalarType,
  Kind,
  parse,
  valueFromASTUntyped,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLScalarType,
  type GraphQLSchema,
} from 'graphql';
import { applyContract } from '../contract/apply-contract.ts';
import type { Contract } from '../contract/contract.ts';
import { publicSchema } from './public-schema.ts';

export interface SubgraphAddress {
  /** As its owner spells it (`join__graph(name:)`). */
  readonly name: string;
  readonly url: string;
}

export interface Supergraph {
  readonly sdl: string;
  /** The same, parsed, with what the contract hides marked as @inaccessible. */
  readonly document: DocumentNode;
  readonly subgraphs: readonly SubgraphAddress[];
  /** The API schema: no join types, nothing inaccessible. */
  readonly api: GraphQLSchema;
  /** True where an object of `typename` satisfies a selection on `condition`, inaccessible types included. */
  isTypeOf(typename: string, condition: string): boolean;
  /** Names of fields that some `@requires` asks for. */
  readonly requiredFieldNames: ReadonlySet<string>;
}

/** Custom scalars whose rules the gateway knows, by name: input that breaks them is refused before anything is fetched. */
export type KnownScalars = Readonly<Record<string, Pick<GraphQLScalarType, 'parseValue' | 'parseLiteral'>>>;

/** @throws GraphQLError where the text is no valid supergraph; ContractError where the contract leaves nothing of it. */
export function readSupergraph(sdl: string, scalars: KnownScalars = {}, contract?: Contract): Supergraph {
  const composed = parse(sdl, { noLocation: true });
  const document = contract ? applyContract(composed, contract) : composed;
  const whole = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  const api = buildASTSchema(publicSchema(document), { assumeValidSDL: true });
  for (const [name, scalar] of Object.entries(scalars)) checkInputs(api.getType(name), scalar);
  const concrete = new Map<string, ReadonlySet<string>>();
  for (const type of Object.values(whole.getTypeMap())) {
    if (isAbstractType(type)) concrete.set(type.name, new Set(whole.getPossibleTypes(type).map((object) => object.name)));
    else if (isObjectType(type)) concrete.set(type.name, new Set([type.name]));
  }
  return {
    sdl,
    document,
    subgraphs: readSubgraphs(document),
    api,
    isTypeOf: (typename, condition) => typename === condition || concrete.get(condition)?.has(typename) === true,
    requiredFieldNames: readRequiredFieldNames(document),
  };
}

/** Values travel on as the client wrote them: what `parse` makes of them is the subgraphs' affair. */
function checkInputs(type: GraphQLNamedType | undefined, scalar: KnownScalars[string]): void {
  if (!isScalarType(type)) return;
  type.parseValue = (value) => {
    scalar.parseValue(value);
    return value;
  };
  type.parseLiteral = (node, variables) => {
    scalar.parseLiteral(node, variables);
    return valueFromASTUntyped(node, variables);
  };
}

function readSubgraphs(document: DocumentNode): SubgraphAddress[] {
  const graphs: SubgraphAddress[] = [];
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') continue;
    for (const value of definition.values ?? []) {
      const graph = value.directives?.find((directive) => directive.name.value === 'join__graph');
      const argument = (name: string): string => {
        const found = graph?.arguments?.find((candidate) => candidate.name.value === name);
        return found ? String(valueFromASTUntyped(found.value)) : '';
      };
      graphs.push({ name: argument('name') || value.name.value, url: argument('url') });
    }
  }
  return graphs;
}

function readRequiredFieldNames(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of definition.fields ?? []) {
      for (const directive of field.directives ?? []) {
        if (directive.name.value !== 'join__field') continue;
        const requires = directive.arguments?.find((argument) => argument.name.value === 'requires');
        if (requires?.value.kind === Kind.STRING) for (const name of requires.value.value.match(/[_A-Za-z]\w*/g) ?? []) names.add(name);
      }
    }
  }
  return names;
}
