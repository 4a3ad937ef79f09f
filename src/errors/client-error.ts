/**
 * Errors are sorted by audience before anything else. A `ClientError` may be shown as it is: its message was written for the person who sent
 * the request, its code is stable. Everything else is internal: logged with the request id and masked (see mask.ts).
 */
export interface ClientErrorOptions {
  /** HTTP status where this ends a whole request; a field error inside an answer keeps 200. */
  readonly status?: number;
  /** More for machines, beside the code: bounds, names. Must be JSON and free of secrets. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

export class ClientError extends Error {
  override readonly name: string = 'ClientError';
  /** Stable, UPPER_SNAKE_CASE. */
  readonly code: string;
  readonly status: number;
  /** graphql-js copies this onto the GraphQLError that wraps a thrown error, so the code reaches the client from any resolver. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, options: ClientErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.status = options.status ?? 400;
    this.extensions = { ...options.details, code };
  }
}
