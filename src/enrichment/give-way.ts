/** Work that nobody waits for gets what the others leave. */
import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';

/** The least weight there is: a seventieth of a server's, a twentieth of an ingest's. Costs nothing where a core is free. */
const NICENESS = 19;

/**
 * Lowers the calling thread behind all others of the machine (Linux, where threads are weighed one by one; nothing happens elsewhere). It holds for as long
 * as the thread lives, so the thread may hold nothing that others wait for: no database connection, no lock.
 */
export function giveWay(): void {
  if (process.platform !== 'linux') return;
  const thread = threadId();
  if (thread !== null) setPriority(thread, NICENESS);
}

/** The kernel's number of this thread, null where /proc is not to be seen. */
function threadId(): number | null {
  try {
    const id = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
    return Number.isInteger(id) && id > 0 ? id : null;
  } catch {
    return null;
  }
}
