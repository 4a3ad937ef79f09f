#!/usr/bin/env node
/**
 * The command `newsgraph`, under any Node from 18 on: plain JavaScript that hands over to the pinned Node where the running one is too old.
 * No dependency, no syntax newer than Node 18.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST_NODE = 24;
const SERVING = ['serve', 'subgraph'];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, 'dist', 'src', 'main.js');
const environment = serveEnvironment(process.argv[2], process.env);

if (!existsSync(main)) end('newsgraph: it is not built yet. Run `npm run build` in ' + root + '.');
else if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) {
  Object.assign(process.env, environment);
  await import(pathToFileURL(main).href);
} else {
  const node = pinnedNode();
  if (node === null) end('newsgraph: Node ' + OLDEST_NODE + ' is needed and this is ' + process.version + '; run `npm ci` without --ignore-scripts in ' + root + ', which installs it.');
  else handOver(node);
}

/**
 * graphql-js runs a third faster with NODE_ENV=production and reads it when it is loaded, so serving always sets it. What the operator meant by
 * NODE_ENV goes on as NEWSGRAPH_MODE.
 */
function serveEnvironment(command, env) {
  if (!SERVING.includes(command)) return {};
  const mode = env.NEWSGRAPH_MODE || (env.NODE_ENV === 'production' ? 'production' : 'development');
  return { NODE_ENV: 'production', NEWSGRAPH_MODE: mode };
}

/** The binary of the npm package `node`, wherever npm put it: in our node_modules, or hoisted above. Null where its install script did not run. */
function pinnedNode() {
  try {
    const package_ = dirname(createRequire(import.meta.url).resolve('node/package.json'));
    const binary = join(package_, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(binary) ? binary : null;
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return null;
    throw error;
  }
}

function handOver(node) {
  // The channel tells the child when this process is gone without having said so (SIGKILL): see main.ts.
  const child = spawn(node, [main, ...process.argv.slice(2)], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'], env: { ...process.env, ...environment } });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
  // A terminal sends Ctrl-C to the whole group, the child included: passing SIGINT on there would be a second one, which means "at once".
  for (const signal of signals) process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? undefined : child.kill(signal)));
  child.on('error', (error) => end('newsgraph: ' + node + ' cannot be started: ' + error.message));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    // Ends as the child did, so that a shell sees the signal.
    for (const name of signals) process.removeAllListeners(name);
    process.kill(process.pid, signal);
  });
}

function end(message) {
  process.stderr.write(message + '\n');
  process.exitCode = 1;
}
