/** Articles: found one by one, or as a connection. */
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { ArticleHead } from '../../src/data/articles/article.record.ts';
import { articleCount, articlePage } from '../../src/data/articles/article.queries.ts';
import { relativeTime } from '../../src/text/relative-time.ts';
import { requireWithin } from '../shared/bad-user-input.ts';
import { AGES, Kept, Tagged, TOLD } from '../shared/caching.ts';
import { ConnectionArgs } from '../shared/connection.args.ts';
import type { Connection } from '../shared/connection.ts';
import { ConnectionSize } from '../shared/costs.ts';
import { localeFor } from '../shared/locale.ts';
import { type GivenLocale, LocaleArg } from '../shared/locale.arg.ts';
import { theOneOf } from '../shared/one-of.ts';
import { RelativeTimeStyle } from '../shared/relative-time-style.enum.ts';
import type { ArticlesContext } from './article.context.ts';
import { ArticleOrder } from './article.enums.ts';
import { ArticleBy, ArticleFilter } from './article.input.ts';
import { blocksOf, outlineOf } from './article-body.ts';
import type { BlockValue, OutlineValue } from './article-body.ts';
import { articleConnection, articlePageArguments } from './article-page.ts';
import { Article, ArticleConnection, ArticleQuality, Source } from './article.type.ts';
import { Block, OutlineEntry } from './block.type.ts';
import { excerptOf, firstCharacters } from './excerpt.ts';

const EXCERPT_CHARS = { minimum: 20, maximum: 600 };
const BODY_TEXT_CHARS = { minimum: 1, maximum: 1_000_000 };

@Resolver(() => Article)
export class ArticleResolver {
  @Tagged('article:{$args.by.id}')
  @Query(() => Article, { nullable: true, description: 'One article; null where there is none.' })
  article(
    @Arg('by', () => ArticleBy, { description: 'What it is found by.' }) by: ArticleBy,
    @Ctx() context: ArticlesContext,
  ): Promise<ArticleHead | null> {
    const [name, value] = theOneOf('by', by);
    switch (name) {
      case 'id':
        return context.articles.byId.load(value);
      case 'slug':
        return context.articles.bySlug.load(value);
      case 'url':
        return context.articles.byUrl.load(value);
    }
  }

  @ConnectionSize()
  @Kept(TOLD)
  @Tagged('article-lists')
  @Tagged('article-topics', { whenGiven: 'filter.topics' })
  @Query(() => ArticleConnection, { nullable: true, description: 'Articles of all publishers.' })
  async articles(
    @Arg('orderBy', () => ArticleOrder, { defaultValue: ArticleOrder.NEWEST, description: 'In which order.' }) order: ArticleOrder,
    @Arg('filter', () => ArticleFilter, { nullable: true, description: 'Which articles; all without it.' }) filter:
      | ArticleFilter
      | null
      | undefined,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() context: ArticlesContext,
  ): Promise<Connection<ArticleHead>> {
    const args = articlePageArguments(page, filter, order);
    return articleConnection(context, await articlePage(context.database, args), order, () => articleCount(context.database, args.filter));
  }

  @FieldResolver(() => String, {
    description: 'The beginning of the body, cut at a word, with an ellipsis where something is left out.',
  })
  excerpt(
    @Root() article: ArticleHead,
    @Arg('chars', () => Int, {
      defaultValue: 200,
      description: `Its length at most, in characters: ${EXCERPT_CHARS.minimum} to ${EXCERPT_CHARS.maximum}.`,
    })
    chars: number,
  ): string {
    requireWithin('chars', chars, EXCERPT_CHARS.minimum, EXCERPT_CHARS.maximum);
    return excerptOf(article.lead, article.wordCount, chars);
  }

  @FieldResolver(() => Source, { nullable: true, description: 'Who published it.' })
  source(@Root() article: ArticleHead): Source {
    return { id: article.sourceId };
  }

  @Kept(AGES)
  @FieldResolver(() => String, { description: 'How long ago it was published, in words: «منذ 5 أيام».' })
  publishedAtRelative(
    @Root() article: ArticleHead,
    @Arg('style', () => RelativeTimeStyle, { defaultValue: RelativeTimeStyle.NEWS, description: 'In which wording.' })
    style: RelativeTimeStyle,
    @LocaleArg() locale: GivenLocale,
    @Ctx() context: ArticlesContext,
  ): string {
    return relativeTime(article.publishedAt, context.nowMs, localeFor(locale, context), style);
  }

  @FieldResolver(() => [Block], { description: 'The body, in reading order.' })
  async blocks(@Root() article: ArticleHead, @Ctx() context: ArticlesContext): Promise<readonly BlockValue[]> {
    const body = await context.articles.bodyById.load(article.id);
    return body ? blocksOf(body) : [];
  }

  @FieldResolver(() => [OutlineEntry], { description: 'The table of contents: every heading of the body.' })
  async outline(@Root() article: ArticleHead, @Ctx() context: ArticlesContext): Promise<readonly OutlineValue[]> {
    const body = await context.articles.bodyById.load(article.id);
    return body ? outlineOf(body) : [];
  }

  @FieldResolver(() => String, { description: 'The body as plain text, blocks divided by an empty line.' })
  async bodyText(
    @Root() article: ArticleHead,
    @Arg('maxChars', () => Int, {
      nullable: true,
      description: `Only the first so many characters: ${BODY_TEXT_CHARS.minimum} to ${BODY_TEXT_CHARS.maximum}. All without it.`,
    })
    maxChars: number | null | undefined,
    @Ctx() context: ArticlesContext,
  ): Promise<string> {
    if (typeof maxChars === 'number') requireWithin('maxChars', maxChars, BODY_TEXT_CHARS.minimum, BODY_TEXT_CHARS.maximum);
    const text = (await context.articles.bodyById.load(article.id))?.text ?? '';
    return typeof maxChars === 'number' ? firstCharacters(text, maxChars) : text;
  }

  @FieldResolver(() => ArticleQuality, { description: 'How well the text came through.' })
  quality(@Root() article: ArticleHead): ArticleQuality {
    return { flags: [...article.qualityFlags] };
  }
}
