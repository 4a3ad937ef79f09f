/** What befalls one Redis in the model. Each leaves it as it may be found after a fault of that kind. */
import type { Redis } from 'ioredis';

/** Evictions, of entries and of stamps alike. */
export async function evictSome(admin: Redis, random: () => number): Promise<void> {
  for (const key of await admin.keys('newsgraph:c2:*')) if (random() < 0.3) await admin.del(key);
}

/** All connections are cut: what was being told may or may not have been heard. */
export async function cutConnections(admin: Redis): Promise<void> {
  await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
}

/**
 * It answers, but refuses to be told what is wrong, as a primary does that has become a replica.
 * @returns how it ends
 */
export async function refuseInvalidations(admin: Redis): Promise<() => Promise<void>> {
  await admin.acl('SETUSER', 'default', '-unlink');
  return async () => void (await admin.acl('SETUSER', 'default', '+unlink'));
}

/**
 * A replica falls behind now.
 * @returns how it takes over: everything is as it is now, and all connections are cut
 */
export async function fallBehind(admin: Redis): Promise<() => Promise<void>> {
  const keys = await admin.keys('newsgraph:*');
  const dumps = await Promise.all(keys.map(async (key) => ({ key, dump: await admin.dumpBuffer(key), ttl: await admin.pttl(key) })));
  return async () => {
    const [, maxmemory = '0'] = (await admin.config('GET', 'maxmemory')) as string[];
    await admin.config('SET', 'maxmemory', '0');
    const takeover = admin.multi().flushall();
    for (const { key, dump, ttl } of dumps) if (dump !== null) takeover.restore(key, Math.max(0, ttl), dump);
    await takeover.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes').exec();
    await admin.config('SET', 'maxmemory', maxmemory);
  };
}
