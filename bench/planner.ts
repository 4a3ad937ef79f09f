/**
 * What planning costs: `node bench/planner.ts [--runs 200] [--rig FOLDER] [--operations 2000]`.
 *
 * Pages first, each planned by the engine and by the planner library: those of `news.ts`, the operations of the apps, and with --rig whatever operations
 * (NAME.body, a request's JSON) and supergraphs (*.graphql) that folder holds. Then random operations over our supergraph, by both. Then operations made to be hard
 * (test/gateway/heavy-operations.ts), by the engine alone. Milliseconds are CPU time of this process, garbage collection included; the median of the runs after
 * the first, and the first, which finds the code cold. MB is what the heap grows by over one plan before anything is collected.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { GraphNode, Planner, PlanNode } from '../src/gateway/plan/plan.ts';
import { createGateway } from '../src/gateway/create-gateway.ts';
import { createPlanner } from '../src/gateway/planner/planner.ts';
import { generateOperation } from '../test/differential/generate-operation.ts';
import { heavyOperations } from '../test/gateway/heavy-operations.ts';
import { libraryPlanner } from '../test/gateway/library/library-planner.ts';
import { median } from './measure.ts';
import { OPERATIONS, supergraph } from './news.ts';

interface Page {
  readonly name: string;
  readonly supergraphSdl: string;
  readonly source: string;
}

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    rig: { type: 'string' },
    operations: { type: 'string', default: '2000' },
  },
});
const runs = Number(options.runs);
const root = new URL('..', import.meta.url).pathname;
const ours = readFileSync(join(root, 'schema/supergraph.graphql'), 'utf8');

console.log('pages                             engine: ms   first    MB  fetches hops   library: ms  fetches hops');
for (const page of [...ownPages(), ...(options.rig === undefined ? [] : rigPages(options.rig))]) {
  for (const text of canonicalTexts(page)) {
    const own = measure(createPlanner(page.supergraphSdl), text);
    const library = measure(libraryPlanner(page.supergraphSdl), text);
    console.log(
      `${page.name.padEnd(34)}${column(own.ms, 10, 3)}${column(own.first, 8, 1)}${column(own.megabytes, 6, 1)}${column(own.fetches, 9)}${column(own.hops, 5)}${column(library.ms, 14, 3)}${column(library.fetches, 9)}${column(library.hops, 5)}`,
    );
  }
}
compareRandom(Number(options.operations));
console.log('\nmade to be hard                   engine: ms   first    MB  fetches hops      work');
for (const heavy of heavyOperations()) {
  for (const text of canonicalTexts(heavy)) {
    const own = measure(createPlanner(heavy.supergraphSdl), text, Math.min(runs, 30));
    console.log(
      `${heavy.name.padEnd(34)}${column(own.ms, 10, 1)}${column(own.first, 8, 1)}${column(own.megabytes, 6, 1)}${column(own.fetches, 9)}${column(own.hops, 5)}${column(own.work, 10)}`,
    );
  }
}

function ownPages(): Page[] {
  const news = Object.entries(OPERATIONS).map(([name, { query }]) => ({
    name: `bench ${name}`,
    supergraphSdl: supergraph(1),
    source: query,
  }));
  const folder = join(root, 'schema/operations');
  const apps = readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => ({ name: file, supergraphSdl: ours, source: readFileSync(join(folder, file), 'utf8') }));
  return [...news, ...apps];
}

/** Each operation with the first supergraph of the folder over which it is valid. */
function rigPages(folder: string): Page[] {
  const files = readdirSync(folder);
  const supergraphs = files
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .filter((sdl) => sdl.includes('join__Graph'));
  return files
    .filter((file) => file.endsWith('.body'))
    .flatMap((file) => {
      const { query: source } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as { query: string };
      const supergraphSdl = supergraphs.find((sdl) => gatewayOver(sdl, createPlanner(sdl)).prepare(source).errors.length === 0);
      return supergraphSdl === undefined ? [] : [{ name: file, supergraphSdl, source }];
    });
}

/** As the engine hands them to its planner: one, or one for each root field of a mutation. */
function canonicalTexts({ supergraphSdl, source }: Page): string[] {
  const texts: string[] = [];
  const own = createPlanner(supergraphSdl);
  const recording: Planner = {
    plan(text, labels) {
      texts.push(text);
      return own.plan(text, labels);
    },
  };
  gatewayOver(supergraphSdl, recording).plan(source);
  return texts;
}

function gatewayOver(supergraphSdl: string, planner: Planner) {
  return createGateway({ supergraphSdl, introspection: true, executorFor: () => () => Promise.resolve({ data: {} }) }, planner);
}

interface Measured {
  readonly ms: number;
  readonly first: number;
  readonly megabytes: number;
  readonly fetches: number;
  readonly hops: number;
  readonly work: number;
}

function measure(planner: Planner, text: string, wanted = runs): Measured {
  const times: number[] = [];
  let plan: PlanNode | undefined;
  let megabytes = 0;
  for (let run = 0; run <= wanted; run += 1) {
    const heap = process.memoryUsage().heapUsed;
    const started = process.cpuUsage();
    plan = planner.plan(text);
    const { user, system } = process.cpuUsage(started);
    times.push((user + system) / 1_000);
    megabytes = Math.max(megabytes, (process.memoryUsage().heapUsed - heap) / 1_000_000);
  }
  const [first = 0, ...later] = times;
  return { ms: median(later), first, megabytes, ...sizeOf(plan), work: plan?.kind === 'Graph' ? plan.work : 0 };
}

function compareRandom(wanted: number): void {
  const texts: string[] = [];
  const own = createPlanner(ours);
  const gateway = gatewayOver(ours, { plan: (text) => (texts.push(text), own.plan(text)) });
  for (let seed = 1; texts.length < wanted; seed += 1) {
    const { source, variables } = generateOperation(gateway.schema, seed, (coordinate) =>
      /\.(first|last)$/.test(coordinate) ? 1 : undefined,
    );
    gateway.plan(source, null, variables);
  }
  console.log(`\n${texts.length} random operations over our supergraph`);
  for (const [name, planner] of [
    ['engine', createPlanner(ours)],
    ['library', libraryPlanner(ours)],
  ] as const) {
    let [refused, fetches, hops, characters] = [0, 0, 0, 0];
    const started = process.cpuUsage();
    for (const text of texts) {
      try {
        const size = sizeOf(planner.plan(text));
        [fetches, hops, characters] = [fetches + size.fetches, hops + size.hops, characters + size.characters];
      } catch {
        refused += 1; // counted, and printed
      }
    }
    const { user, system } = process.cpuUsage(started);
    console.log(
      `${name.padEnd(8)} refused ${refused}, fetches ${fetches}, hops ${hops}, characters sent ${characters}, mean ${((user + system) / 1_000 / texts.length).toFixed(3)} ms`,
    );
  }
}

function sizeOf(node: PlanNode | undefined): { fetches: number; hops: number; characters: number } {
  if (!node) return { fetches: 0, hops: 0, characters: 0 };
  if (node.kind === 'Fetch') return { fetches: 1, hops: 1, characters: node.operation.length };
  if (node.kind === 'Condition') return sizeOf(node.node);
  if (node.kind === 'Graph') return sizeOfGraph(node);
  const sizes = node.nodes.map(sizeOf);
  const sum = (of: (size: (typeof sizes)[number]) => number): number => sizes.reduce((total, size) => total + of(size), 0);
  const hops = node.kind === 'Sequence' ? sum((size) => size.hops) : Math.max(0, ...sizes.map((size) => size.hops));
  return { fetches: sum((size) => size.fetches), hops, characters: sum((size) => size.characters) };
}

function sizeOfGraph({ fetches }: GraphNode): { fetches: number; hops: number; characters: number } {
  const levels: number[] = [];
  for (const { after } of fetches) levels.push(1 + Math.max(0, ...after.map((index) => levels[index] ?? 0)));
  return {
    fetches: fetches.length,
    hops: Math.max(0, ...levels),
    characters: fetches.reduce((total, { fetch }) => total + fetch.operation.length, 0),
  };
}

function column(value: number, width: number, digits = 0): string {
  return value.toFixed(digits).padStart(width);
}
