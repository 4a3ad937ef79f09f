/** Contracts: a supergraph with only the parts that its tags let through. Everything else becomes @inaccessible, so that planning goes on as before. */
import { Kind, type DocumentNode } from 'graphql';
import type { Contract } from './contract.ts';
import { markInaccessible } from './mark-inaccessible.ts';
import { hiddenBy } from './hidden.ts';

export class ContractError extends Error {
  override readonly name = 'ContractError';
}

/** @throws ContractError where nothing of the Query type is left, or the contract says nothing. */
export function applyContract(supergraph: DocumentNode, contract: Contract): DocumentNode {
  if (!contract.include?.length && !contract.exclude?.length) throw new ContractError('A contract needs tags to include or to exclude.');
  const hidden = hiddenBy(supergraph, contract);
  if (hidden.has(queryTypeOf(supergraph))) throw new ContractError('The contract hides every field of the query type.');
  return markInaccessible(supergraph, hidden);
}

function queryTypeOf(document: DocumentNode): string {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION) continue;
    const query = definition.operationTypes.find(({ operation }) => operation === 'query');
    if (query) return query.type.name.value;
  }
  return 'Query';
}
