/** What a search answers. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Tagged } from '../shared/caching.ts';
import { AssumedSize } from '../shared/costs.ts';
import { PageInfo } from '../shared/page-info.type.ts';
import { Cursor, Locale } from '../shared/scalars.ts';
import { Article, Source } from './article.type.ts';
import { SearchField, SearchTotalRelation, SuggestionKind } from './search.enums.ts';

@ObjectType('HighlightRange', { description: 'Where in a fragment something of the query is.', simpleResolvers: true })
export class HighlightRange {
  @Field(() => Int, { description: 'Where it begins, in UTF-16 units.' })
  start!: number;

  @Field(() => Int, { description: 'Behind its last unit.' })
  end!: number;
}

@ObjectType('HighlightFragment', { description: 'A piece of a field, as it is written.', simpleResolvers: true })
export class HighlightFragment {
  @Field(() => String, { description: 'The piece: plain text, not HTML.' })
  text!: string;

  @AssumedSize(2)
  @Field(() => [HighlightRange], { description: 'What to mark in it, in order; never overlapping.' })
  ranges!: HighlightRange[];
}

@ObjectType('SearchHighlight', { description: 'What a field has of the query.', simpleResolvers: true })
export class SearchHighlight {
  @Field(() => SearchField, { description: 'Which field.' })
  field!: string;

  @AssumedSize(2)
  @Field(() => [HighlightFragment], { description: 'Title and standfirst whole, of the body the best three pieces.' })
  fragments!: HighlightFragment[];
}

@ObjectType('SearchEdge', { description: 'An article that was found, with its place.', simpleResolvers: true })
export class SearchEdge {
  @Field(() => Cursor, { description: 'The place of this edge, to page from.' })
  cursor!: string;

  @Field(() => Article, { description: 'The article itself.' })
  node!: object;

  @Field(() => Float, {
    description: 'How well it fits: higher is better, comparable within one search only; 0 where the order is by time.',
  })
  score!: number;

  @AssumedSize(2)
  @Field(() => [SearchHighlight], { description: 'Where it has something of the query.' })
  highlights!: SearchHighlight[];
}

@ObjectType('SearchTotal', { description: 'How many articles were found.', simpleResolvers: true })
export class SearchTotal {
  @Field(() => Int, { description: 'The number.' })
  value!: number;

  @Field(() => SearchTotalRelation, { description: 'Whether it is all of them.' })
  relation!: string;
}

@ObjectType('SourceFacet', { description: 'How much of what was found is by one publisher.', simpleResolvers: true })
export class SourceFacet {
  @Field(() => Source, { nullable: true, description: 'The publisher.' })
  source!: Source | null;

  @Field(() => Int, { description: 'How many articles.' })
  count!: number;
}

@ObjectType('LanguageFacet', { description: 'How much of what was found is in one language.', simpleResolvers: true })
export class LanguageFacet {
  @Field(() => Locale, { description: 'The language, without region.' })
  language!: string;

  @Field(() => Int, { description: 'How many articles.' })
  count!: number;
}

@ObjectType('TopicFacet', { description: 'How much of what was found is about one topic.', simpleResolvers: true })
export class TopicFacet {
  @Field(() => String, { description: 'The IPTC media topic code.' })
  code!: string;

  @Field(() => Int, { description: 'How many articles.' })
  count!: number;
}

@ObjectType('DateFacet', { description: 'How much of what was found was published on one day.', simpleResolvers: true })
export class DateFacet {
  @Field(() => String, { description: 'The day in UTC: `2026-11-24`.' })
  date!: string;

  @Field(() => Int, { description: 'How many articles.' })
  count!: number;
}

@ObjectType('SearchFacets', {
  description: 'What was found, counted. Of each kind the 50 largest, of days the 50 last.',
  simpleResolvers: true,
})
export class SearchFacets {
  @Field(() => [SourceFacet], { description: 'By publisher, most first.' })
  sources!: SourceFacet[];

  @Field(() => [LanguageFacet], { description: 'By language, most first.' })
  languages!: LanguageFacet[];

  @Tagged('article-topics')
  @Field(() => [TopicFacet], { description: 'By topic, most first; an article may have several.' })
  topics!: TopicFacet[];

  @Field(() => [DateFacet], { description: 'By day, last first.' })
  dates!: DateFacet[];
}

@ObjectType('SearchConnection', { description: 'A page of what was found. Lists end at 1000.', simpleResolvers: true })
export class SearchConnection {
  @Field(() => [SearchEdge], { description: 'The page with cursors, scores and highlights.' })
  edges!: SearchEdge[];

  @Field(() => [Article], { description: 'The page without them.' })
  nodes!: object[];

  @Field(() => PageInfo, { description: 'Is there more, and from where?' })
  pageInfo!: PageInfo;

  @Field(() => SearchTotal, { description: 'How many articles were found.' })
  totalCount!: SearchTotal;

  @Field(() => SearchFacets, { nullable: true, description: 'What was found, counted. Made only when asked.' })
  facets!: SearchFacets | null;
}

@ObjectType('Suggestion', { description: 'What a search box may offer.', simpleResolvers: true })
export class Suggestion {
  @Field(() => String, { description: 'To be shown, and (a TERM) to be searched for.' })
  text!: string;

  @Field(() => SuggestionKind, { description: 'What it is.' })
  kind!: string;

  @Field(() => Article, { nullable: true, description: 'The article, where it is one.' })
  article!: object | null;
}
