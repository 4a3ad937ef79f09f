/** Stories: by their ids, as a list, and from the articles that belong to them. */
import { Arg, Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { storyCount, storyPage } from '../../src/data/enrichments/stories/story.queries.ts';
import type { StoryArticleRecord, StoryRecord } from '../../src/data/enrichments/stories/story.record.ts';
import { directionOf } from '../../src/text/direction.ts';
import { requireWithin } from '../shared/bad-user-input.ts';
import { Kept, Tagged, TOLD } from '../shared/caching.ts';
import { ConnectionArgs } from '../shared/connection.args.ts';
import type { Connection } from '../shared/connection.ts';
import { ConnectionSize, Cost, SizeByFirst } from '../shared/costs.ts';
import { localeFor } from '../shared/locale.ts';
import { type GivenLocale, LocaleArg } from '../shared/locale.arg.ts';
import { Locale } from '../shared/scalars.ts';
import { topicLabel } from '../shared/topic-label.ts';
import { Direction } from '../shared/text-direction.enum.ts';
import { MADE_OF_ARTICLE, type ArticleStub } from './article.resolver.ts';
import type { EnrichmentsContext } from './enrichment.context.ts';
import { Article } from './enrichment.type.ts';
import { storyArticleConnection, storyArticlePageArguments, storyConnection, storyPageArguments } from './story-page.ts';
import { NearDuplicate, Story, StoryArticleConnection, StoryConnection, StoryTopic } from './story.type.ts';

const MAX_DUPLICATES = 20;

@Resolver(() => Story)
export class StoryResolver {
  @Tagged('story:{$args.id}')
  @Query(() => Story, { nullable: true, description: 'One story; null where there is none, or where it has become part of another.' })
  story(
    @Arg('id', () => ID, { description: 'The id: `sty_…`.' }) id: string,
    @Ctx() context: EnrichmentsContext,
  ): Promise<StoryRecord | null> {
    return context.enrichments.storyById.load(id);
  }

  @ConnectionSize()
  @Kept(TOLD)
  @Tagged('stories')
  @Query(() => StoryConnection, { nullable: true, description: 'Stories, the one with the newest article first.' })
  async stories(
    @Arg('language', () => Locale, { nullable: true, description: 'Only stories whose title is in this language: `ar` fits `ar-EG` too.' })
    language: string | null | undefined,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: EnrichmentsContext,
  ): Promise<Connection<StoryRecord>> {
    const { database } = context;
    const page = await storyPage(database, { language }, storyPageArguments(args));
    return storyConnection(context, page, () => storyCount(database, { language }));
  }

  @FieldResolver(() => Direction, { description: 'In which direction the title is written.' })
  direction(@Root() story: StoryRecord): string {
    return directionOf(story.language);
  }

  @ConnectionSize()
  @FieldResolver(() => StoryArticleConnection, { nullable: true, description: 'Its articles, newest first.' })
  async articles(
    @Root() story: StoryRecord,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: EnrichmentsContext,
  ): Promise<Connection<StoryArticleRecord>> {
    const page = await context.enrichments.storyArticles(storyArticlePageArguments(args)).load(story.id);
    return storyArticleConnection(context, page, async () => story.size);
  }
}

@Resolver(() => Article)
export class ArticleStoryResolver {
  @Tagged(MADE_OF_ARTICLE)
  @FieldResolver(() => Story, { nullable: true, description: 'The story it belongs to; null where it stands alone.' })
  story(@Root() article: ArticleStub, @Ctx() context: EnrichmentsContext): Promise<StoryRecord | null> {
    return context.enrichments.storyByArticle.load(article.id);
  }

  @SizeByFirst()
  @Cost(5)
  @Tagged(MADE_OF_ARTICLE)
  @FieldResolver(() => [NearDuplicate], { nullable: true, description: 'Articles with nearly the same text, nearest first.' })
  async duplicates(
    @Root() article: ArticleStub,
    @Arg('first', () => Int, { defaultValue: 4, description: `How many at most: 1 to ${MAX_DUPLICATES}.` }) first: number,
    @Ctx() context: EnrichmentsContext,
  ): Promise<readonly { readonly article: ArticleStub; readonly similarity: number }[]> {
    requireWithin('first', first, 1, MAX_DUPLICATES);
    const found = await context.enrichments.nearDuplicatesByArticle(first).load(article.id);
    context.nodes.take(found.length);
    return found.map(({ duplicateId, similarity }) => ({ article: { id: duplicateId }, similarity }));
  }
}

@Resolver(() => StoryTopic)
export class StoryTopicResolver {
  @FieldResolver(() => String, { description: 'What it is called.' })
  label(@Root() topic: { readonly code: string }, @LocaleArg() locale: GivenLocale, @Ctx() context: EnrichmentsContext): string {
    return topicLabel(topic.code, localeFor(locale, context));
  }
}
