/** Comments: one by id, and what each says of itself. */
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { CommentRecord } from '../../src/data/comments/comment.record.ts';
import { MAX_DEPTH } from '../../src/data/comments/comment.writes.ts';
import { directionOf } from '../../src/text/direction.ts';
import { relativeTime } from '../../src/text/relative-time.ts';
import { AGES, Kept, Tagged } from '../shared/caching.ts';
import { ConnectionArgs } from '../shared/connection.args.ts';
import type { Connection } from '../shared/connection.ts';
import { ConnectionSize } from '../shared/costs.ts';
import { localeFor } from '../shared/locale.ts';
import { type GivenLocale, LocaleArg } from '../shared/locale.arg.ts';
import { RelativeTimeStyle } from '../shared/relative-time-style.enum.ts';
import { Locale } from '../shared/scalars.ts';
import { Direction } from '../shared/text-direction.enum.ts';
import type { CommentsContext } from './comment.context.ts';
import { CommentOrder } from './comment.enums.ts';
import { tombstoneMessage } from './comment.messages.ts';
import { commentConnection, commentPageArguments } from './comment-page.ts';
import { mayDelete, maySee, mayWrite } from './comment-permissions.ts';
import { Article, Comment, CommentAuthor, CommentConnection, CommentPermissions } from './comment.type.ts';

@Resolver(() => Comment)
export class CommentResolver {
  @Tagged('comment:{$args.id}')
  @Query(() => Comment, {
    nullable: true,
    description: 'One comment; null where there is none, or where moderation holds it back from the viewer.',
  })
  async comment(
    @Arg('id', () => ID, { description: 'Its id: `com_…`.' }) id: string,
    @Ctx() context: CommentsContext,
  ): Promise<CommentRecord | null> {
    return visibleComment(await context.comments.byId.load(id), context);
  }

  @FieldResolver(() => Article, { nullable: true, description: 'The article it was written below.' })
  article(@Root() comment: CommentRecord): Article {
    return { id: comment.articleId };
  }

  @Tagged('comment-threads')
  @FieldResolver(() => Comment, { nullable: true, description: 'The comment it answers; null for a comment on the article itself.' })
  async parent(@Root() comment: CommentRecord, @Ctx() context: CommentsContext): Promise<CommentRecord | null> {
    return comment.parentId === null ? null : visibleComment(await context.comments.byId.load(comment.parentId), context);
  }

  @Tagged('comment-threads')
  @FieldResolver(() => Comment, { nullable: true, description: 'The comment its thread began with; null for that comment itself.' })
  async rootParent(@Root() comment: CommentRecord, @Ctx() context: CommentsContext): Promise<CommentRecord | null> {
    return comment.rootId === comment.id ? null : visibleComment(await context.comments.byId.load(comment.rootId), context);
  }

  @FieldResolver(() => String, { description: 'Plain text; for a deleted comment the words that stand in its place.' })
  body(
    @Root() comment: CommentRecord,
    @LocaleArg("The language of those words; the client's first without it.") locale: GivenLocale,
    @Ctx() context: CommentsContext,
  ): string {
    return comment.deletedAt === null ? comment.body : tombstoneMessage(localeFor(locale, context));
  }

  @FieldResolver(() => Boolean, { description: 'Is this a tombstone?' })
  isDeleted(@Root() comment: CommentRecord): boolean {
    return comment.deletedAt !== null;
  }

  @FieldResolver(() => CommentAuthor, { nullable: true, description: 'Who wrote it; null for a deleted comment.' })
  author(@Root() comment: CommentRecord): CommentAuthor | null {
    return comment.deletedAt === null ? { name: comment.authorName, user: { id: comment.authorId } } : null;
  }

  @FieldResolver(() => Locale, { nullable: true, description: 'The language it is written in, where that is known.' })
  language(@Root() comment: CommentRecord): string | null {
    return comment.deletedAt === null ? comment.language : null;
  }

  @FieldResolver(() => Direction, { description: 'The direction of its body.' })
  direction(@Root() comment: CommentRecord, @Ctx() context: CommentsContext): string {
    return comment.deletedAt === null ? comment.direction : directionOf(localeFor(null, context));
  }

  @Kept(AGES)
  @FieldResolver(() => String, { description: 'How long ago it was written, in words: «منذ 5 أيام».' })
  createdAtRelative(
    @Root() comment: CommentRecord,
    @Arg('style', () => RelativeTimeStyle, { defaultValue: RelativeTimeStyle.NEWS, description: 'In which wording.' })
    style: RelativeTimeStyle,
    @LocaleArg() locale: GivenLocale,
    @Ctx() context: CommentsContext,
  ): string {
    return relativeTime(comment.createdAt, context.nowMs, localeFor(locale, context), style);
  }

  @ConnectionSize()
  @Tagged('comment-threads')
  @FieldResolver(() => CommentConnection, { description: 'The direct replies.' })
  async replies(
    @Root() comment: CommentRecord,
    @Arg('orderBy', () => CommentOrder, { defaultValue: CommentOrder.OLDEST, description: 'In which order.' }) order: CommentOrder,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
    @Ctx() context: CommentsContext,
  ): Promise<Connection<CommentRecord>> {
    const rows = await context.comments.replyPageByParent(commentPageArguments(page, order)).load(comment.id);
    return commentConnection(context, rows, order, async () => comment.replyCount);
  }

  @Tagged('comment-permissions')
  @FieldResolver(() => CommentPermissions, { description: 'What the viewer may do with it.' })
  async viewerCan(@Root() comment: CommentRecord, @Ctx() context: CommentsContext): Promise<CommentPermissions> {
    const { viewer } = context;
    const mayReply = mayWrite(viewer) && comment.deletedAt === null && comment.depth < MAX_DEPTH;
    const state = mayReply ? await context.comments.commentingByArticle.load(comment.articleId) : null;
    return { reply: mayReply && state !== null && state !== 'CLOSED', delete: mayDelete(viewer, comment) };
  }
}

/** Null where moderation holds it back from this viewer. */
export function visibleComment(comment: CommentRecord | null, context: CommentsContext): CommentRecord | null {
  return comment !== null && maySee(context.viewer, comment) ? comment : null;
}
