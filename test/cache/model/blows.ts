/** What befalls one Redis in the model. Each leaves it as it may be found after a fault of that kind. */
import type { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';

/** Evictions, of entries and of stamps alike. */
export async function evictSome(admin: Redis, random: () => number): Promise<void> {
  for (const key of await admin.keys('newsgraph:c1:*')) if (random() < 0.3) await admin.del(key);
}

/** All connections are cut: what was being told may or may not have been heard. */
export async function cutConnections(admin: Redis): Promise<void> {
  await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
}

/** It answers, but refuses to be told what is wrong, as a primary does that has become a replica; for a while. */
export async function refuseInvalidations(admin: Redis): Promise<void> {
  await admin.acl('SETUSER', 'default', '-unlink');
  void pause(120).then(() => admin.acl('SETUSER', 'default', '+unlink'));
}

export interface LateReplica {
  /** At the first call it falls behind, at the second it takes over: everything is as it was at the first. */
  readonly blow: () => Promise<void>;
  /** It is no longer behind: what was told before a process began is in no journal of that process. */
  readonly catchUp: () => void;
}

/** A replica that was behind takes over. */
export function lateReplica(admin: Redis, maxmemory: number): LateReplica {
  let copy: { key: string; dump: Buffer; ttl: number }[] | null = null;
  return {
    catchUp: () => void (copy = null),
    async blow() {
      if (copy === null) {
        const keys = await admin.keys('newsgraph:*');
        const dumps = await Promise.all(keys.map(async (key) => ({ key, dump: await admin.dumpBuffer(key), ttl: await admin.pttl(key) })));
        copy = dumps.flatMap(({ key, dump, ttl }) => (dump === null ? [] : [{ key, dump, ttl: Math.max(0, ttl) }]));
        return;
      }
      await admin.config('SET', 'maxmemory', '0');
      const takeover = admin.multi().flushall();
      for (const { key, dump, ttl } of copy) takeover.restore(key, ttl, dump);
      copy = null;
      await takeover.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes').exec();
      await admin.config('SET', 'maxmemory', String(maxmemory));
      // Until all have told it what they know: a process that began before would know too little (docs/decisions/0012).
      await pause(200);
    },
  };
}
