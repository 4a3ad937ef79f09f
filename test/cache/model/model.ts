/**
 * A model of everything that can happen to a cache, and the one thing that must hold: no process ever shows a version that is older than what it had heard of when
 * it was asked, and nobody is shown what was read for somebody else.
 *
 * Several processes share one source and one Redis. A step is drawn at random: a question (of a viewer or of nobody), the end of a slow reading, a write, the hearing of
 * a write in one process, a crash of one or of all, or a blow to Redis. The source may be a replica that lags. Writes are heard of in order but whenever it pleases the draw; questions and
 * readings take as long as they like, and others go on meanwhile. Before a blow as much is kept as can be, and after it everybody asks for everything.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cache } from '../../../src/cache/cache.ts';
import type { Ticket } from '../../../src/cache/entry.ts';
import { systemClock } from '../../../src/clock/clock.ts';
import { Hearing } from '../../../src/cache/hearing.ts';
import { entityKey, type CacheKey, type Scope } from '../../../src/cache/keys.ts';

export interface ModelOptions {
  readonly processes: number;
  readonly entities: number;
  readonly steps: number;
  readonly random: () => number;
  /** A process's cache, as after its start. */
  readonly open: () => Promise<Cache>;
  /** One is drawn now and then. */
  readonly blows: readonly Blow[];
  /** By how much the source may be behind what was written to it, milliseconds; told to the cache as settleMs. */
  readonly lagMs?: number;
}

/** Something that befalls Redis; what it returns follows some steps later. */
export type Blow = () => Promise<(() => Promise<void>) | void>;

export interface ModelCounts {
  hits: number;
  stale: number;
  misses: number;
  unavailable: number;
  fills: number;
  writes: number;
  blows: number;
  crashes: number;
}

const VIEWERS = ['amal', 'badr', null] as const;

interface Value {
  readonly entity: number;
  readonly viewer: string | null;
  readonly version: number;
  /** What makes it large: without, nothing is ever evicted. */
  readonly ballast?: string;
}

interface Write {
  /** 1 for the first. */
  readonly position: number;
  readonly entity: number;
  readonly version: number;
}

interface Process {
  readonly cache: Cache;
  readonly hearing: Hearing<Write>;
  /** How many of all writes it has heard of. */
  heard: number;
  /** By entity, the version that it has heard of. */
  readonly versions: number[];
  readings: { readonly ticket: Ticket; readonly value: Value }[];
}

/** @throws Error naming the step where the promise was broken. */
export async function runModel({ processes: count, entities, steps, random, open, blows, lagMs = 0 }: ModelOptions): Promise<ModelCounts> {
  const counts: ModelCounts = { hits: 0, stale: 0, misses: 0, unavailable: 0, fills: 0, writes: 0, blows: 0, crashes: 0 };
  const below = (limit: number): number => Math.floor(random() * limit);
  const versions = Array.from({ length: entities }, () => 0);
  /** By entity, when each version after the first was written. */
  const writtenAt = versions.map((): number[] => []);
  /** What a replica has of an entity: as of now, or of a moment that is no longer ago than it lags. */
  const replicated = (entity: number): number => {
    const seen = lagMs === 0 ? Infinity : systemClock.now() - random() * lagMs;
    const times = writtenAt[entity] as number[];
    let version = times.length;
    while (version > 0 && (times[version - 1] as number) > seen) version -= 1;
    return version;
  };
  /** All writes, in order: what was written, and its version. */
  const outbox: Write[] = [];
  const start = async (): Promise<Process> => {
    const cache = await open();
    const hearing = new Hearing<Write>({
      cache,
      clock: systemClock,
      // All that was ever written is young enough to be told again.
      positionBefore: async () => 0,
      tagsOf: ({ entity }) => [tagOf(entity)],
      after: async (position, limit) => outbox.slice(position, position + limit),
    });
    const process = { cache, hearing, heard: outbox.length, versions: [...versions], readings: [] };
    await hearing.catchUp();
    return process;
  };
  const processes = await Promise.all(Array.from({ length: count }, start));

  const check = (step: number, process: Process, before: readonly number[], asked: Value, shown: unknown): void => {
    const value = shown as Value;
    const told = `step ${step}: entity ${asked.entity} for ${asked.viewer ?? 'nobody'}`;
    if (value.entity !== asked.entity || value.viewer !== asked.viewer)
      throw new Error(`${told} was shown ${value.entity} for ${value.viewer}`);
    const heard = before[asked.entity] as number;
    if (value.version < heard)
      throw new Error(`${told} was shown version ${value.version} in process ${processes.indexOf(process)}, which had heard of ${heard}`);
  };

  const drawn = (): Value[] => {
    const viewer = VIEWERS[below(VIEWERS.length)] as Value['viewer'];
    return Array.from({ length: 1 + below(4) }, () => ({ entity: below(entities), viewer, version: 0 }));
  };

  const ask = async (step: number, process: Process, asked = drawn()): Promise<void> => {
    const before = [...process.versions];
    const found = await process.cache.lookup(asked.map(keyOf), random() < 0.1);
    found.forEach((lookup, i) => {
      const value = asked[i] as Value;
      if (lookup.outcome === 'miss') {
        counts[lookup.why === 'unavailable' ? 'unavailable' : 'misses'] += 1;
        if (lookup.onError !== null) check(step, process, before, value, lookup.onError.value);
        process.readings.push({ ticket: lookup.ticket, value: { ...value, version: replicated(value.entity), ballast: BALLAST } });
      } else {
        counts[lookup.outcome === 'hit' ? 'hits' : 'stale'] += 1;
        check(step, process, before, value, lookup.entry.value);
      }
    });
  };

  const askAll = async (step: number): Promise<void> => {
    const viewer = VIEWERS[below(VIEWERS.length)] as Value['viewer'];
    const all = versions.map((_, entity): Value => ({ entity, viewer, version: 0 }));
    await Promise.all(processes.map((process) => ask(step, process, all)));
  };

  const land = async (process: Process): Promise<void> => {
    const [reading] = process.readings.splice(below(process.readings.length), 1);
    if (reading === undefined) return;
    counts.fills += 1;
    const { ticket, value } = reading;
    const filled = process.cache.fill(
      ticket,
      { scope: ticket.key.scope, value, text: JSON.stringify(value), lifetime: LIFETIMES[below(2)] as (typeof LIFETIMES)[0] },
      lagMs,
    );
    if (random() < 0.9) await filled;
  };

  const hear = async (process: Process): Promise<void> => {
    const news = outbox.slice(process.heard, process.heard + 1 + below(3));
    if (news.length === 0) return;
    process.heard += news.length;
    const told = process.hearing.hear(news);
    for (const { entity, version } of news) process.versions[entity] = Math.max(version, process.versions[entity] as number);
    if (random() < 0.8) await told;
  };

  /** What a blow brings later on. */
  const later: { readonly step: number; readonly work: () => Promise<void> }[] = [];
  const strike = async (step: number, blow: Blow): Promise<void> => {
    counts.blows += 1;
    await askAll(step);
    for (const process of processes) while (process.readings.length > 0) await land(process);
    const work = await blow();
    if (work !== undefined) later.push({ step: step + 5 + below(40), work });
    await askAll(step);
    // Sometimes everything goes on at once, mostly Redis is back before.
    if (random() < 0.8) await back(work === undefined ? BACK_MS : BACK_MS / 5);
    await askAll(step);
  };

  /** Until all ask Redis again, or `ms` at most. */
  const back = async (ms: number): Promise<void> => {
    const until = systemClock.now() + ms;
    do await pause(20);
    while (systemClock.now() < until && processes.some(({ cache }) => cache.redisState?.isAvailable === false));
  };

  const crash = async (process: Process): Promise<void> => {
    counts.crashes += 1;
    await process.cache.close();
    processes[processes.indexOf(process)] = await start();
    if (random() < 0.8) await back(BACK_MS / 5);
  };

  /** Of questions that nobody waits for. */
  const broken: unknown[] = [];
  try {
    for (let step = 0; step < steps && broken.length === 0; step += 1) {
      if ((later[0]?.step ?? steps) <= step) await strike(step, (later.shift() as (typeof later)[0]).work);
      const process = processes[below(count)] as Process;
      const draw = random();
      if (draw < 0.45) {
        const asked = ask(step, process).catch((error: unknown) => void broken.push(error));
        if (random() < 0.7) await asked;
      } else if (draw < 0.75) await land(process);
      else if (draw < 0.84) {
        const entity = below(entities);
        versions[entity] = (versions[entity] as number) + 1;
        (writtenAt[entity] as number[]).push(systemClock.now());
        outbox.push({ position: outbox.length + 1, entity, version: versions[entity] as number });
        counts.writes += 1;
      } else if (draw < 0.99) await hear(process);
      else if (draw < 0.995 && blows.length > 0) {
        if (later.length === 0) await strike(step, blows[below(blows.length)] as Blow);
      } else if (draw > 0.9995) await Promise.all(processes.map(crash));
      else if (draw > 0.998) await crash(process);
    }
  } finally {
    for (const { work } of later) await work();
    await Promise.all(processes.map(({ cache }) => cache.close()));
  }
  if (broken.length > 0) throw broken[0];
  return counts;
}

/** Within it Redis can be reached again, and is believed; a cluster that has elected another primary as well. */
const BACK_MS = 3_000;

/** Bytes of it do not get fewer by being compressed. */
const BALLAST = randomBytes(15_000).toString('base64');

/** Some end while the model runs; the others are there to be found by whoever should not. */
const LIFETIMES = [
  { freshMs: 400, revalidateMs: 200, onErrorMs: 200 },
  { freshMs: 60_000, revalidateMs: 0, onErrorMs: 0 },
];

function keyOf({ entity, viewer }: Value): CacheKey<Scope> {
  const key = JSON.stringify({ id: String(entity) });
  const question = { subgraph: 'news', type: 'Article', representation: key, key, selection: 'all' };
  return viewer === null ? entityKey({ ...question, scope: 'public', viewer: null }) : entityKey({ ...question, scope: 'private', viewer });
}

function tagOf(entity: number): string {
  return `news/Article/${JSON.stringify({ id: String(entity) })}`;
}
