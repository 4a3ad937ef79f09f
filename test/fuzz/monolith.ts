/** The simple twin: graphql-js over the API schema and the universe. It knows neither subgraphs nor plans. */
import {
  buildASTSchema,
  execute,
  GraphQLError,
  isAbstractType,
  isObjectType,
  parse,
  type DocumentNode,
  type FieldNode,
  type ExecutionResult,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { Contexts } from './contexts.ts';
import type { Place } from './plan-tree.ts';
import type { Remains } from './remains.ts';
import { mapThings, type Thing } from './thing.ts';
import type { Setting, Universe } from './universe.ts';

export interface Monolith {
  readonly schema: GraphQLSchema;
  run(
    document: DocumentNode,
    operationName: string | undefined,
    variables: Readonly<Record<string, unknown>>,
    setting: MonolithSetting,
  ): ExecutionResult;
}

export interface MonolithSetting extends Setting {
  /** Where the monolith is to know no more than a plan can bring. */
  readonly remains?: Remains;
}

/** @param api SDL as clients see it. */
export function monolith(api: DocumentNode | string, universe: Universe, contexts: Contexts): Monolith {
  const schema = buildASTSchema(typeof api === 'string' ? parse(api) : api, { assumeValid: true, assumeValidSDL: true });
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    // An object of an inaccessible type is an error here: the schema has no such type.
    if (isAbstractType(type)) type.resolveType = (thing) => (thing as Thing).type;
    if (!isObjectType(type)) continue;
    const root = type === schema.getQueryType() || type === schema.getMutationType() ? universe.root(type.name) : null;
    for (const field of Object.values(type.getFields())) {
      const resolve: Resolve = contexts.any
        ? (parent, args, setting) => {
            const thing = root ?? (parent as Thing);
            const all = { ...(args as Record<string, unknown>), ...contexts.argumentsFor(universe, thing, field.name, setting) };
            return mapThings(universe.value(thing, field.name, all, setting), (below) => {
              below.parent = thing;
              return below;
            });
          }
        : (parent, args, setting) => universe.value(root ?? (parent as Thing), field.name, args, setting);
      field.resolve = (parent, args, { setting, loss }: Run, info) => {
        const places = loss?.enter(info);
        const value = resolve(parent, args as Record<string, unknown>, setting);
        return loss && places ? mapThings(value, (thing) => loss.known(places, thing)) : value;
      };
    }
  }
  return {
    schema,
    run(document, operationName, variables, setting) {
      const run: Run = { setting, loss: setting.remains ? new Loss(setting.remains) : null };
      const result = execute({ schema, document, operationName, variableValues: variables, contextValue: run });
      if (result instanceof Promise) throw new Error('the universe is not asynchronous');
      return result;
    },
  };
}

type Resolve = (parent: unknown, args: Record<string, unknown>, setting: Setting) => unknown;

interface Run {
  readonly setting: Setting;
  readonly loss: Loss | null;
}

/** Follows a run through what remains of a plan, and fails where it ends. */
class Loss {
  readonly #remains: Remains;
  /** Below each field that was resolved. */
  readonly #places = new Map<GraphQLResolveInfo['path'], readonly Place[]>();

  constructor(remains: Remains) {
    this.#remains = remains;
  }

  /** @throws GraphQLError where the field is lost. */
  enter({ path, parentType, fieldNodes }: GraphQLResolveInfo): readonly Place[] {
    let above = path.prev;
    while (above && typeof above.key === 'number') above = above.prev;
    const here = above ? this.#places.get(above) : this.#remains.root;
    const below = here && this.#remains.below(here, parentType.name, fieldNodes[0] as FieldNode);
    if (!below) throw new GraphQLError(`${parentType.name}.${String(path.key)} is lost`);
    this.#places.set(path, below);
    return below;
  }

  /** An object whose type nobody tells is an error in its place. */
  known(places: readonly Place[], thing: Thing): Thing | GraphQLError {
    return this.#remains.isTold(places, thing.type) ? thing : new GraphQLError(`nobody tells of ${thing.type}`);
  }
}
