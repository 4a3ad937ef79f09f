/** The apps' operations as a persisted-query manifest: https://www.apollographql.com/docs/kotlin/advanced/persisted-queries#the-manifest-format */
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { getOperationAST, parse } from 'graphql';
import type { OperationTypeNode } from 'graphql';

export interface OperationsManifest {
  readonly format: 'apollo-persisted-query-manifest';
  readonly version: 1;
  readonly operations: readonly {
    /** Hex SHA-256 of `body`: also what automatic persisted queries call it. */
    readonly id: string;
    readonly name: string;
    readonly type: OperationTypeNode;
    readonly body: string;
  }[];
}

/** Reads codegen's map of hash to text and writes the manifest. Throws where a hash is not that of its text, or an operation has no name. */
export function writeOperationsManifest(persistedDocumentsFile: string, manifestFile: string): void {
  const documents = JSON.parse(readFileSync(persistedDocumentsFile, 'utf8')) as Readonly<Record<string, string>>;
  writeFileSync(manifestFile, `${JSON.stringify(operationsManifest(documents), null, 2)}\n`);
}

/** In order of the names. Hashes are codegen's: `sha256:` and the hexadecimal digits. */
export function operationsManifest(documents: Readonly<Record<string, string>>): OperationsManifest {
  const operations = Object.entries(documents).map(([hash, body]) => {
    const id = hash.replace(/^sha256:/, '');
    if (createHash('sha256').update(body).digest('hex') !== id) throw new Error(`Persisted document ${id} is not the SHA-256 of its text.`);
    const operation = getOperationAST(parse(body));
    if (!operation?.name) throw new Error(`Persisted document ${id} has no single named operation.`);
    return { id, name: operation.name.value, type: operation.operation, body };
  });
  return { format: 'apollo-persisted-query-manifest', version: 1, operations: operations.toSorted((a, b) => (a.name < b.name ? -1 : 1)) };
}
