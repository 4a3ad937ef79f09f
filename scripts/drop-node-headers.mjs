/**
 * Run by npm after an installation. The package `node` brings, beside the binary, 67 MB of C headers for compiling addons. Nothing here compiles
 * any, and npm itself drops the whole folder at the next `npm install`. Without it the project installs in under 600 MB.
 */
import { rmSync } from 'node:fs';

const platform = process.platform === 'win32' ? 'win' : process.platform;
const headers = new URL(`../node_modules/node/node_modules/node-${platform}-${process.arch}/include`, import.meta.url);
rmSync(headers, { recursive: true, force: true });
