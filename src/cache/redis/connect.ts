/**
 * Connections to Redis by address: one server, Sentinel, or a cluster, each with TLS.
 *
 *     redis://user:password@host:6379/0                       rediss:// with TLS
 *     redis+sentinel://host1:26379,host2:26379/mymaster       rediss+sentinel://
 *     redis+cluster://host1:6379,host2:6379                   rediss+cluster://
 */
import { Cluster, Redis, type ClusterNode } from 'ioredis';

export type Connection = Redis | Cluster;

export interface ConnectOptions {
  readonly address: string;
  /** After which a command that is not answered is forgotten, milliseconds. Whoever waits for one may have given it up before (commands.ts). */
  readonly commandTimeoutMs: number;
  readonly connectTimeoutMs?: number;
}

/** What was away is believed again a little later than after this (redis-tier.ts): whoever could not tell it something has told it then. */
const SLOWEST_RECONNECT_MS = 500;
/** A command given while there is no connection fails at once instead of waiting for one. */
const AT_ONCE = { enableOfflineQueue: false } as const;

/** @throws TypeError where the address is none of the forms above. It never holds the password. */
export function connect({ address, commandTimeoutMs, connectTimeoutMs = 500 }: ConnectOptions): Connection {
  const { kind, tls, hosts, user, password, path } = readAddress(address);
  const retryStrategy = (tries: number): number => Math.min(50 * 2 ** Math.min(tries, 6), SLOWEST_RECONNECT_MS);
  const options = {
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    commandTimeout: commandTimeoutMs,
    connectTimeout: connectTimeoutMs,
    ...(user === '' ? {} : { username: user }),
    ...(password === '' ? {} : { password }),
    ...(tls ? { tls: {} } : {}),
  };
  const [first] = hosts as [Host];
  switch (kind) {
    case 'single':
      return new Redis({ ...options, ...AT_ONCE, retryStrategy, ...first, db: path === '' ? 0 : Number(path) });
    case 'sentinel':
      return new Redis({
        ...options,
        ...AT_ONCE,
        retryStrategy,
        sentinels: [...hosts],
        name: path,
        sentinelRetryStrategy: retryStrategy,
        ...(tls ? { enableTLSForSentinelMode: true } : {}),
      });
    case 'cluster':
      return new Cluster([...hosts] as ClusterNode[], {
        ...AT_ONCE,
        // What is written in one turn goes to each server in one piece.
        enableAutoPipelining: true,
        clusterRetryStrategy: retryStrategy,
        // Nothing is sent elsewhere silently: a server is asked once it is known to be up to date (primaries.ts).
        maxRedirections: 0,
        retryDelayOnFailover: 0,
        slotsRefreshInterval: 1_000,
        slotsRefreshTimeout: connectTimeoutMs,
        // Only primaries: a replica that lags would show what was invalidated.
        scaleReads: 'master',
        redisOptions: options,
      });
  }
}

interface Host {
  readonly host: string;
  readonly port: number;
}

interface Address {
  readonly kind: 'single' | 'sentinel' | 'cluster';
  readonly tls: boolean;
  readonly hosts: readonly Host[];
  readonly user: string;
  readonly password: string;
  readonly path: string;
}

const FORM = /^(rediss?)(?:\+(sentinel|cluster))?:\/\/(?:([^:@/]*)(?::([^@/]*))?@)?([^/?#]+)(?:\/([^?#]*))?$/;

export function readAddress(address: string): Address {
  const [, protocol, kind = 'single', user = '', password = '', hosts = '', path = ''] = FORM.exec(address) ?? [];
  if (protocol === undefined)
    throw new TypeError(
      'The address of Redis is redis://HOST:PORT/DB, redis+sentinel://HOST:PORT,…/NAME or redis+cluster://HOST:PORT,… (rediss with TLS).',
    );
  const read = hosts.split(',').map((text): Host => {
    const [, host = '', port] = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/.exec(text) ?? [];
    if (host === '') throw new TypeError(`The address of Redis names no host in "${text}".`);
    return { host: host.replace(/^\[|\]$/g, ''), port: Number(port ?? (kind === 'sentinel' ? 26_379 : 6_379)) };
  });
  if (kind === 'single' && read.length !== 1)
    throw new TypeError('The address of a single Redis names one host; several belong to redis+sentinel or redis+cluster.');
  if (kind === 'sentinel' && path === '')
    throw new TypeError('The address of Redis Sentinel ends with the name of its master: redis+sentinel://HOST:PORT/NAME.');
  if (kind === 'single' && !/^\d*$/.test(path)) throw new TypeError('The address of Redis ends with the number of its database.');
  return {
    kind: kind as Address['kind'],
    tls: protocol === 'rediss',
    hosts: read,
    user: decodeURIComponent(user),
    password: decodeURIComponent(password),
    path,
  };
}
