/** What articles a publisher has. */
import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ArticleHead } from '../../src/data/articles/article.record.ts';
import { Kept, Tagged, TOLD } from '../shared/caching.ts';
import { ConnectionArgs } from '../shared/connection.args.ts';
import type { Connection } from '../shared/connection.ts';
import { ConnectionSize } from '../shared/costs.ts';
import type { ArticlesContext } from './article.context.ts';
import { ArticleOrder } from './article.enums.ts';
import { articleConnection, articlePageArguments } from './article-page.ts';
import { ArticleConnection, Source } from './article.type.ts';

@Resolver(() => Source)
export class SourceArticlesResolver {
  @ConnectionSize()
  @Kept(TOLD)
  @Tagged('source-articles:{$key.id}', { deep: true })
  @FieldResolver(() => ArticleConnection, { nullable: true, description: 'What it published.' })
  async articles(
    @Root() source: { readonly id: string },
    @Arg('orderBy', () => ArticleOrder, { defaultValue: ArticleOrder.NEWEST, description: 'In which order.' }) order: ArticleOrder,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() context: ArticlesContext,
  ): Promise<Connection<ArticleHead>> {
    const args = articlePageArguments(page, null, order);
    const rows = await context.articles.pageBySource(args).load(source.id);
    return articleConnection(context, rows, order, () => context.articles.countBySource(null).load(source.id));
  }
}
