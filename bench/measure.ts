/** Starts what is measured in a process group of its own, loads it, and reads from /proc what it cost. Linux only. */
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import type { LoadOrder, LoadReport } from './load.ts';

export interface Started {
  readonly pid: number;
  /** What it wrote so far, both streams. */
  output(): string;
  stop(): Promise<void>;
}

export interface Usage {
  /** User and system time of all processes of the group, microseconds; the kernel counts in steps of 10 ms. */
  readonly cpu: number;
  readonly residentMB: number;
  readonly peakMB: number;
}

export interface Measured extends LoadReport {
  readonly cpuPerRequest: number;
  readonly requestsPerSecond: number;
  readonly residentMB: number;
  readonly peakMB: number;
}

/** Starts a command and waits until `ready` says true. Throws with its output where it ends first, or takes over a minute. */
export async function start(
  command: string,
  args: readonly string[],
  env: Record<string, string>,
  ready: () => Promise<boolean>,
): Promise<Started> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(child, 'exit');
  const output = () => Buffer.concat(chunks).toString();
  const pid = child.pid ?? 0;
  const signal = (name: NodeJS.Signals) => child.exitCode === null && child.signalCode === null && process.kill(-pid, name);
  // However the bench ends, nothing that it started goes on.
  const kill = (): void => void signal('SIGKILL');
  process.once('exit', kill);
  for (const end = performance.now() + 60_000; !(await ready().catch(() => false)); await pause(50)) {
    if (child.exitCode !== null || performance.now() > end) throw new Error(`${command} ${args.join(' ')} is not ready:\n${output()}`);
  }
  return {
    pid,
    output,
    async stop() {
      signal('SIGTERM');
      const late = setTimeout(() => signal('SIGKILL'), 10_000);
      await ended;
      clearTimeout(late);
      process.removeListener('exit', kill);
    },
  };
}

process.once('SIGINT', () => process.exit(130));

/** Loads a started process and divides the CPU time that it took by the requests that it answered. Throws on a wrong answer. */
export async function measure(started: Started, order: LoadOrder): Promise<Measured> {
  const before = usage(started.pid);
  const report = await load(order);
  const after = usage(started.pid);
  if (report.fault !== null) throw new Error(report.fault);
  return {
    ...report,
    cpuPerRequest: (after.cpu - before.cpu) / report.requests,
    requestsPerSecond: report.requests / report.seconds,
    residentMB: after.residentMB,
    peakMB: after.peakMB,
  };
}

export async function load(order: LoadOrder): Promise<LoadReport> {
  const child = fork(new URL('load.ts', import.meta.url), { execArgv: ['--disable-warning=ExperimentalWarning'] });
  child.send(order);
  const [report] = (await once(child, 'message')) as [LoadReport];
  return report;
}

/** CPU time and memory of every process whose group is `group`. */
export function usage(group: number): Usage {
  let [ticks, resident, peak] = [0, 0, 0];
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const stat = textOf(`/proc/${pid}/stat`);
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(fields[2]) !== group) continue;
    const status = textOf(`/proc/${pid}/status`);
    ticks += Number(fields[11]) + Number(fields[12]);
    resident += Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
    peak += Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0);
  }
  return { cpu: ticks * 10_000, residentMB: resident / 1024, peakMB: peak / 1024 };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
}

/** A process may end between the listing and the reading. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
