/** What the comments subgraph works with during one request. */
import type { Viewer } from '../../src/auth/viewer.ts';
import { commentLoaders } from '../../src/data/comments/comment.loaders.ts';
import type { CommentLoaders } from '../../src/data/comments/comment.loaders.ts';
import type { Database } from '../../src/data/database.ts';
import type { SubgraphRequestInfo, SubgraphServices } from '../../src/subgraph/definition.ts';
import { requestContext } from '../shared/request-context.ts';
import type { RequestContext } from '../shared/request-context.ts';

export interface CommentsContext extends RequestContext {
  readonly database: Database;
  rememberViewer(viewer: Viewer): Promise<void>;
  readonly comments: CommentLoaders;
  /** Drops what was loaded: call after a write, so that the rest of the request reads what it made. */
  forgetLoaded(): void;
}

export function commentsContext(services: SubgraphServices, request: SubgraphRequestInfo): CommentsContext {
  const { database, rememberViewer } = services;
  // No accessor: in an object literal it is a function of its own for each request, and V8 keeps that, with all that was loaded, until the next full collection.
  const context = {
    ...requestContext(services, request),
    database,
    rememberViewer,
    comments: commentLoaders(database),
    forgetLoaded() {
      context.comments = commentLoaders(database);
    },
  };
  return context;
}
