/** What a client may read of an error. Internal ones become one sentence with the request id, by which the log has the rest. */
import { ClientError } from './client-error.ts';

export const INTERNAL_CODE = 'INTERNAL_SERVER_ERROR';

export interface ShownError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** `client`: thrown on purpose, or wrapped by graphql-js around one that was. `internal`: everything else. */
export function audienceOf(error: unknown): 'client' | 'internal' {
  if (error instanceof ClientError) return 'client';
  const code = codeOf(error);
  return code === undefined || code === INTERNAL_CODE ? 'internal' : 'client';
}

/** The client's view of an error that ended a request. */
export function shownError(error: unknown, requestId: string): ShownError {
  if (audienceOf(error) === 'client' && error instanceof Error) {
    return { message: error.message, extensions: (error as { extensions?: Record<string, unknown> }).extensions ?? {} };
  }
  return {
    message: `Something failed on our side. It is in the log under request ${requestId}.`,
    extensions: { code: INTERNAL_CODE, requestId },
  };
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const extensions = (error as { extensions?: unknown }).extensions;
  if (typeof extensions !== 'object' || extensions === null) return undefined;
  const code = (extensions as { code?: unknown }).code;
  return typeof code === 'string' ? code : undefined;
}
