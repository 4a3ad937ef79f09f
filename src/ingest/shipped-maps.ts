/** The field maps in the program's own `ingest/` folder. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFieldMaps, type FieldMap } from './field-map.ts';

/** In order of their names. @throws FieldMapError */
export async function shippedFieldMaps(): Promise<readonly FieldMap[]> {
  return [...(await readFieldMaps(shippedMapsDirectory())).values()];
}

/** Beside package.json, wherever this file runs from: the sources or `dist`. */
export function shippedMapsDirectory(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  for (let folder = here; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'ingest'))) return join(folder, 'ingest');
  }
  throw new Error(`no folder "ingest" beside a package.json above ${here}: the installation is not complete`);
}
