/** The store that processes share. Redis away or slow means "unavailable" at once: a cache that makes requests wait or fail is worse than none. */
import { Redis } from 'ioredis';
import { checkTtl, type Store } from './store.ts';

export interface RedisStoreOptions {
  readonly url: string;
  /** Longest wait for one command. */
  readonly commandTimeoutMs?: number;
  readonly connectTimeoutMs?: number;
  /** Larger values are refused: they would hold up the connection that all requests share. */
  readonly maxValueBytes?: number;
  /** Called when the connection is lost and when it is back, once each: for the log. */
  readonly onChange?: (state: 'available' | 'unavailable', reason: string) => void;
}

const SLOWEST_RECONNECT_MS = 2_000;

export function createRedisStore({
  url,
  commandTimeoutMs = 100,
  connectTimeoutMs = 1_000,
  maxValueBytes = 1_000_000,
  onChange,
}: RedisStoreOptions): Store {
  const redis = new Redis(url, {
    // A command given while there is no connection fails at once instead of waiting for one.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    commandTimeout: commandTimeoutMs,
    connectTimeout: connectTimeoutMs,
    retryStrategy: (tries) => Math.min(50 * 2 ** Math.min(tries, 6), SLOWEST_RECONNECT_MS),
  });
  reportChanges(redis, onChange);

  /** Every failure of a command is the same to a cache, whatever its cause; the connection's own events say why. */
  async function attempt<Answer, Otherwise>(command: () => Promise<Answer>, otherwise: Otherwise): Promise<Answer | Otherwise> {
    if (redis.status !== 'ready') return otherwise;
    try {
      return await command();
    } catch {
      return otherwise;
    }
  }

  return {
    get: (key) =>
      attempt(
        async () => {
          const bytes = await redis.getBuffer(key);
          return bytes === null ? ({ outcome: 'miss' } as const) : ({ outcome: 'hit', bytes } as const);
        },
        { outcome: 'unavailable' } as const,
      ),
    async set(key, bytes, ttlMs) {
      checkTtl(ttlMs);
      return attempt(async () => {
        if (bytes.byteLength > maxValueBytes) {
          // What was there before is not what the caller wants to be found.
          await redis.del(key);
          return 'refused' as const;
        }
        await redis.set(key, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'PX', ttlMs);
        return 'stored' as const;
      }, 'unavailable' as const);
    },
    delete: (key) =>
      attempt(async () => {
        await redis.del(key);
        return 'deleted' as const;
      }, 'unavailable' as const),
    ping: () =>
      attempt(async () => {
        await redis.ping();
        return 'available' as const;
      }, 'unavailable' as const),
    async close() {
      const said = await attempt(() => redis.quit(), null);
      if (said === null) redis.disconnect();
    },
  };
}

function reportChanges(redis: Redis, onChange: RedisStoreOptions['onChange']): void {
  let state: 'available' | 'unavailable' | null = null;
  const change = (next: 'available' | 'unavailable', reason: string): void => {
    if (state === next) return;
    state = next;
    onChange?.(next, reason);
  };
  redis.on('ready', () => change('available', 'connected'));
  redis.on('close', () => change('unavailable', 'connection closed'));
  // Without a listener ioredis prints every failed attempt to the console.
  redis.on('error', (error: Error) => change('unavailable', error.message));
}
