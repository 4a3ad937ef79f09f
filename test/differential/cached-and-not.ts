/** One database under two gateways: one with a cache that is told of the outbox, one without. */
import { readFile } from 'node:fs/promises';
import type { Viewer } from '../../src/auth/viewer.ts';
import { Cache } from '../../src/cache/cache.ts';
import { cachingOfProgram } from '../../src/compose/subgraphs.ts';
import { latestPosition, outboxAfter } from '../../src/events/outbox.ts';
import type { CacheReport } from '../../src/gateway/caching/cache-report.ts';
import type { GatewayCaching } from '../../src/gateway/caching/caching-over.ts';
import { createGateway } from '../../src/gateway/create-gateway.ts';
import type { Gateway } from '../../src/gateway/gateway.ts';
import { scalars } from '../../resolvers/shared/scalars.ts';
import { VIEWER, viewerByToken } from '../../src/server/graphql/client-request.ts';
import { embeddedExecutors } from '../../src/server/wiring/embedded.ts';
import type { SubgraphExecutor } from '../../src/gateway/transport/subgraph-executor.ts';
import { SUBGRAPH_NAMES } from '../../src/subgraph/definition.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import type { TestDatabase } from '../testkit/database.ts';
import type { Answer } from './shapes.ts';

export interface Question {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface Asked extends Question {
  readonly viewer: Viewer | null;
  readonly language: string;
}

export interface CachedAndNot {
  readonly gateway: Gateway;
  cached(asked: Asked): Promise<Answer>;
  plain(asked: Asked): Promise<Answer>;
  /** Tells the cache of what was written since it was told last, as a process does when its outbox has grown; answers the tags. */
  hear(): Promise<readonly string[]>;
  /** What the cache had to ask its subgraphs since this was last called: `name root`, or `name Type×count`; in order of the names. */
  takeAsked(): readonly string[];
  /** How many entities, root fetches and whole answers had each outcome so far. */
  readonly outcomes: Readonly<Record<string, number>>;
}

const SUPERGRAPH = new URL('../../schema/supergraph.graphql', import.meta.url);

/** @param isHeard leaves out tags, to see what comes of it */
export async function openCachedAndNot(
  { database, clock }: TestDatabase,
  isHeard: (topic: string, tag: string) => boolean = () => true,
): Promise<CachedAndNot> {
  const supergraphSdl = await readFile(SUPERGRAPH, 'utf8');
  const { log } = createLogger({ level: 'silent' });
  const executors = embeddedExecutors({
    names: SUBGRAPH_NAMES,
    database,
    clock,
    config: { production: true, fetchAllowedNetworks: [] },
    log,
  });
  const { rules, tagsOf } = cachingOfProgram();
  const cache = new Cache({ clock, random: () => 0, memoryBytes: 50_000_000, redis: null });
  let position = await latestPosition(database);
  const hear = async (): Promise<readonly string[]> => {
    const events = await outboxAfter(database, position, 1_000);
    position = events.at(-1)?.position ?? position;
    const tags = [...new Set(events.flatMap((event) => tagsOf(event).filter((tag) => isHeard(event.topic, tag))))];
    await cache.invalidate(tags);
    return tags;
  };
  const requests: string[] = [];
  const outcomes: Record<string, number> = {};
  const onAsked = (of: string, asked: Pick<CacheReport, 'outcomes'>): void => {
    for (const [outcome, count] of Object.entries(asked.outcomes))
      outcomes[`${of} ${outcome}`] = (outcomes[`${of} ${outcome}`] ?? 0) + count;
  };
  const noted =
    (name: string, execute: SubgraphExecutor): SubgraphExecutor =>
    (request) => {
      const entities = request.representations.flatMap(({ objects }) => objects.map((object) => String(object['__typename'])));
      for (const type of new Set(entities)) requests.push(`${name} ${type}×${entities.filter((other) => other === type).length}`);
      if (request.representations.length === 0) requests.push(`${name} root`);
      return execute(request);
    };
  const open = (caching: GatewayCaching | null): Gateway =>
    createGateway({
      supergraphSdl,
      introspection: true,
      scalars,
      executorFor: ({ name }) => (caching === null ? executors.get(name)! : noted(name, executors.get(name)!)),
      ...(caching && { caching }),
    });
  const gateway = open({ cache, clock, rules, viewerOf: viewerByToken, afterMutation: hear, onAsked });
  const other = open(null);
  return {
    gateway,
    cached: (asked) => run(gateway, asked),
    plain: (asked) => run(other, asked),
    hear,
    takeAsked: () => requests.splice(0).toSorted(),
    outcomes,
  };
}

async function run(gateway: Gateway, { source, variables, viewer, language }: Asked): Promise<Answer> {
  const { data, errors = [] } = await gateway.execute({
    source,
    variables,
    client: { requestId: 'caching', headers: { 'accept-language': language }, memory: new Map<unknown, unknown>([[VIEWER, viewer]]) },
  });
  return {
    data: data?.toJSON() ?? null,
    errors: errors.map(({ message, path = [], extensions }) => ({ message, path, code: extensions?.['code'] })),
  };
}
