/**
 * When a server is new. A connection that is new may lead to a server that was a replica a moment ago and has not got the last invalidations: whoever asks it must see to it
 * that they are told first (trust.ts), or begin to read anew (invalidation-stream.ts).
 */
import { Cluster, type Redis } from 'ioredis';
import type { Connection } from './connect.ts';

export interface Primaries {
  /** Grows with each server that is new, or is lost. */
  readonly generation: number;
  readonly isConnected: boolean;
}

/** @param onNew called whenever a server is new, or can be reached again */
export function watchPrimaries(connection: Connection, onNew: () => void, onLost: (reason: string) => void): Primaries {
  let generation = 0;
  const isNew = (): void => {
    generation += 1;
    onNew();
  };
  const isLost = (): void => {
    generation += 1;
    onLost('connection closed');
  };
  connection.on('ready', isNew);
  connection.on('close', isLost);
  // Without a listener ioredis prints every failed attempt to the console.
  connection.on('error', (error: Error) => onLost(error.message));
  if (connection instanceof Cluster) watchNodes(connection, isNew, isLost, onLost);
  return {
    get generation() {
      return generation;
    },
    get isConnected() {
      return connection.status === 'ready';
    },
  };
}

/** The servers of a cluster come and go while the cluster's own connection stays as it is. */
function watchNodes(cluster: Cluster, isNew: () => void, isLost: () => void, onLost: (reason: string) => void): void {
  /** The primaries as they were when the slots were last looked at. */
  let known = '';
  /** Commands follow the slots as last refreshed, and nothing is redirected (connect.ts). */
  cluster.on('refresh', () => {
    const primaries = [...new Set(cluster.slots.flatMap((servers) => servers?.slice(0, 1) ?? []))].toSorted().join(' ');
    if (primaries === known) return;
    known = primaries;
    isNew();
  });
  cluster.on('+node', (node: Redis) => {
    node.on('ready', isNew);
    node.on('close', isLost);
  });
  cluster.on('node error', (error: Error) => onLost(error.message));
}
