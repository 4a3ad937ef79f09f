/**
 * A process with nothing but a cache over Redis, whose memory is counted while Redis is in trouble (redis-bounds.test.ts). It is told what to do, one thing after the other, and answers each
 * with what it holds: see `Order`. Run with the address of Redis.
 */
import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Cache, type Miss } from '../../../src/cache/cache.ts';
import type { Ticket } from '../../../src/cache/entry.ts';
import { entityKey, type CacheKey } from '../../../src/cache/keys.ts';
import { connect } from '../../../src/cache/redis/connect.ts';
import { RedisTier } from '../../../src/cache/redis/redis-tier.ts';
import { systemClock } from '../../../src/clock/clock.ts';

/**
 * - `ask`: for everything, before the trouble: with the stamps that Redis gives.
 * - `answer`: the source answers each question, the same is asked again, and what was answered becomes wrong.
 * - `return`: until Redis is believed and has been told of everything.
 */
export type Order = 'ask' | 'answer' | 'return';

/** Bytes, garbage collected before. */
export interface Held {
  readonly heap: number;
  /** Of buffers and the like, outside of V8's heap. */
  readonly external: number;
  readonly resident: number;
  /** The most that was resident since the process began. */
  readonly peak: number;
}

/** 400 MB: several times what V8 lets pile up of garbage outside of its heap (64 MB) before it collects it. */
const QUESTIONS = 20_000;
/** That do not get fewer by being compressed. */
const ANSWER = randomBytes(15_000).toString('base64');
const AT_ONCE = 100;
const LIFETIME = { freshMs: 60_000, revalidateMs: 0, onErrorMs: 0 };

const [, , address = ''] = process.argv;
const tier = new RedisTier({ connection: connect({ address, commandTimeoutMs: 500 }), clock: systemClock, graceMs: 0 });
const cache = new Cache({ clock: systemClock, random: () => 0, memoryBytes: 0, redis: tier });
const keys = Array.from({ length: QUESTIONS }, (_, i) => keyOf(String(i)));
const tickets: Ticket<'public'>[] = [];

const orders: Readonly<Record<Order, () => Promise<void>>> = {
  async ask() {
    while (!tier.isAvailable) await pause(5);
    for (const some of batchesOf(keys)) tickets.push(...(await cache.lookup(some)).map((found) => (found as Miss<'public'>).ticket));
  },
  async answer() {
    const underWay = [];
    for (const some of batchesOf(tickets)) {
      underWay.push(...some.map((ticket) => fill(ticket)));
      await cache.lookup(some.map(({ key }) => key));
      void cache.invalidate(some.map(({ key }) => key.tags[0]));
    }
    // What was under way has 20 ms.
    await Promise.all(underWay);
  },
  async return() {
    const isAnswered = async (): Promise<boolean> => {
      const [found] = await cache.lookup([keyOf('0')]);
      return found?.outcome === 'miss' && found.why !== 'unavailable';
    };
    while (!tier.isAvailable || !(await isAnswered())) await pause(20);
  },
};

process.on('message', (order: Order) => {
  void orders[order]().then(async () => process.send?.(await held()));
});

/** Of a source that answers with 20,000 bytes that no other answer has. */
function fill(ticket: Ticket<'public'>): Promise<unknown> {
  const value = `${ticket.key.text} ${ANSWER}`;
  return cache.fill(ticket, { scope: 'public', value, text: JSON.stringify(value), lifetime: LIFETIME });
}

function keyOf(id: string): CacheKey<'public'> {
  const key = JSON.stringify({ id });
  return entityKey({ scope: 'public', viewer: null, subgraph: 'news', type: 'Article', representation: key, key, selection: 'all' });
}

function* batchesOf<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let from = 0; from < items.length; from += AT_ONCE) yield items.slice(from, from + AT_ONCE);
}

/** Buffers are given back by another thread, a little after they were found to be garbage. */
async function held(): Promise<Held> {
  globalThis.gc?.();
  await pause(50);
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed, external, resident: rss, peak: peakResident() };
}

/** Of this program: the system's count (`maxRSS`) begins with what the program held that started this one, in its last moment before it. */
function peakResident(): number {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1_024;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1_024;
}
