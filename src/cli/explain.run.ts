/** The `explain` command at work: no subgraph is asked anything. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { readConfig } from '../config/config.ts';
import { packageRoot } from '../config/package-root.ts';
import { createGateway } from '../gateway/create-gateway.ts';
import { UsageError } from './failure.ts';

export interface Explanation {
  readonly file: string;
  readonly operation: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly supergraphFile: string | null;
}

/** Rejects with `UsageError` for files that cannot be read, `GraphQLError` for an operation that is not valid. */
export async function explainFile({ file, operation, variables, supergraphFile }: Explanation): Promise<string> {
  const source = file === '-' ? await text(process.stdin) : await readText(file, 'operation');
  const supergraphSdl = await readText(supergraphFile ?? join(packageRoot, 'schema', 'supergraph.graphql'), 'supergraph');
  const gateway = createGateway({
    supergraphSdl,
    limits: readConfig().limits,
    introspection: true,
    debug: true,
    executorFor: () => () => Promise.reject(new Error('explain asks no subgraph')),
  });
  return gateway.explain(source, operation, variables);
}

async function readText(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`The ${what} file ${file} cannot be read: ${(error as Error).message}`);
  }
}
