/** The command `worker` as it is built, with a Redis that goes away while it works. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { packageRoot } from '../../src/config/package-root.ts';
import { describeWithRedis } from '../testkit/services.ts';

describeWithRedis('a worker whose Redis has gone away', (service) => {
  let dataDir: string;
  beforeEach(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'newsgraph-worker-'))));
  afterEach(() => rm(dataDir, { recursive: true }));

  it('says so while it works, and ends with 0 when it is told to stop', async () => {
    const { port: redisPort } = new URL(service.address);
    const sockets = new Set<Socket>();
    // Between the two, so that it can go away.
    const redis = createServer((socket) => {
      const through = connect(Number(redisPort), '127.0.0.1');
      for (const end of [socket, through]) sockets.add(end.on('error', () => undefined));
      socket.pipe(through).pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(redis, 'listening');

    const worker = spawn(process.execPath, [join(packageRoot, 'bin', 'newsgraph.js'), 'worker', '--port', '0'], {
      env: {
        ...process.env,
        DATA_DIR: dataDir,
        ENRICHMENT_THREADS: '0',
        QUEUE_URL: `redis://127.0.0.1:${(redis.address() as AddressInfo).port}`,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const ended = once(worker, 'exit');
    let told = '';
    worker.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    while (!/Metrics .*\n/.test(told)) await once(worker.stderr, 'data');
    const address = /Health +(\S+)/.exec(told)![1]!;
    const until = async (status: string): Promise<void> => {
      while (((await (await fetch(address)).json()) as { status: string }).status !== status) await pause(50);
    };
    await until('ok');
    redis.close();
    for (const socket of sockets) socket.destroy();
    await until('degraded');

    worker.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }, 60_000);
});
