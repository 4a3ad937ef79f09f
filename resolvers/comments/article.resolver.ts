/** What readers wrote below an article. */
import { Arg, Args, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { CommentRecord } from '../../src/data/comments/comment.record.ts';
import { Tagged } from '../shared/caching.ts';
import { ConnectionArgs } from '../shared/connection.args.ts';
import type { Connection } from '../shared/connection.ts';
import { ConnectionSize } from '../shared/costs.ts';
import { localeFor } from '../shared/locale.ts';
import { type GivenLocale, LocaleArg } from '../shared/locale.arg.ts';
import type { CommentsContext } from './comment.context.ts';
import { CommentOrder } from './comment.enums.ts';
import { emptyThreadMessage } from './comment.messages.ts';
import { commentConnection, commentPageArguments } from './comment-page.ts';
import { Article, CommentConnection, Commenting } from './comment.type.ts';

/** Everything below an article. */
const THREAD = 'comments:{$key.id}';

@Resolver(() => Article)
export class ArticleCommentsResolver {
  @Tagged(THREAD)
  @FieldResolver(() => Int, { nullable: true, description: 'How many comments can be read, replies included.' })
  async commentCount(@Root() article: { readonly id: string }, @Ctx() context: CommentsContext): Promise<number> {
    return (await context.comments.countsByArticle.load(article.id)).total;
  }

  @Tagged(THREAD)
  @FieldResolver(() => Commenting, { nullable: true, description: 'Whether and how it can be commented on.' })
  async commenting(@Root() article: { readonly id: string }, @Ctx() context: CommentsContext): Promise<Commenting | null> {
    const state = await context.comments.commentingByArticle.load(article.id);
    return state === null ? null : { state };
  }

  @ConnectionSize()
  @Tagged(THREAD, { deep: true })
  @FieldResolver(() => CommentConnection, {
    nullable: true,
    description: 'Comments on the article itself; `replies` has the answers to each.',
  })
  async comments(
    @Root() article: { readonly id: string },
    @Arg('orderBy', () => CommentOrder, { defaultValue: CommentOrder.NEWEST, description: 'In which order.' }) order: CommentOrder,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() context: CommentsContext,
  ): Promise<Connection<CommentRecord>> {
    const rows = await context.comments.rootPageByArticle(commentPageArguments(page, order)).load(article.id);
    return commentConnection(context, rows, order, async () => (await context.comments.countsByArticle.load(article.id)).roots);
  }
}

@Resolver(() => Commenting)
export class CommentingResolver {
  @FieldResolver(() => String, { description: 'What to show where there is no comment yet.' })
  emptyMessage(@LocaleArg() locale: GivenLocale, @Ctx() context: CommentsContext): string {
    return emptyThreadMessage(localeFor(locale, context));
  }
}
