/** The comments subgraph: what readers write below articles. */
import 'reflect-metadata';
import type { SubgraphDefinition } from '../../src/subgraph/definition.ts';
import { ArticleCommentsResolver, CommentingResolver } from './article.resolver.ts';
import { commentsCaching } from './comment.caching.ts';
import { commentsContext } from './comment.context.ts';
import type { CommentsContext } from './comment.context.ts';
import { CommentMutationResolver } from './comment-mutation.resolver.ts';
import { articleReference, commentReference } from './comment.reference.ts';
import { CommentResolver } from './comment.resolver.ts';
import { Article, Comment } from './comment.type.ts';
import { UserErrorResolver } from './user-error.resolver.ts';
import { Conflict, NotFound, NotPermitted, ValidationError } from './user-error.type.ts';

export const commentsSubgraph: SubgraphDefinition<CommentsContext> = {
  name: 'comments',
  resolvers: [CommentResolver, ArticleCommentsResolver, CommentingResolver, CommentMutationResolver, UserErrorResolver],
  orphanedTypes: [Comment, Article, ValidationError, NotPermitted, NotFound, Conflict],
  references: { Comment: commentReference, Article: articleReference },
  caching: commentsCaching,
  context: commentsContext,
};
