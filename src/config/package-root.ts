/** Where the package lies, from the sources as well as from `dist/`: schema/, sample/, web assets and package.json are found from here. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const packageRoot: string = nearestPackage(import.meta.dirname);

function nearestPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('No package.json stands above the program: the package is incomplete.');
  return nearestPackage(parent);
}
