/** The SDL artefacts in `schema/`: written by `newsgraph compose`, checked by `newsgraph compose --check`. Never edited by hand. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeProgram } from './compose.ts';
import type { Composition } from './compose.ts';

export const SUPERGRAPH_FILE = 'supergraph.graphql';
export const API_FILE = 'api.graphql';
export const RELEASED_FILE = 'released.graphql';

export interface SchemaDrift {
  readonly file: string;
  readonly problem: 'missing' | 'differs';
}

/** Writes every artefact into `directory` and names the files that changed. Throws `CompositionFailure`; then nothing is written. */
export function writeSchemaFiles(directory: string, composition: Composition = composeProgram()): readonly string[] {
  const changed = checkSchemaDrift(directory, composition).map(({ file }) => file);
  mkdirSync(directory, { recursive: true });
  const files = schemaFiles(composition);
  for (const file of changed) writeFileSync(join(directory, file), files.get(file) ?? '');
  return changed;
}

/** What in `directory` is not what the code composes to; empty where all is well. */
export function checkSchemaDrift(directory: string, composition: Composition = composeProgram()): readonly SchemaDrift[] {
  return [...schemaFiles(composition)].flatMap(([file, text]): SchemaDrift[] => {
    const found = readIfThere(join(directory, file));
    if (found === null) return [{ file, problem: 'missing' }];
    return found === text ? [] : [{ file, problem: 'differs' }];
  });
}

function schemaFiles(composition: Composition): ReadonlyMap<string, string> {
  return new Map([
    ...composition.subgraphs.map(({ name, sdl }) => [`${name}.graphql`, sdl] as const),
    [SUPERGRAPH_FILE, composition.supergraphSdl],
    [API_FILE, composition.apiSdl],
  ]);
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
