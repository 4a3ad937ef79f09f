/** The `explain` command at work: the plan of an operation, or what a server tells of an answer that it gave. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { readConfig } from '../config/config.ts';
import { packageRoot } from '../config/package-root.ts';
import { createGateway } from '../gateway/create-gateway.ts';
import type { Explanation } from '../gateway/explain/explanation.ts';
import { printExplanation } from '../gateway/explain/print-plan.ts';
import { UsageError } from './failure.ts';

export interface ExplainRequest {
  readonly file: string;
  readonly operation: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly json: boolean;
  /** `plan` asks nobody; the supergraph is our own where no file is named. `run` sends the operation to a server in development. */
  readonly over:
    | { readonly kind: 'plan'; readonly supergraphFile: string | null }
    | { readonly kind: 'run'; readonly endpoint: string; readonly token: string | null };
}

/**
 * Rejects with `UsageError` for files that cannot be read and servers that do not explain, with `GraphQLError` for an operation that is not valid.
 */
export async function explainFile(request: ExplainRequest): Promise<string> {
  const { file, operation, variables, json, over } = request;
  const source = file === '-' ? await text(process.stdin) : await readText(file, 'operation');
  if (over.kind === 'run') {
    const explanation = await runAt(over.endpoint, over.token, { query: source, operationName: operation, variables });
    return json ? JSON.stringify(explanation) : printExplanation(explanation);
  }
  const supergraphSdl = await readText(over.supergraphFile ?? join(packageRoot, 'schema', 'supergraph.graphql'), 'supergraph');
  const gateway = createGateway({
    supergraphSdl,
    limits: readConfig().limits,
    introspection: true,
    debug: true,
    executorFor: () => () => Promise.reject(new Error('explain asks no subgraph')),
  });
  return json ? JSON.stringify(gateway.plan(source, operation, variables)) : gateway.explain(source, operation, variables);
}

async function runAt(endpoint: string, token: string | null, body: object): Promise<Explanation> {
  if (!/^https?:/.test(URL.parse(endpoint)?.protocol ?? '')) throw new UsageError(`--run must be an http address; it is "${endpoint}".`);
  let response: Response;
  try {
    response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        'x-newsgraph-explain': '1',
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(body),
    });
  } catch (error) {
    // fetch says "fetch failed"; why is in the cause.
    const { cause, message } = error as Error & { readonly cause?: { readonly message?: string } };
    throw new UsageError(`${endpoint} does not answer: ${cause?.message || message}.`);
  }
  const answer = await response.text();
  const { data, errors, extensions } = readAnswer(endpoint, response.status, answer);
  if (extensions?.explain) return extensions.explain;
  const [refusal] = errors ?? [];
  if (data === undefined && refusal) throw new UsageError(`${endpoint} refused the operation: ${refusal.message}`);
  throw new UsageError(`${endpoint} answered and did not explain: it runs in production, or is no newsgraph.`);
}

interface ExplainedAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string }[];
  readonly extensions?: { readonly explain?: Explanation };
}

function readAnswer(endpoint: string, status: number, answer: string): ExplainedAnswer {
  try {
    return JSON.parse(answer) as ExplainedAnswer;
  } catch {
    throw new UsageError(`${endpoint} answered with status ${status} and no JSON: it is no GraphQL endpoint.`);
  }
}

async function readText(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`The ${what} file ${file} cannot be read: ${(error as Error).message}`);
  }
}
