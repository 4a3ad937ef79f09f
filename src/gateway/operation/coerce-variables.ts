/** A client's variables (GraphQL specification, section 6.1.2). */
import { getVariableValues, GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { OperationEntry } from './documents.ts';

export type Variables = Readonly<Record<string, unknown>>;

const MAX_VARIABLE_ERRORS = 20;

/** @returns the errors, as a list, where they are not what the operation declares */
export function coerceVariables(
  schema: GraphQLSchema,
  entry: OperationEntry,
  inputs: Variables | null | undefined,
): Variables | GraphQLFormattedError[] {
  const result = getVariableValues(schema, entry.operation.variableDefinitions ?? [], inputs ?? {}, { maxErrors: MAX_VARIABLE_ERRORS });
  if (result.coerced) return result.coerced;
  return result.errors.map((error) =>
    new GraphQLError(error.message, { nodes: error.nodes ?? null, extensions: { code: 'BAD_USER_INPUT' } }).toJSON(),
  );
}

/** Explain may be asked without variables: conditions take their defaults. */
export function booleanDefaults(entry: OperationEntry): Variables {
  return Object.fromEntries(
    (entry.operation.variableDefinitions ?? []).flatMap((definition) =>
      definition.defaultValue?.kind === 'BooleanValue' ? [[definition.variable.name.value, definition.defaultValue.value]] : [],
    ),
  );
}
