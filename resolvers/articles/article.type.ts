/** What an article is to a reader. Fields without a resolver are read from the record (`ArticleHead`) under the same name. */
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { Kept, TOLD } from '../shared/caching.ts';
import { connectionType } from '../shared/connection.type.ts';
import { Image } from '../shared/image.type.ts';
import { Node } from '../shared/node.type.ts';
import { DateTime, Locale, Url } from '../shared/scalars.ts';
import { Direction } from '../shared/text-direction.enum.ts';
import { ArticleKind, ArticleState, QualityFlag, TimePrecision } from './article.enums.ts';

@ObjectType('ArticleQuality', { description: 'How well the text came through from the publisher.', simpleResolvers: true })
export class ArticleQuality {
  @Field(() => [QualityFlag], { description: 'What is wrong with the text; empty where nothing is.' })
  flags!: string[];
}

@ObjectType('Article', { description: 'A piece of news as one publisher published it.', implements: [Node], simpleResolvers: true })
@Directive('@key(fields: "id")')
@Kept(TOLD)
export class Article extends Node {
  @Field(() => String, { description: 'Readable name for addresses, unique.' })
  slug!: string;

  @Field(() => Url, { description: 'Where the publisher has it.' })
  url!: string;

  @Field(() => Url, { description: 'The address the publisher calls the right one; what duplicates are found by.' })
  canonicalUrl!: string;

  @Field(() => String, { description: 'The headline.' })
  title!: string;

  @Field(() => String, { nullable: true, description: 'The sentence or two below the headline.' })
  standfirst!: string | null;

  @Field(() => String, { nullable: true, description: 'Who wrote it, as the publisher prints it.' })
  byline!: string | null;

  @Field(() => Locale, { description: 'The language of the text.' })
  language!: string;

  @Field(() => Direction, { description: 'The direction of the text.' })
  direction!: string;

  @Field(() => ArticleKind, { description: 'Its form.' })
  kind!: string;

  @Field(() => ArticleState, { description: 'What has become of it.' })
  state!: string;

  @Field(() => DateTime, { description: 'When the publisher published it.' })
  publishedAt!: number;

  @Field(() => DateTime, { nullable: true, description: 'When its text last changed, where it did.' })
  updatedAt!: number | null;

  @Field(() => DateTime, { description: 'When this service first saw it.' })
  firstSeenAt!: number;

  @Field(() => TimePrecision, { description: 'How exactly `publishedAt` is known.' })
  timePrecision!: string;

  @Field(() => Int, { description: 'Words in the body.' })
  wordCount!: number;

  @Field(() => String, { nullable: true, description: 'The section of the publication, in its own words.' })
  section!: string | null;

  @Field(() => [String], { description: 'Tags the publisher gave.' })
  tags!: string[];

  @Field(() => Image, { nullable: true, description: 'The main picture.' })
  image!: Image | null;
}

export const ArticleConnection = connectionType(() => Article, 'Article', 'articles');

/** This domain's stub: which articles a publisher has. The publisher itself lives in `sources`. */
@ObjectType('Source', { description: 'A publisher of articles.', simpleResolvers: true })
@Directive('@key(fields: "id")')
export class Source {
  @Field(() => ID, { description: 'The id: `src_…`.' })
  id!: string;
}
