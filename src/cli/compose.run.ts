/** The `compose` command at work: the artefacts of schema/, written or compared, and what would break the clients of the last release. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { schemaChanges } from '../compose/breaking-changes.ts';
import { composeProgram } from '../compose/compose.ts';
import { checkSchemaDrift, RELEASED_FILE, writeSchemaFiles } from '../compose/schema-files.ts';
import { packageRoot } from '../config/package-root.ts';
import type { ExitCode } from './failure.ts';

export function runCompose({ check, write }: { readonly check: boolean; readonly write: (text: string) => void }): ExitCode {
  const directory = join(packageRoot, 'schema');
  const composition = composeProgram();
  const drift = checkSchemaDrift(directory, composition);
  if (!check) writeSchemaFiles(directory, composition);
  for (const { file, problem } of drift) write(`${check ? problem : problem === 'missing' ? 'made' : 'changed'}: schema/${file}\n`);
  if (drift.length === 0) write('schema/ is up to date.\n');

  const { breaking, dangerous } = schemaChanges(readFileSync(join(directory, RELEASED_FILE), 'utf8'), composition.apiSdl);
  for (const { description } of dangerous) write(`may surprise clients of the last release: ${description}\n`);
  for (const { description } of breaking) write(`breaks clients of the last release: ${description}\n`);
  return check && (drift.length > 0 || breaking.length > 0) ? 1 : 0;
}
