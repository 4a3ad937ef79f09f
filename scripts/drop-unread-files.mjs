/**
 * Run by npm after an installation: takes away what two packages bring and nothing here reads, 140 MB of 590. What is not there is no fault.
 * - `node`: beside the binary, C headers for compiling addons. npm itself drops the whole folder at the next `npm install`.
 * - `monaco-editor` (GraphiQL's editor): two more builds of it, for AMD loaders, with their source maps. Vite bundles the third, `esm`.
 */
import { rmSync } from 'node:fs';

const platform = process.platform === 'win32' ? 'win' : process.platform;

for (const folder of [
  `node/node_modules/node-${platform}-${process.arch}/include`,
  'monaco-editor/dev',
  'monaco-editor/min',
  'monaco-editor/min-maps',
]) {
  rmSync(new URL(`../node_modules/${folder}`, import.meta.url), { recursive: true, force: true });
}
