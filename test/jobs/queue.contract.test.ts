/** Both engines of the queue keep the same promises. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createBullQueue } from '../../src/jobs/bullmq-queue.ts';
import type { JobQueue } from '../../src/jobs/job-queue.ts';
import { createProcessQueue } from '../../src/jobs/process-queue.ts';
import { describeWithRedis } from '../testkit/services.ts';

type Open = (onFault: (error: unknown) => void) => JobQueue;

function promises(openQueue: Open): void {
  let queue: JobQueue;
  let faults: string[];
  beforeEach(() => {
    faults = [];
    queue = openQueue((error) => void faults.push(String(error)));
  });
  afterEach(() => queue.close());

  it('hands over what was added before and after the work began, each once', async () => {
    const seen: string[] = [];
    const all = Promise.withResolvers<void>();
    for (const id of ['a', 'b', 'c']) await queue.add({ id });
    queue.work(
      ({ id }) => {
        seen.push(id);
        if (seen.length === 4) all.resolve();
        return Promise.resolve();
      },
      { concurrency: 2 },
    );
    await queue.add({ id: 'd' });
    await all.promise;
    expect(seen.toSorted()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('takes a job of the same id for the same while it waits or runs, and for another behind it', async () => {
    const seen: string[] = [];
    const begun = Promise.withResolvers<void>();
    const hold = Promise.withResolvers<void>();
    const again = Promise.withResolvers<void>();
    await queue.add({ id: 'a' });
    await queue.add({ id: 'a' });
    queue.work(
      async ({ id }) => {
        seen.push(id);
        if (id === 'last') again.resolve();
        begun.resolve();
        await hold.promise;
      },
      { concurrency: 1 },
    );
    await begun.promise;
    await queue.add({ id: 'a' });
    await queue.add({ id: 'b' });
    await queue.add({ id: 'last' });
    hold.resolve();
    await again.promise;
    expect(seen).toEqual(['a', 'b', 'last']);
    // Behind the end of the first it is another job.
    const second = Promise.withResolvers<void>();
    await queue.close();
    queue = openQueue((error) => void faults.push(String(error)));
    queue.work(
      () => {
        second.resolve();
        return Promise.resolve();
      },
      { concurrency: 1 },
    );
    await queue.add({ id: 'a' });
    await second.promise;
  });

  it('works as many at once as it was told, and no more', async () => {
    let running = 0;
    let most = 0;
    let done = 0;
    const all = Promise.withResolvers<void>();
    const three = Promise.withResolvers<void>();
    queue.work(
      async () => {
        most = Math.max(most, ++running);
        if (running === 3) three.resolve();
        await three.promise;
        running--;
        if (++done === 9) all.resolve();
      },
      { concurrency: 3 },
    );
    for (let n = 0; n < 9; n++) await queue.add({ id: `j${n}` });
    await all.promise;
    expect(most).toBe(3);
  });

  it('goes on behind a handler that fails, and says so', async () => {
    const second = Promise.withResolvers<void>();
    queue.work(
      ({ id }) => {
        if (id === 'bad') return Promise.reject(new Error('no'));
        second.resolve();
        return Promise.resolve();
      },
      { concurrency: 1 },
    );
    await queue.add({ id: 'bad' });
    await queue.add({ id: 'good' });
    await second.promise;
    expect(faults).toEqual(['Error: no']);
  });

  it('waits for what runs when it is closed, and takes nothing new', async () => {
    const seen: string[] = [];
    const begun = Promise.withResolvers<void>();
    const hold = Promise.withResolvers<void>();
    queue.work(
      async ({ id }) => {
        begun.resolve();
        await hold.promise;
        seen.push(id);
      },
      { concurrency: 1 },
    );
    await queue.add({ id: 'a' });
    await queue.add({ id: 'b' });
    await begun.promise;
    const closed = queue.close();
    await expect(queue.add({ id: 'c' })).rejects.toThrow('The queue is closed.');
    expect(seen).toEqual([]);
    hold.resolve();
    await closed;
    expect(seen).toEqual(['a']);
  });
}

describe('the queue in process', () => {
  promises((onFault) => createProcessQueue({ onFault }));
});

describeWithRedis('the queue over Redis', (service) => {
  let names = 0;
  let name = '';
  beforeEach(() => void (name = `queue${++names}`));

  promises((onFault) => createBullQueue({ url: service.address, name, onFault }));

  it('shares its jobs between processes, each going to one of them', async () => {
    const seen: string[] = [];
    const all = Promise.withResolvers<void>();
    const queues = [1, 2].map(() => createBullQueue({ url: service.address, name, onFault: () => undefined }));
    const busy = new Set<JobQueue>();
    for (const queue of queues)
      queue.work(
        ({ id }) => {
          seen.push(id);
          busy.add(queue);
          if (seen.length === 40) all.resolve();
          return new Promise((resolve) => setImmediate(resolve));
        },
        { concurrency: 1 },
      );
    for (let n = 0; n < 40; n++) await queues[0]!.add({ id: `j${n}` });
    await all.promise;
    expect(new Set(seen).size).toBe(40);
    expect(busy.size).toBe(2);
    await Promise.all(queues.map((queue) => queue.close()));
  });

  it('tells once of a Redis that is away, and is not held up by it when it is closed', async () => {
    const faults: string[] = [];
    const told = Promise.withResolvers<void>();
    const onFault = (_: unknown, doing: string): void => {
      faults.push(doing);
      told.resolve();
    };
    const queue = createBullQueue({ url: 'redis://127.0.0.1:1', name, onFault });
    queue.work(() => Promise.resolve(), { concurrency: 1 });
    const adding = queue.add({ id: 'a' });
    const refused = adding.catch((error: unknown) => error);
    await told.promise;
    await queue.close();
    expect(faults).toEqual(['reaching the Redis of the queue']);
    expect(await refused).toMatchObject({ message: expect.stringContaining('ECONNREFUSED') });
  });
});
