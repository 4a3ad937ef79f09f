/**
 * Runs the command of the README as a newcomer would, on an empty data folder: `npm start`, wait until ready, ask for an article page,
 * look at the page and at GraphiQL, stop it. Prints what it saw; exits with 1 where anything was not as promised. Runs on Node 20.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const READY_WITHIN = 60_000;
const STOPPED_WITHIN = 15_000;

const root = new URL('..', import.meta.url).pathname;
const dataDir = await mkdtemp(join(tmpdir(), 'newsgraph-smoke-'));
const port = await freePort();
const address = `http://127.0.0.1:${port}`;
const output = [];
const npm = spawn('npm', ['start'], {
  cwd: root,
  env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: dataDir },
  detached: true,
  stdio: ['ignore', 'pipe', 'pipe'],
});
npm.stdout.on('data', (chunk) => output.push(chunk));
npm.stderr.on('data', (chunk) => output.push(chunk));
const stopped = once(npm, 'exit');

try {
  const started = Date.now();
  await until(READY_WITHIN, async () => (await fetch(`${address}/health/ready`)).ok);
  console.log(`ready ${Date.now() - started} ms after npm start (build included)`);
  await articlePage();
  console.log(`article page answered ${Date.now() - started} ms after npm start`);
  await pages();
  await stopGracefully();
} catch (error) {
  console.error(Buffer.concat(output).toString());
  console.error(error);
  process.exitCode = 1;
} finally {
  if (npm.exitCode === null && npm.signalCode === null) process.kill(-npm.pid, 'SIGKILL'); // its own process group
  await rm(dataDir, { recursive: true, force: true });
}

/** The two operations of the app, as committed: the newest article of the home feed, then its page. */
async function articlePage() {
  const feed = await ask('home-feed', { first: 5, locale: 'ar' });
  assert.equal(feed.articles.nodes.length, 5);
  const [{ id, title }] = feed.articles.nodes;
  assert.match(id, /^art_/);
  const { article, app, viewer } = await ask('article-page', { id, locale: 'ar' });
  assert.equal(article.title, title);
  assert.ok(article.source.name, 'the publisher has a name');
  assert.ok(article.blocks.length > 0, 'the article has a body');
  assert.ok(article.publishedAtRelative, 'the article has a relative time');
  assert.equal(typeof article.commentCount, 'number');
  assert.ok(article.related !== undefined && article.ai !== undefined, 'enrichments answer');
  assert.ok(app.stores.length > 0, 'the app has stores');
  assert.equal(viewer, null);
}

async function ask(operation, variables) {
  const query = await readFile(join(root, 'schema/operations', `${operation}.graphql`), 'utf8');
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  assert.equal(response.status, 200, text);
  const { data, errors } = JSON.parse(text);
  assert.equal(errors, undefined, `${operation}: ${JSON.stringify(errors)}`);
  return data;
}

async function pages() {
  for (const [path, contains] of [
    ['/', '<article'],
    ['/graphql', 'graphiql'],
    ['/metrics', 'process_cpu'],
  ]) {
    const response = await fetch(`${address}${path}`, { headers: { accept: 'text/html' } });
    const text = await response.text();
    assert.equal(response.status, 200, `${path}: ${text.slice(0, 300)}`);
    assert.ok(text.toLowerCase().includes(contains), `${path} has no ${contains}: ${text.slice(0, 300)}`);
  }
}

/** SIGTERM to the server alone, so that npm reports the server's own exit code. */
async function stopGracefully() {
  process.kill(await lastDescendant(npm.pid), 'SIGTERM');
  const timeout = setTimeout(() => npm.emit('error', new Error(`not stopped within ${STOPPED_WITHIN} ms of SIGTERM`)), STOPPED_WITHIN);
  const [code, signal] = await stopped;
  clearTimeout(timeout);
  assert.deepEqual({ code, signal }, { code: 0, signal: null });
  console.log('stopped with exit code 0');
}

/** npm runs a shell, the shell runs the command, the command may run the pinned Node: the server is the last of the line. */
async function lastDescendant(pid) {
  const parents = new Map();
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '') : '';
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent) parents.set(parent, Number(name));
  }
  let last = pid;
  while (parents.has(last)) last = parents.get(last);
  return last;
}

async function until(milliseconds, condition) {
  for (const end = Date.now() + milliseconds; ;) {
    if (npm.exitCode !== null) throw new Error(`npm start ended with ${npm.exitCode}`);
    if (await condition().catch(() => false)) return;
    if (Date.now() > end) throw new Error(`not ready within ${milliseconds} ms`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port: free } = server.address();
  server.close();
  return free;
}
