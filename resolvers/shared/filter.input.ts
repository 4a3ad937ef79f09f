/** Filters by a set of values. Value classes without resolvers. */
import { Field, ID, InputType } from 'type-graphql';
import { requireAtMost } from './bad-user-input.ts';
import { Locale } from './scalars.ts';

export const MAX_FILTER_VALUES = 100;

@InputType('IDFilter', { description: `Keeps what has one of these ids, or none of these. At most ${MAX_FILTER_VALUES} each.` })
export class IdFilter {
  @Field(() => [ID], { nullable: true, description: 'Only these; an empty list keeps nothing.' })
  in?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'None of these.' })
  notIn?: string[] | null;
}

@InputType('LocaleFilter', {
  description: `Keeps what is in one of these languages, or in none of these. At most ${MAX_FILTER_VALUES} each.`,
})
export class LocaleFilter {
  @Field(() => [Locale], { nullable: true, description: 'Only these languages; an empty list keeps nothing.' })
  in?: string[] | null;

  @Field(() => [Locale], { nullable: true, description: 'None of these languages.' })
  notIn?: string[] | null;
}

/** Throws BAD_USER_INPUT where a list is too long. `argument` is the filter's path, as the client wrote it. */
export function checkedFilter<Filter extends { readonly in?: readonly string[] | null; readonly notIn?: readonly string[] | null }>(
  argument: string,
  filter: Filter | null | undefined,
): { readonly in: readonly string[] | null; readonly notIn: readonly string[] | null } | null {
  if (!filter) return null;
  requireAtMost(`${argument}.in`, filter.in, MAX_FILTER_VALUES);
  requireAtMost(`${argument}.notIn`, filter.notIn, MAX_FILTER_VALUES);
  return { in: filter.in ?? null, notIn: filter.notIn ?? null };
}
