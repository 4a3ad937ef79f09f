/**
 * A subgraph over the universe: plain graphql-js, built once. It also watches the gateway: what a real subgraph could not answer (a field that is
 * @external here, a representation without a key or with wrong @requires) is a violation, whatever the client's answer looks like.
 */
import {
  buildASTSchema,
  GraphQLError,
  isAbstractType,
  isObjectType,
  Kind,
  parse,
  print,
  visit,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { namedType, type Declaration, type Declarations } from './declarations.ts';
import type { EntityFault } from './faults.ts';
import type { ClientGrants, Guards } from './guards.ts';
import { mix } from './hash.ts';
import { mapThings, type Thing } from './thing.ts';
import type { Setting, Universe } from './universe.ts';

export interface SubgraphRun {
  readonly setting: Setting;
  readonly entityFault: EntityFault | null;
  /** Null where it may see all. */
  readonly grants: ClientGrants | null;
  /** What the gateway asked that it must not. */
  readonly violations: string[];
}

export function subgraphSchema(subgraph: string, sdl: string, universe: Universe, guards: Guards): GraphQLSchema {
  const { declarations } = universe;
  const schema = buildASTSchema(parse(executableSdl(subgraph, sdl, declarations), { noLocation: true }), { assumeValid: true });
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isAbstractType(type)) type.resolveType = (thing) => declarations.nameIn(subgraph, (thing as Thing).type) ?? undefined;
    if (!isObjectType(type)) continue;
    const isRoot = type === schema.getQueryType() || type === schema.getMutationType();
    const root = isRoot ? universe.root(type.name) : null;
    for (const field of Object.values(type.getFields())) {
      const declaration = declarations.typeIn(subgraph, type.name)?.fields.get(field.name);
      if (!declaration) continue;
      field.resolve = (parent, args, run) =>
        resolveField(universe, guards, type.name, field.name, declaration, root ?? (parent as Thing), args as Args, run as SubgraphRun);
    }
  }
  const lookup = schema.getQueryType()?.getFields()['_entities'];
  if (lookup)
    lookup.resolve = (_, args, run) =>
      resolveEntities(universe, subgraph, args as { representations: Representation[] }, run as SubgraphRun);
  return schema;
}

type Args = Readonly<Record<string, unknown>>;
type Representation = Readonly<Record<string, unknown>>;

function resolveEntities(universe: Universe, subgraph: string, args: { representations: Representation[] }, run: SubgraphRun): unknown[] {
  return args.representations.map((representation) => {
    const thing = universe.find(subgraph, representation);
    if (!thing) {
      run.violations.push(`${subgraph} is sent a representation without a key of its own: ${JSON.stringify(representation)}`);
      return null;
    }
    const fault = run.entityFault;
    if (fault !== null && fault.subgraph === subgraph && fault.how !== 'short' && mix(thing.hash, fault.salt) % 3 === 0)
      return fault.how === 'null' ? null : new GraphQLError(`${thing.type} is not found`);
    thing.representation = representation;
    return thing;
  });
}

function resolveField(
  universe: Universe,
  guards: Guards,
  type: string,
  field: string,
  declaration: Declaration,
  thing: Thing,
  args: Args,
  run: SubgraphRun,
): unknown {
  const { setting } = run;
  const refuse = (why: string): never => {
    const violation = `${declaration.subgraph} is asked for ${type}.${field}, ${why}`;
    run.violations.push(violation);
    throw new GraphQLError(violation);
  };
  if (
    run.grants !== null &&
    !universe.isKeyField(`${thing.type}.${field}`) &&
    !guards.allows(type, field, namedType(declaration.type), run.grants)
  )
    refuse('which the client may not see');
  if (declaration.moved === 'always') refuse('which has moved');
  if (declaration.external && !universe.isKeyField(`${thing.type}.${field}`) && !provides(universe, thing.provided, thing.type, field))
    refuse('which is @external and not provided here');
  if (declaration.requires) {
    const wanted = universe.project(thing, declaration.requires, setting);
    if (!thing.representation) refuse('which requires fields, of an object that was not entered by a representation');
    else if (!covers(thing.representation, wanted))
      refuse(`which requires ${JSON.stringify(wanted)}, with ${JSON.stringify(thing.representation)}`);
  }
  const value = universe.value(thing, field, args, setting);
  const provided = [...(declaration.provides?.selections ?? []), ...providedBelow(universe, thing.provided, thing.type, field)];
  if (provided.length === 0) return value;
  const selections: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: provided };
  return mapThings(value, (item) => {
    item.provided = selections;
    return item;
  });
}

function provides(universe: Universe, provided: SelectionSetNode | null, type: string, field: string): boolean {
  return provided !== null && matching(universe, provided, type).some((node) => node.name.value === field);
}

function providedBelow(universe: Universe, provided: SelectionSetNode | null, type: string, field: string) {
  if (provided === null) return [];
  return matching(universe, provided, type).flatMap((node) => (node.name.value === field ? (node.selectionSet?.selections ?? []) : []));
}

function matching(universe: Universe, selections: SelectionSetNode, type: string): readonly FieldSelection[] {
  return selections.selections.flatMap((selection): readonly FieldSelection[] => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.FRAGMENT_SPREAD) return [];
    const condition = selection.typeCondition?.name.value;
    const applies = condition === undefined || condition === type || universe.declarations.implementers(condition).includes(type);
    return applies ? matching(universe, selection.selectionSet, type) : [];
  });
}

type FieldSelection = Extract<SelectionSetNode['selections'][number], { kind: Kind.FIELD }>;

/** Whether all that is wanted is there; there may be more. */
function covers(given: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted))
    return Array.isArray(given) && given.length === wanted.length && wanted.every((item, i) => covers(given[i], item));
  if (typeof wanted === 'object' && wanted !== null) {
    if (typeof given !== 'object' || given === null) return false;
    return Object.entries(wanted).every(([key, value]) => covers((given as Representation)[key], value));
  }
  return given === wanted;
}

function executableSdl(subgraph: string, sdl: string, declarations: Declarations): string {
  const document = visit(parse(sdl, { noLocation: true }), { Directive: () => null });
  const keyed = [...(declarations.types.get(subgraph) ?? [])].flatMap(([name, type]) =>
    type.kind === 'object' && type.keys.some(({ resolvable }) => resolvable) ? [name] : [],
  );
  const federation = keyed.length > 0 ? '_entities(representations: [_Any!]!): [_Entity]!' : '';
  const definitions = document.definitions.map((definition) => print(definition));
  const query = definitions.findIndex((text) => text.startsWith('type Query '));
  if (query >= 0) definitions[query] = (definitions[query] as string).replace(/\}\s*$/, `${federation} }`);
  else definitions.push(`type Query { ${federation || '_unused: Boolean'} }`);
  if (keyed.length > 0) definitions.push(`scalar _Any union _Entity = ${keyed.join(' | ')}`);
  return definitions.join('\n');
}
