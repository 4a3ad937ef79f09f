import { GraphQLError } from 'graphql';

export type LimitCode =
  | 'TOKEN_LIMIT_EXCEEDED'
  | 'DEPTH_LIMIT_EXCEEDED'
  | 'ALIAS_LIMIT_EXCEEDED'
  | 'ROOT_FIELD_LIMIT_EXCEEDED'
  | 'EXPANSION_LIMIT_EXCEEDED'
  | 'DIRECTIVE_LIMIT_EXCEEDED'
  | 'INTROSPECTION_LIMIT_EXCEEDED'
  | 'VALIDATION_LIMIT_EXCEEDED'
  | 'COST_LIMIT_EXCEEDED'
  | 'SLICING_ARGUMENT_REQUIRED';

/** A refusal before any work is done; the number that was exceeded stands in the message. */
export function limitError(code: LimitCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code } });
}
