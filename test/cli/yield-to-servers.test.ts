import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';

const MODULE = new URL('../../src/cli/yield-to-servers.ts', import.meta.url).href;
/** What the process and its session are after it has yielded; a thread that was there before it did is one of those that collect garbage. */
const CHILD = `
  import { existsSync, readFileSync, readdirSync } from 'node:fs';
  import { getPriority } from 'node:os';
  const { yieldToServers } = await import(${JSON.stringify(MODULE)});
  yieldToServers();
  const session = existsSync('/proc/self/autogroup') ? readFileSync('/proc/self/autogroup', 'utf8').trim() : null;
  console.log(JSON.stringify({ threads: readdirSync('/proc/self/task').map((thread) => getPriority(Number(thread))), session }));`;

async function yielded(options: {
  readonly ownSession: boolean;
}): Promise<{ readonly threads: readonly number[]; readonly session: string | null }> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', CHILD], {
    detached: options.ownSession,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return JSON.parse(output) as Awaited<ReturnType<typeof yielded>>;
}

const ownSession = () => readFileSync('/proc/self/autogroup', 'utf8').trim();
const onLinux = existsSync('/proc/self/task') ? describe : describe.skip;
const withSessions = existsSync('/proc/self/autogroup') ? describe : describe.skip;

onLinux('an ingest beside servers (Linux)', () => {
  it('lowers each of its threads', async () => {
    const { threads } = await yielded({ ownSession: false });
    expect(threads.length).toBeGreaterThan(1);
    expect(new Set(threads)).toEqual(new Set([10]));
  });
});

withSessions('an ingest beside servers (Linux that weighs sessions: CONFIG_SCHED_AUTOGROUP)', () => {
  it('lowers the session that it leads', async () => {
    expect((await yielded({ ownSession: true })).session).toMatch(/^\/autogroup-\d+ nice 10$/);
  });

  it('leaves the session of a shell as it is', async () => {
    const before = ownSession();
    expect(await yielded({ ownSession: false })).toMatchObject({ session: before });
    expect(ownSession()).toBe(before);
  });
});
