/** What sources are found by. */
import { Directive, Field, ID, InputType } from 'type-graphql';
import { LocaleFilter } from '../shared/filter.input.ts';

@InputType('SourceBy', { description: 'What one publisher is found by: exactly one of these.' })
@Directive('@oneOf')
export class SourceBy {
  @Field(() => ID, { nullable: true, description: 'Its id: `src_…`.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Its slug.' })
  slug?: string | null;

  @Field(() => String, { nullable: true, description: 'One of its host names, with or without `www.`.' })
  domain?: string | null;
}

@InputType('CountryFilter', { description: 'Keeps what is in one of these countries, or in none of these. At most 100 each.' })
export class CountryFilter {
  @Field(() => [String], { nullable: true, description: 'Only these: ISO 3166-1 alpha-2, as `SA`; an empty list keeps nothing.' })
  in?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'None of these: ISO 3166-1 alpha-2.' })
  notIn?: string[] | null;
}

@InputType('SourceFilter', { description: 'Which publishers; all given conditions must hold.' })
export class SourceFilter {
  @Field(() => CountryFilter, { nullable: true, description: 'By country.' })
  countries?: CountryFilter | null;

  @Field(() => LocaleFilter, { nullable: true, description: 'By the language they mainly publish in.' })
  languages?: LocaleFilter | null;
}
