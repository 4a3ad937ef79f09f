/** What articles are found by. */
import { Directive, Field, ID, InputType } from 'type-graphql';
import { IdFilter, LocaleFilter, MAX_FILTER_VALUES } from '../shared/filter.input.ts';
import { DateTime, Url } from '../shared/scalars.ts';

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

@InputType('DateTimeRange', { description: 'A span of time; open where a bound is absent.' })
export class DateTimeRange {
  @Field(() => DateTime, { nullable: true, description: 'Not before this.' })
  from?: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Before this.' })
  to?: number | null;
}

@InputType('TopicFilter', {
  description: `Keeps what is about one of these topics, or about none of these: IPTC media topic codes, as \`04000000\`. At most ${MAX_FILTER_VALUES} each.`,
})
export class TopicFilter {
  @Field(() => [String], { nullable: true, description: 'About one of these; an empty list keeps nothing.' })
  in?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'About none of these.' })
  notIn?: string[] | null;
}

@InputType('ArticleFilter', { description: 'Which articles; all given conditions must hold.' })
export class ArticleFilter {
  @Field(() => IdFilter, { nullable: true, description: 'By publisher: ids `src_…`.' })
  sources?: IdFilter | null;

  @Field(() => LocaleFilter, { nullable: true, description: 'By language of the text.' })
  languages?: LocaleFilter | null;

  @Field(() => DateTimeRange, { nullable: true, description: 'By the time of publication.' })
  published?: DateTimeRange | null;

  @Field(() => TopicFilter, { nullable: true, description: 'By what it is about, as the enrichments found it.' })
  topics?: TopicFilter | null;
}
