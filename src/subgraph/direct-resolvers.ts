/**
 * Resolvers called without a detour. type-graphql takes every argument through an async function that would validate it, also where nothing is to be validated: a field with one
 * argument answers with a promise, on which the whole object waits, and the list that it is in. A page with a list has such fields by the dozen. Here arguments are handed over as
 * graphql-js coerced them, and a resolver that answers at once is an answer at once.
 *
 * Only where that comes to the same: no middleware, no role, no input object (type-graphql makes instances of its class), no record that is to become an instance.
 */
import { isObjectType, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import type { SubgraphDefinition } from './definition.ts';

type Storage = ReturnType<typeof getMetadataStorage>;
type Method = Pick<Storage['fieldResolvers'][number], 'target' | 'methodName' | 'schemaName' | 'params' | 'middlewares' | 'roles'>;
type Parameter = NonNullable<Method['params']>[number];
type Resolve = GraphQLFieldResolver<unknown, Record<string, unknown>, Record<string, unknown>>;
type Reader = (...given: Parameters<Resolve>) => unknown;

/** Of a schema that type-graphql has just built out of these resolver classes. Fields that object types have of an interface are left as they are. */
export function resolveDirectly(schema: GraphQLSchema, resolvers: SubgraphDefinition<object>['resolvers']): void {
  const storage = getMetadataStorage();
  const instances = new Map(resolvers.map((target) => [target, new (target as new () => object)()]));
  const put = (typeName: string | undefined, method: Method): void => {
    const instance = instances.get(method.target);
    const type = typeName === undefined ? undefined : schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[method.schemaName] : undefined;
    const resolve = instance && directlyTo(instance, method, storage);
    if (field && resolve) field.resolve = resolve;
  };
  for (const method of storage.queries) put('Query', method);
  for (const method of storage.mutations) put('Mutation', method);
  for (const method of storage.fieldResolvers) {
    const of = method.kind === 'external' ? method.getObjectType?.() : undefined;
    put(storage.objectTypes.find(({ target }) => target === of)?.name, method);
  }
}

/** Null where type-graphql does more than calling the method. */
function directlyTo(instance: object, { methodName, params = [], middlewares = [], roles }: Method, storage: Storage): Resolve | null {
  if (middlewares.length > 0 || roles !== undefined) return null;
  const readers: Reader[] = [];
  for (const parameter of params.toSorted((one, other) => one.index - other.index)) {
    const reader = readerOf(parameter, storage);
    if (reader === null) return null;
    readers.push(reader);
  }
  const method = (instance as Record<string, (...values: unknown[]) => unknown>)[methodName]!;
  return (root, args, context, info) =>
    method.apply(
      instance,
      readers.map((read) => read(root, args, context, info)),
    );
}

function readerOf(parameter: Parameter, storage: Storage): Reader | null {
  switch (parameter.kind) {
    case 'root':
      return parameter.propertyName === undefined && isNoClass(parameter.getType?.()) ? (root) => root : null;
    case 'context':
      return parameter.propertyName === undefined ? (_root, _args, context) => context : null;
    case 'info':
      return (_root, _args, _context, info) => info;
    case 'arg': {
      const { name } = parameter;
      return isPlain(parameter, storage) ? (_root, args) => args[name] : null;
    }
    case 'args':
      return argumentsOf(parameter, storage);
    default:
      return null;
  }
}

/** What TypeScript tells of a parameter whose type is an interface, or not told at all. */
function isNoClass(type: unknown): boolean {
  return type === undefined || type === Object;
}

/** An instance of the class with those arguments that were given. */
function argumentsOf(parameter: Extract<Parameter, { kind: 'args' }>, storage: Storage): Reader | null {
  const type = parameter.getType() as new () => Record<string, unknown>;
  const { fields } = storage.argumentTypes.find(({ target }) => target === type) ?? {};
  const inherits = (Object.getPrototypeOf(type) as { readonly prototype?: unknown }).prototype !== undefined;
  if (!fields || inherits || isValidated(parameter) || fields.some((field) => isInput(field.getType(), storage))) return null;
  const names = fields.map(({ name }) => name);
  return (_root, args) => {
    const given = new type();
    for (const name of names) if (args[name] !== undefined) given[name] = args[name];
    return given;
  };
}

type Argument = Extract<Parameter, { kind: 'arg' | 'args' }>;

function isPlain(parameter: Argument, storage: Storage): boolean {
  return !isValidated(parameter) && !isInput(parameter.getType(), storage);
}

function isValidated({ validateFn, validateSettings }: Argument): boolean {
  return validateFn !== undefined || (validateSettings !== undefined && validateSettings !== false);
}

function isInput(type: unknown, { inputTypes }: Storage): boolean {
  return inputTypes.some(({ target }) => target === type);
}
