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

/**
 * The young generation grows to 3 x 16 MB by default, in which most of an idle server's memory is dead objects. Measured with the sample enriched: 3 x 4 MB
 * keep 26 MB less resident than 3 x 8 (246 to 220), and the article page costs no more CPU. A worker on PostgreSQL has 110 MB less with it.
 *
 * Not for a gateway over other people's subgraphs, which lives of its requests: what sixteen of them hold outlives so small a generation, and is moved. Out of its cache
 * a page costs 215 µs instead of 314 with the default, at the same 272 MB.
 */
const LASTING_FLAGS = ['--max-semi-space-size=4'];

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const main = join(root, 'dist', 'src', 'main.js');
const serving = SERVING.includes(process.argv[2]);
const isGatewayAlone = process.argv.some((argument) => /^--supergraph(?:=|$)/.test(argument));
const flags = (serving && !isGatewayAlone) || process.argv[2] === 'worker' ? LASTING_FLAGS : [];
const environment = serving ? servingEnvironment(process.env) : process.env;

if (!existsSync(main)) end('newsgraph: it is not built yet. Run `npm run build` in ' + root + '.');
else if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) await become();
else {
  const node = pinnedNode();
  if (node === null)
    end(
      'newsgraph: Node ' +
        OLDEST_NODE +
        ' is needed and this is ' +
        process.version +
        '; run `npm ci` without --ignore-scripts in ' +
        root +
        ', which installs it.',
    );
  else handOver(node);
}

/** The running Node will do: this process becomes the program. Flags only count from a process's start, so where there are any it begins anew (not on Windows). */
async function become() {
  if (flags.length > 0 && process.platform !== 'win32') {
    process.execve(process.execPath, [process.execPath, ...process.execArgv, ...flags, main, ...process.argv.slice(2)], environment);
  }
  Object.assign(process.env, environment);
  await import(pathToFileURL(main).href);
}

/**
 * graphql-js runs a third faster with NODE_ENV=production and reads it when it is loaded, so serving always sets it. What the operator meant by
 * NODE_ENV goes on as NEWSGRAPH_MODE.
 */
function servingEnvironment(env) {
  const mode = env.NEWSGRAPH_MODE || (env.NODE_ENV === 'production' ? 'production' : 'development');
  return { ...env, NODE_ENV: 'production', NEWSGRAPH_MODE: mode };
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
  const child = spawn(node, [...flags, main, ...process.argv.slice(2)], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: environment,
  });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];
  // Passed on by the channel: terminals, systemd and timeout(1) signal the child too, and a second signal of the same kind would mean "at once" (see main.ts).
  // Where the child is gone already, its exit tells.
  for (const signal of signals) process.on(signal, () => child.send({ signal }, () => undefined));
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
