/**
 * Which servers have been told everything that this process knows. A connection that is new may lead to a server that was a replica a moment ago and has not got
 * the last invalidations: until the journal has been written to it, nothing it says is believed.
 */
import { Cluster, type Redis } from 'ioredis';
import type { Connection } from './connect.ts';

export interface Primaries {
  /** True where every server that may be asked is known to be up to date. */
  readonly areTold: boolean;
  /** Says that they have been told everything; those that became new since `generation` was read stay untold. */
  told(generation: number): void;
  /** Grows with each server that is new. */
  readonly generation: number;
  readonly isConnected: boolean;
}

/** @param onNew called whenever a server is new, or can be reached again */
export function watchPrimaries(connection: Connection, onNew: () => void, onLost: (reason: string) => void): Primaries {
  return connection instanceof Cluster ? watchCluster(connection, onNew, onLost) : watchServer(connection, onNew, onLost);
}

function watchServer(redis: Redis, onNew: () => void, onLost: (reason: string) => void): Primaries {
  let generation = 0;
  let toldGeneration = -1;
  redis.on('ready', () => {
    generation += 1;
    onNew();
  });
  redis.on('close', () => {
    generation += 1;
    onLost('connection closed');
  });
  // Without a listener ioredis prints every failed attempt to the console.
  redis.on('error', (error: Error) => onLost(error.message));
  return {
    get areTold() {
      return toldGeneration === generation && redis.status === 'ready';
    },
    told: (of) => void (toldGeneration = of),
    get generation() {
      return generation;
    },
    get isConnected() {
      return redis.status === 'ready';
    },
  };
}

function watchCluster(cluster: Cluster, onNew: () => void, onLost: (reason: string) => void): Primaries {
  let generation = 0;
  let toldGeneration = -1;
  /** The primaries as they were when the slots were last looked at. */
  let known = '';
  const changed = (): void => {
    generation += 1;
    onNew();
  };
  /** Commands follow the slots as last refreshed, and nothing is redirected (connect.ts). */
  const look = (): void => {
    const primaries = [...new Set(cluster.slots.flatMap((servers) => servers?.slice(0, 1) ?? []))].toSorted().join(' ');
    if (primaries === known) return;
    known = primaries;
    changed();
  };
  // After a close, the same ones again are new too.
  cluster.on('ready', changed);
  cluster.on('refresh', look);
  cluster.on('+node', (node: Redis) => {
    node.on('ready', changed);
    node.on('close', () => {
      generation += 1;
    });
  });
  cluster.on('close', () => {
    generation += 1;
    onLost('connection closed');
  });
  cluster.on('error', (error: Error) => onLost(error.message));
  cluster.on('node error', (error: Error) => onLost(error.message));
  return {
    get areTold() {
      return toldGeneration === generation && cluster.status === 'ready';
    },
    told: (of) => void (toldGeneration = of),
    get generation() {
      return generation;
    },
    get isConnected() {
      return cluster.status === 'ready';
    },
  };
}
