/** The members of a GraphQL request (GraphQL over HTTP, "Request Parameters") from a body that is JSON already. */
import { ClientError } from '../../errors/client-error.ts';

export interface GraphqlRequest {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown> | undefined;
}

/** Throws `ClientError` 400 naming the member that is wrong. */
export function readRequest(body: unknown): GraphqlRequest {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return refuse('The body must be one JSON object.');
  const { query, operationName, variables } = body as Record<string, unknown>;
  if (typeof query !== 'string' || query === '') return refuse('"query" must be the text of an operation.');
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    return refuse('"operationName" must be a string.');
  if (variables !== undefined && variables !== null && (typeof variables !== 'object' || Array.isArray(variables)))
    return refuse('"variables" must be an object.');
  return { query, operationName: operationName ?? undefined, variables: (variables as Record<string, unknown> | null) ?? undefined };
}

function refuse(message: string): never {
  throw new ClientError('BAD_REQUEST', message);
}
