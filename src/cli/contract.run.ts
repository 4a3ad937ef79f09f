/** `compose --contract`: our supergraph with only what the tags of a contract let through, and how much that is. */
import { writeFile } from 'node:fs/promises';
import { buildASTSchema, parse, print } from 'graphql';
import { composeProgram } from '../compose/compose.ts';
import { applyContract } from '../gateway/contract/apply-contract.ts';
import type { Contract } from '../gateway/contract/contract.ts';
import { publicSchema } from '../gateway/supergraph/public-schema.ts';
import type { ExitCode } from './failure.ts';

export interface ContractInput {
  readonly name: string;
  readonly contract: Contract;
  readonly write: (text: string) => void;
}

/** Writes `<name>.graphql` into the working directory. `newsgraph serve --supergraph` takes it. Rejects with `ContractError`. */
export async function runContract({ name, contract, write }: ContractInput): Promise<ExitCode> {
  const whole = parse(composeProgram().supergraphSdl);
  const filtered = applyContract(whole, contract);
  const file = `${name}.graphql`;
  await writeFile(file, `${print(filtered)}\n`);
  write(`made: ${file} (${typeCount(filtered)} of ${typeCount(whole)} types are shown)\n`);
  return 0;
}

function typeCount(supergraph: Parameters<typeof publicSchema>[0]): number {
  const schema = buildASTSchema(publicSchema(supergraph), { assumeValidSDL: true });
  return Object.keys(schema.getTypeMap()).filter((name) => !name.startsWith('__')).length;
}
