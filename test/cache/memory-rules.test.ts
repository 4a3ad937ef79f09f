/** The rules of docs/decisions/0012 for one process's memory, each at the moment at which it is needed. */
import { describe, expect, it } from '@jest/globals';
import { Cache } from '../../src/cache/cache.ts';
import { entityKey } from '../../src/cache/keys.ts';
import { systemClock } from '../../src/clock/clock.ts';

const ID = '{"id":"1"}';
const QUESTION = { subgraph: 'news', type: 'Article', representation: ID, key: ID, selection: 'all' };
const KEY = entityKey({ ...QUESTION, scope: 'public', viewer: null });
const ANSWER = { scope: 'public', value: 'old', text: '"old"', lifetime: { freshMs: 60_000, revalidateMs: 0, onErrorMs: 0 } } as const;

const open = (): Cache => new Cache({ clock: systemClock, random: () => 0, memoryBytes: 100_000, redis: null });

describe('what is wrong in memory', () => {
  it('is not shown', async () => {
    const cache = open();
    await cache.fill(cache.ticket(KEY), ANSWER);
    expect(cache.peek(KEY)).toMatchObject({ outcome: 'hit', entry: { value: 'old' } });
    await cache.invalidate([KEY.tags[0]]);
    expect(cache.peek(KEY)).toBeNull();
  });

  it('is not kept where it was read before it became wrong', async () => {
    const cache = open();
    const ticket = cache.ticket(KEY);
    await cache.invalidate([KEY.tags[0]]);
    await cache.fill(ticket, ANSWER);
    expect(cache.peek(KEY)).toBeNull();
  });

  it('is not kept where its source may not have had the write yet', async () => {
    const cache = open();
    await cache.invalidate([KEY.tags[0]]);
    const ticket = cache.ticket(KEY);
    await cache.fill(ticket, ANSWER, 5_000);
    expect(cache.peek(KEY)).toBeNull();
    await cache.fill(ticket, ANSWER);
    expect(cache.peek(KEY)).not.toBeNull();
  });

  it('is not what is somebody else’s', async () => {
    const [amal, badr] = ['amal', 'badr'].map((viewer) => entityKey({ ...QUESTION, scope: 'private', viewer }));
    const cache = open();
    await cache.fill(cache.ticket(amal!), { ...ANSWER, scope: 'private' });
    expect(cache.peek(amal!)).not.toBeNull();
    expect(cache.peek(badr!)).toBeNull();
    expect(cache.peek(KEY)).toBeNull();
  });
});
