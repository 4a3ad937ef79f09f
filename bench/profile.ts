/** A CPU profile of another Node process, over its inspector, summed up by function and by place. */
import { once } from 'node:events';

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  /** Microseconds between samples. */
  readonly timeDeltas: readonly number[];
}

/** Arguments of Node that let its process be profiled, and what it then writes. */
export const INSPECT = ['--inspect=127.0.0.1:0', '--inspect-publish-uid=stderr'];

export function inspectorOf(output: string): string {
  // The program may have begun anew in its process: the last address is its own.
  const url = output.match(/ws:\/\/\S+/g)?.at(-1);
  if (url === undefined) throw new Error(`no inspector address in: ${output.slice(0, 500)}`);
  return url;
}

export class CpuProfile {
  readonly #socket: WebSocket;
  #calls = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** @param url the inspector's address. */
  static async start(url: string): Promise<CpuProfile> {
    const socket = new WebSocket(url);
    await once(socket, 'open');
    const profile = new CpuProfile(socket);
    await profile.#call('Profiler.enable');
    await profile.#call('Profiler.setSamplingInterval', { interval: 200 });
    await profile.#call('Profiler.start');
    return profile;
  }

  async stop(): Promise<Profile> {
    const { profile } = (await this.#call('Profiler.stop')) as { profile: Profile };
    this.#socket.close();
    return profile;
  }

  async #call(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.#calls;
    this.#socket.send(JSON.stringify({ id, method, params }));
    for (;;) {
      const [message] = (await once(this.#socket, 'message')) as [MessageEvent<string>];
      const reply = JSON.parse(message.data) as { id?: number; result?: unknown; error?: { message: string } };
      if (reply.error !== undefined) throw new Error(`${method}: ${reply.error.message}`);
      if (reply.id === id) return reply.result;
    }
  }
}

/** Self time as a share of the time in which the main thread was not idle. */
export function printProfile(profile: Profile): void {
  const frames = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
  const [byFunction, byPlace] = [new Map<string, number>(), new Map<string, number>()];
  let busy = 0;
  for (const [index, id] of profile.samples.entries()) {
    const frame = frames.get(id);
    const spent = profile.timeDeltas[index] ?? 0;
    if (frame === undefined || frame.functionName === '(idle)') continue;
    busy += spent;
    add(byPlace, placeOf(frame.url, frame.functionName), spent);
    add(
      byFunction,
      `${frame.functionName || '(anonymous)'} ${fileOf(frame.url)}${frame.url === '' ? '' : `:${frame.lineNumber + 1}`}`,
      spent,
    );
  }
  for (const [title, times, rows] of [
    ['Where the main thread is, by place', byPlace, 20],
    ['The same by function', byFunction, 30],
  ] as const) {
    console.log(`\n${title}`);
    for (const [name, spent] of [...times].toSorted((one, other) => other[1] - one[1]).slice(0, rows))
      console.log(`${((100 * spent) / busy).toFixed(1).padStart(6)} %  ${name}`);
  }
}

function add(times: Map<string, number>, key: string, spent: number): void {
  times.set(key, (times.get(key) ?? 0) + spent);
}

/** `src/gateway/execute`, `@apollo/server`, `node`, or V8's own `(garbage collector)` and `(program)`. */
function placeOf(url: string, functionName: string): string {
  if (url === '') return functionName.startsWith('(') ? functionName : 'built into V8';
  const packaged = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  if (packaged !== undefined) return packaged;
  return url.startsWith('node:') ? 'node' : (/\/dist\/((?:[^/]+\/){1,3})[^/]*$/.exec(url)?.[1]?.replace(/\/$/, '') ?? fileOf(url));
}

function fileOf(url: string): string {
  return url.replace(/^.*\/(?:node_modules|dist)\//, '');
}
