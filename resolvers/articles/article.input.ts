/** What articles are found by. */
import { Directive, Field, ID, InputType } from 'type-graphql';
import { IdFilter, LocaleFilter } from '../shared/filter.input.ts';
import { Url } from '../shared/scalars.ts';

@InputType('ArticleBy', { description: 'What one article is found by: exactly one of these.' })
@Directive('@oneOf')
export class ArticleBy {
  @Field(() => ID, { nullable: true, description: 'Its id: `art_…`.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Its slug.' })
  slug?: string | null;

  @Field(() => Url, { nullable: true, description: 'Its address or canonical address at the publisher.' })
  url?: string | null;
}

@InputType('ArticleFilter', { description: 'Which articles; all given conditions must hold.' })
export class ArticleFilter {
  @Field(() => IdFilter, { nullable: true, description: 'By publisher: ids `src_…`.' })
  sources?: IdFilter | null;

  @Field(() => LocaleFilter, { nullable: true, description: 'By language of the text.' })
  languages?: LocaleFilter | null;
}
