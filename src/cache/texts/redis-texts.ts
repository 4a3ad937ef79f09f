/** Texts that processes share. Redis away or slow means "unavailable" at once: a cache that makes requests wait or fail is worse than none. */
import type { Connection } from '../redis/connect.ts';
import { checkTtl, type TextStore } from './text-store.ts';

export interface RedisTextsOptions {
  /** Made by `connect`; closed with the store. */
  readonly connection: Connection;
  /** Larger values are refused: they would hold up the connection that all requests share. */
  readonly maxValueBytes?: number;
  /** Called when the connection is lost and when it is back, once each: for the log. */
  readonly onChange?: (state: 'available' | 'unavailable', reason: string) => void;
}

export function createRedisTexts({ connection: redis, maxValueBytes = 1_000_000, onChange }: RedisTextsOptions): TextStore {
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

function reportChanges(redis: Connection, onChange: RedisTextsOptions['onChange']): void {
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
