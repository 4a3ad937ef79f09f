/** The four arguments of every connection, and their check. */
import { ArgsType, Field, Int } from 'type-graphql';
import { badUserInput, requireWithin } from './bad-user-input.ts';
import { Cursor } from './scalars.ts';

export const MAX_PAGE_SIZE = 100;

@ArgsType()
export class ConnectionArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many from the start (or after \`after\`): 1 to ${MAX_PAGE_SIZE}. Exactly one of \`first\` and \`last\` is required.`,
  })
  first?: number | null;

  @Field(() => Cursor, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many from the end (or before \`before\`): 1 to ${MAX_PAGE_SIZE}. Exactly one of \`first\` and \`last\` is required.`,
  })
  last?: number | null;

  @Field(() => Cursor, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string | null;
}

/** A checked page request, as the data layer takes it. */
export type PageOf<Key> =
  | { readonly first: number; readonly after: Key | null; readonly before: Key | null }
  | { readonly last: number; readonly after: Key | null; readonly before: Key | null };

/**
 * Checks the arguments and reads the cursors with `keyFrom`.
 * Throws BAD_USER_INPUT naming the argument and its bounds.
 */
export function pageOf<Key>(args: ConnectionArgs, keyFrom: (argument: string, cursor: string) => Key): PageOf<Key> {
  const first = args.first ?? null;
  const last = args.last ?? null;
  if (first === null && last === null) {
    throw badUserInput(`Argument "first" or "last" is required: a number from 1 to ${MAX_PAGE_SIZE}.`, 'first');
  }
  if (first !== null && last !== null) {
    throw badUserInput('Arguments "first" and "last" cannot be given together: exactly one of them is required.', 'last');
  }
  const after = typeof args.after === 'string' ? keyFrom('after', args.after) : null;
  const before = typeof args.before === 'string' ? keyFrom('before', args.before) : null;
  if (first !== null) return { first: requireWithin('first', first, 1, MAX_PAGE_SIZE), after, before };
  return { last: requireWithin('last', last as number, 1, MAX_PAGE_SIZE), after, before };
}
