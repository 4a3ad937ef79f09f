/** The comments: threads one level deep, tombstones, the graph's own words where there are none. */
import { articleHref } from './addresses.ts';
import type { Article, Comment as CommentFields, Thread } from './page-data.ts';
import { ArrowIcon, CommentIcon, NoticeIcon } from './icons.tsx';
import type { Messages } from './messages.ts';
import type { PageView } from './page-view.ts';
import { Initial } from './publisher.tsx';
import { Fact, Moment, Notice, tongueOf } from './text.tsx';

interface CommentsProps {
  readonly article: Article;
  readonly view: PageView;
  readonly messages: Messages;
}

export function Comments({ article, view, messages }: CommentsProps) {
  const { comments, commenting, commentCount } = article;
  return (
    <section class="comments" id="page-comments" aria-labelledby="page-comments-title">
      <h2 id="page-comments-title">
        {messages.comments}
        {commentCount ? <small class="count">{messages.commentCount(commentCount)}</small> : null}
      </h2>
      {commenting?.state === 'CLOSED' ? <p class="comments-state">{messages.commentsClosed}</p> : null}
      {commenting?.state === 'PREMOD' ? <p class="comments-state">{messages.commentsModerated}</p> : null}
      {comments ? (
        <Threads comments={comments} article={article} view={view} messages={messages} />
      ) : (
        <Notice icon={<NoticeIcon />}>{messages.missing.comments}</Notice>
      )}
    </section>
  );
}

function Threads({ comments, article, view, messages }: CommentsProps & { readonly comments: NonNullable<Article['comments']> }) {
  if (comments.nodes.length === 0) {
    return (
      <div class="comments-empty">
        <CommentIcon />
        <p>{article.commenting?.emptyMessage ?? messages.commentCount(0)}</p>
      </div>
    );
  }
  return (
    <>
      <ol class="threads">
        {comments.nodes.map((thread) => (
          <li key={thread.id}>
            <Comment comment={thread} messages={messages} />
            <Replies thread={thread} messages={messages} />
          </li>
        ))}
      </ol>
      {comments.pageInfo.hasNextPage ? <MoreThreads article={article} view={view} messages={messages} /> : null}
    </>
  );
}

function Replies({ thread, messages }: { readonly thread: Thread; readonly messages: Messages }) {
  const replies = thread.replies?.nodes ?? [];
  const left = thread.replyCount - replies.length;
  if (replies.length === 0 && left <= 0) return null;
  return (
    <ol class="replies" aria-label={messages.replyCount(Math.max(thread.replyCount, replies.length))}>
      {replies.map((reply) => (
        <li key={reply.id}>
          <Comment comment={reply} messages={messages} />
        </li>
      ))}
      {left > 0 ? <li class="replies-left">{messages.moreReplies(left)}</li> : null}
    </ol>
  );
}

function Comment({ comment, messages }: { readonly comment: CommentFields; readonly messages: Messages }) {
  if (comment.isDeleted) {
    return (
      <div class="comment comment-deleted" id={comment.id}>
        <p>{messages.deletedComment}</p>
      </div>
    );
  }
  const name = comment.author?.name ?? messages.unknownAuthor;
  return (
    <article class="comment" id={comment.id}>
      <Initial name={name} />
      <p class="meta">
        <span class="comment-author">
          <bdi>{name}</bdi>
        </span>
        <Fact>
          <Moment iso={comment.createdAt} label={comment.createdAtRelative} date={messages.date(comment.createdAt)} />
        </Fact>
      </p>
      <p class="comment-body" {...tongueOf(comment)}>
        {comment.body}
      </p>
    </article>
  );
}

function MoreThreads({ article, view, messages }: CommentsProps) {
  if (view.comments >= 100) return <p class="comments-state">{messages.notAllComments}</p>;
  return (
    <a class="button button-quiet" href={`${articleHref(article.id, view, { comments: 'all' })}#page-comments`}>
      {messages.allComments}
      <ArrowIcon />
    </a>
  );
}
