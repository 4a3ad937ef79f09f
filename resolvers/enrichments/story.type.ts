/** Stories: articles of many publishers about the same event. */
import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import { Kept, TOLD } from '../shared/caching.ts';
import { connectionType } from '../shared/connection.type.ts';
import { Node } from '../shared/node.type.ts';
import { PageInfo } from '../shared/page-info.type.ts';
import { Cursor, DateTime, Locale } from '../shared/scalars.ts';
import { Article } from './enrichment.type.ts';

@ObjectType('StoryTopic', { description: 'What kind of news a story is.', simpleResolvers: true })
export class StoryTopic {
  @Field(() => String, { description: 'The IPTC media topic, eight digits: https://cv.iptc.org/newscodes/mediatopic/' })
  code!: string;

  @Field(() => Float, { description: 'How much its articles speak for it, 0 to 1.' })
  score!: number;
}

@ObjectType('Story', {
  description: 'Articles about the same event, as the service holds them together. It grows as articles come in, and two may become one.',
  implements: [Node],
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Kept(TOLD)
export class Story extends Node {
  @Field(() => String, { description: 'The headline that is most like all others of the story.' })
  title!: string;

  @Field(() => Locale, { description: 'The language of the title.' })
  language!: string;

  @Field(() => Int, { description: 'How many articles it has.' })
  size!: number;

  @Field(() => Int, { description: 'How many publishers report it.' })
  sourceCount!: number;

  @Field(() => DateTime, { description: 'When its first article was published.' })
  firstPublishedAt!: number;

  @Field(() => DateTime, { description: 'When its last article was published.' })
  lastPublishedAt!: number;

  @Field(() => [String], { description: 'What its articles have in common, most common first.' })
  keywords!: readonly string[];

  @Field(() => [StoryTopic], { description: 'What kind of news it is, most certain first.' })
  topics!: readonly StoryTopic[];
}

export const StoryConnection = connectionType(() => Story, 'Story', 'stories');

@ObjectType('StoryArticleEdge', { description: 'One of the articles of a story, with its place.', simpleResolvers: true })
export class StoryArticleEdge {
  @Field(() => Cursor, { description: 'The place of this edge, to page from.' })
  cursor!: string;

  @Field(() => Article, { nullable: true, description: 'The article itself.' })
  node!: Article | null;
}

@ObjectType('StoryArticleConnection', {
  description: 'A page of the articles of a story: https://relay.dev/graphql/connections.htm',
  simpleResolvers: true,
})
export class StoryArticleConnection {
  @Field(() => [StoryArticleEdge], { description: 'The page with cursors.' })
  edges!: StoryArticleEdge[];

  @Field(() => [Article], { nullable: 'items', description: 'The page without cursors.' })
  nodes!: (Article | null)[];

  @Field(() => PageInfo, { description: 'Is there more, and from where?' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many articles there are on all pages.' })
  totalCount!: number;
}

@ObjectType('NearDuplicate', {
  description: 'An article with nearly the same text: a reprint, or the same agency report.',
  simpleResolvers: true,
})
export class NearDuplicate {
  @Field(() => Article, { nullable: true, description: 'The other article.' })
  article!: Article | null;

  @Field(() => Float, { description: 'How alike the texts are, 0 to 1.' })
  similarity!: number;
}
