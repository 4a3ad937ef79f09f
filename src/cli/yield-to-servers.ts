/** Archives take every core there is, and a server beside them has readers waiting: the process gets what the others leave. Costs nothing where cores are free. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** A tenth of a server's weight. Not the least there is, which is a seventieth: this process holds locks of the database that a server may wait for. */
const NICENESS = 10;

/** Lowers this process, and its session where nothing else is in it. Linux; elsewhere the process alone, as far as the system knows of it. */
export function yieldToServers(): void {
  for (const thread of threads()) {
    try {
      setPriority(thread, NICENESS);
    } catch (error) {
      // A thread that has ended meanwhile takes nothing from anybody.
      if ((error as { info?: { code?: string } }).info?.code !== 'ESRCH') throw error;
    }
  }
  if (process.platform === 'linux' && hasOwnSession()) lowerSession();
}

/** The kernel's numbers of this process's threads, those that collect garbage too: it weighs them one by one. Where they are not to be seen, 0: this process. */
function threads(): number[] {
  if (process.platform !== 'linux') return [0];
  try {
    return readdirSync('/proc/self/task').map(Number);
  } catch {
    return [0];
  }
}

/** Started by cron, systemd, a container or `setsid`, and not from a terminal, whose shell would stay lowered behind us. The launcher under an older Node is ours. */
function hasOwnSession(): boolean {
  const leader = sessionLeader();
  return leader === process.pid || (process.channel !== undefined && leader === process.ppid);
}

/** Null where /proc is not to be seen. */
function sessionLeader(): number | null {
  try {
    const stat = readFileSync('/proc/self/stat', 'utf8');
    // Behind the program's name: state, parent, group, session (man 5 proc).
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[3]);
  } catch {
    return null;
  }
}

/**
 * The kernel's "autogroup" (man 7 sched): between two sessions it weighs the sessions, and niceness counts within each only. Does nothing where there are none, or
 * where the process is in a control group, whose weight the operator sets.
 */
function lowerSession(): void {
  try {
    const niceness = Number(readFileSync('/proc/self/autogroup', 'utf8').trim().split(' ').at(-1));
    if (niceness < NICENESS) writeFileSync('/proc/self/autogroup', String(NICENESS));
  } catch (error) {
    // A kernel without them; or one that was told something else of this session within the last tenth of a second.
    if (!['ENOENT', 'EAGAIN', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
