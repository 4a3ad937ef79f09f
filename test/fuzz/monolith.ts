/** The simple twin: graphql-js over the API schema and the universe. It knows neither subgraphs nor plans. */
import {
  buildASTSchema,
  execute,
  isAbstractType,
  isObjectType,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { Contexts } from './contexts.ts';
import { mapThings, type Thing } from './thing.ts';
import type { Setting, Universe } from './universe.ts';

export interface Monolith {
  readonly schema: GraphQLSchema;
  run(
    document: DocumentNode,
    operationName: string | undefined,
    variables: Readonly<Record<string, unknown>>,
    setting: Setting,
  ): ExecutionResult;
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
      field.resolve = contexts.any
        ? (parent, args, setting: Setting) => {
            const thing = root ?? (parent as Thing);
            const all = { ...(args as Record<string, unknown>), ...contexts.argumentsFor(universe, thing, field.name, setting) };
            return mapThings(universe.value(thing, field.name, all, setting), (below) => {
              below.parent = thing;
              return below;
            });
          }
        : (parent, args, setting: Setting) =>
            universe.value(root ?? (parent as Thing), field.name, args as Record<string, unknown>, setting);
    }
  }
  return {
    schema,
    run(document, operationName, variables, setting) {
      const result = execute({ schema, document, operationName, variableValues: variables, contextValue: setting });
      if (result instanceof Promise) throw new Error('the universe is not asynchronous');
      return result;
    },
  };
}
