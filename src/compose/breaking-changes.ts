/** What of a new API schema would break clients of a released one. */
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

export interface SchemaChange {
  /** graphql-js's name of the kind of change: `FIELD_REMOVED`, … */
  readonly kind: string;
  readonly description: string;
}

export interface SchemaChanges {
  /** Operations that were valid no longer are, or answer null where they did not. */
  readonly breaking: readonly SchemaChange[];
  /** Operations stay valid, but may meet values they do not know. */
  readonly dangerous: readonly SchemaChange[];
}

/** Both arguments are API SDL, as in `schema/released.graphql` and `schema/api.graphql`. Throws where one of them is not valid SDL. */
export function schemaChanges(releasedSdl: string, currentSdl: string): SchemaChanges {
  const released = buildSchema(releasedSdl);
  const current = buildSchema(currentSdl);
  return {
    breaking: findBreakingChanges(released, current).map(change),
    dangerous: findDangerousChanges(released, current).map(change),
  };
}

function change({ type, description }: { readonly type: string; readonly description: string }): SchemaChange {
  return { kind: type, description };
}
