/** Errors of resolvers in this process, sorted by audience before they leave their subgraph. */
import type { GraphQLError } from 'graphql';
import { audienceOf, INTERNAL_CODE, shownError } from '../../errors/mask.ts';
import type { ClientRequest } from '../../gateway/request.ts';
import type { SubgraphError } from '../../gateway/transport/subgraph-executor.ts';
import type { Logger } from '../../telemetry/logger.ts';

export interface FieldErrorOptions {
  readonly subgraph: string;
  /** Shown are only errors made for clients; in development the real message stays, for whoever wrote the resolver. */
  readonly production: boolean;
  readonly log: Logger;
}

export function fieldErrorFormatter({ subgraph, production, log }: FieldErrorOptions) {
  return (error: GraphQLError, client: Pick<ClientRequest, 'requestId'>): SubgraphError => {
    if (audienceOf(error) === 'client') return { message: error.message, path: error.path, extensions: error.extensions };
    log.error(
      { err: error.originalError ?? error, requestId: client.requestId, subgraph, path: error.path?.join('.') },
      'a resolver failed',
    );
    if (production) return { ...shownError(error, client.requestId), path: error.path };
    return {
      message: error.message,
      path: error.path,
      extensions: { ...error.extensions, code: INTERNAL_CODE, requestId: client.requestId },
    };
  };
}
