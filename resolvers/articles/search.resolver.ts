/** The search and its box. */
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { badUserInput, requireAtMost, requireWithin } from '../shared/bad-user-input.ts';
import { Kept, Tagged, TOLD } from '../shared/caching.ts';
import { MAX_PAGE_SIZE } from '../shared/connection.args.ts';
import { ConnectionSize, Cost, SizeByFirst } from '../shared/costs.ts';
import { localeFor } from '../shared/locale.ts';
import { type GivenLocale, LocaleArg } from '../shared/locale.arg.ts';
import { Cursor } from '../shared/scalars.ts';
import { topicLabel } from '../shared/topic-label.ts';
import { ArticleFilter } from './article.input.ts';
import type { ArticlesContext } from './article.context.ts';
import { articleFilter } from './article-page.ts';
import { named, searchKey, searchPage } from './search-page.ts';
import { SearchField, SearchMode, SearchOrder } from './search.enums.ts';
import { SearchConnection, Suggestion, TopicFacet } from './search.type.ts';

const MAX_SUGGESTIONS = 20;

@Resolver()
export class SearchResolver {
  @ConnectionSize(['first'])
  @Cost(50)
  @Kept(TOLD)
  @Tagged('article-lists')
  @Tagged('article-topics', { whenGiven: 'filter.topics' })
  @Query(() => SearchConnection, { nullable: true, description: 'Finds articles by their words, in Arabic and English.' })
  search(
    @Arg('query', () => String, { description: 'What to find, as a reader types it: at most 500 characters and 32 words.' }) query: string,
    @Arg('mode', () => SearchMode, { defaultValue: SearchMode.WEBSEARCH, description: 'How the query is read.' }) mode: SearchMode,
    @Arg('searchIn', () => [SearchField], { nullable: true, description: 'Where to look; everywhere without it.' })
    searchIn: SearchField[] | null | undefined,
    @Arg('filter', () => ArticleFilter, { nullable: true, description: 'Which articles; all without it.' })
    filter: ArticleFilter | null | undefined,
    @Arg('orderBy', () => SearchOrder, { defaultValue: SearchOrder.RELEVANCE, description: 'In which order.' }) orderBy: SearchOrder,
    @Arg('first', () => Int, { nullable: true, description: `How many: 1 to ${MAX_PAGE_SIZE}. Required.` }) first:
      | number
      | null
      | undefined,
    @Arg('after', () => Cursor, { nullable: true, description: 'Only what comes after this cursor of the same search.' })
    after: string | null | undefined,
    @Ctx() context: ArticlesContext,
  ) {
    if (first == null) throw badUserInput(`Argument "first" is required: a number from 1 to ${MAX_PAGE_SIZE}.`, 'first');
    requireAtMost('searchIn', searchIn, 3);
    return searchPage(context, {
      query,
      mode,
      searchIn: searchIn ?? null,
      filter: articleFilter(filter),
      orderBy,
      limit: requireWithin('first', first, 1, MAX_PAGE_SIZE),
      after: after == null ? null : searchKey(after, { orderBy }),
    });
  }

  @SizeByFirst()
  @Cost(2)
  @Kept(TOLD)
  @Tagged('article-lists')
  @Query(() => [Suggestion], { nullable: true, description: 'What to offer while a query is typed; small errors of typing are forgiven.' })
  async suggest(
    @Arg('prefix', () => String, { description: 'What was typed so far: at most 500 characters.' }) prefix: string,
    @Arg('first', () => Int, { defaultValue: 8, description: `How many at most: 1 to ${MAX_SUGGESTIONS}.` }) first: number,
    @Ctx() context: ArticlesContext,
  ) {
    const limit = requireWithin('first', first, 1, MAX_SUGGESTIONS);
    const suggestions = await named('prefix', context.database.query('articles.suggest', { prefix, limit }));
    context.nodes.take(suggestions.length);
    return suggestions.map(({ kind, text, articleId }) => ({
      kind,
      text,
      article: articleId === null ? null : () => context.articles.byId.load(articleId),
    }));
  }
}

@Resolver(() => TopicFacet)
export class TopicFacetResolver {
  @FieldResolver(() => String, { description: 'What it is called.' })
  label(@Root() facet: { readonly code: string }, @LocaleArg() locale: GivenLocale, @Ctx() context: ArticlesContext): string {
    return topicLabel(facet.code, localeFor(locale, context));
  }
}
