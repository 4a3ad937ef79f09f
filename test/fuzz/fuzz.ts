/** Random operations, one after another, from a seed: each is run as it is and once more under a fault. */
import { Random } from '../differential/random.ts';
import { chooseFault } from './choose-fault.ts';
import { runCase, type FuzzCase } from './fuzz-case.ts';
import { generateOperation, type Operation } from './generate.ts';
import { mix } from './hash.ts';
import { randomSupergraph } from './supergraphs/random-supergraph.ts';
import type { SupergraphSource } from './supergraphs/supergraph-source.ts';
import { compose, openWorld, type World } from './world.ts';

export interface Finding {
  readonly number: number;
  readonly fuzzCase: FuzzCase;
  readonly problem: string;
}

export interface Totals {
  operations: number;
  faults: number;
  /** Generated and refused by validation. */
  thrownAway: number;
  /** Without a plan, as composition let a supergraph pass that cannot answer them. */
  refused: number;
  /** Operations whose answer holds more than a few keys. */
  withData: number;
  withErrors: number;
  requests: number;
  supergraphs: number;
  /** Operations whose plans were checked. */
  plans: number;
}

const ATTEMPTS = 30;

/** Operations over one random supergraph before the next is made. */
const OPERATIONS_EACH = 50;
/** Of random supergraphs, about every third does not compose. */
const COMPOSITIONS = 40;

export interface FuzzOptions {
  /** Whether every other operation is over a supergraph that is random, too. */
  readonly randomSupergraphs?: boolean;
  /** Checks the plan of every nth operation, which costs as much as running it. */
  readonly plansEvery?: number;
}

export class Fuzz {
  readonly totals: Totals = {
    operations: 0,
    faults: 0,
    thrownAway: 0,
    refused: 0,
    withData: 0,
    withErrors: 0,
    requests: 0,
    supergraphs: 0,
    plans: 0,
  };
  readonly #worlds: readonly World[];
  readonly #randomSupergraphs: boolean;
  readonly #plansEvery: number;
  #random: { readonly block: number; readonly world: World } | null = null;

  constructor(sources: readonly SupergraphSource[], { randomSupergraphs = false, plansEvery = 1 }: FuzzOptions = {}) {
    this.#worlds = sources.map((source) => openWorld(source));
    this.totals.supergraphs = sources.length;
    this.#randomSupergraphs = randomSupergraphs;
    this.#plansEvery = plansEvery;
  }

  /** The world in which the case was found, made again where it was a random one. */
  worldOf({ supergraph, subgraphs }: FuzzCase): World {
    const world = this.#worlds.find(({ name }) => name === supergraph);
    if (world) return world;
    if (!subgraphs) throw new Error(`there is no supergraph ${supergraph}`);
    return openWorld({ name: supergraph, covers: '', subgraphs });
  }

  /** The operation of that number. @returns what is wrong with it, or null. */
  async one(seed: number, number: number): Promise<Finding | null> {
    const random = new Random(mix(seed, number));
    const isRandom = this.#randomSupergraphs && (number % 2 === 1 || this.#worlds.length === 0);
    const world = isRandom ? this.#randomWorld(seed, number) : this.#handMade(number);
    const operation = this.#generate(world, random);
    const plain: FuzzCase = {
      supergraph: world.name,
      ...(isRandom ? { subgraphs: world.source.subgraphs } : {}),
      seed: random.between(0, 1_000_000),
      operation,
      fault: null,
    };
    world.plans.checked = number % this.#plansEvery === 0;
    const outcome = await runCase(world, plain);
    if (world.plans.checked) this.totals.plans += 1;
    this.totals.operations += 1;
    for (const count of outcome.calls.values()) this.totals.requests += count;
    if (outcome.problem !== null) return { number, fuzzCase: plain, problem: outcome.problem };
    if (outcome.refused) {
      this.totals.refused += 1;
      return null;
    }
    if (JSON.stringify(outcome.answer?.data ?? null).length > 40) this.totals.withData += 1;
    const fault = random.chance(0.7) ? chooseFault(world, outcome, random) : null;
    if (fault === null) return null;
    const faulty: FuzzCase = { ...plain, fault };
    const { problem, answer } = await runCase(world, faulty);
    this.totals.faults += 1;
    if ((answer?.errors.length ?? 0) > 0) this.totals.withErrors += 1;
    return problem === null ? null : { number, fuzzCase: faulty, problem };
  }

  #handMade(number: number): World {
    return this.#worlds[(this.#randomSupergraphs ? number >>> 1 : number) % this.#worlds.length] as World;
  }

  #randomWorld(seed: number, number: number): World {
    const block = Math.floor(number / (2 * OPERATIONS_EACH));
    if (this.#random?.block === block) return this.#random.world;
    for (let attempt = 0; attempt < COMPOSITIONS; attempt += 1) {
      const source = randomSupergraph(mix(mix(seed, block), attempt) % 1_000_000);
      if (!compose(source).supergraphSdl) continue;
      this.#random = { block, world: openWorld(source) };
      this.totals.supergraphs += 1;
      return this.#random.world;
    }
    throw new Error(`none of ${COMPOSITIONS} random supergraphs composes`);
  }

  #generate(world: World, random: Random): Operation {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const operation = generateOperation(world.vocabulary, random);
      if (world.gateway.prepare(operation.source).errors.length === 0) return operation;
      this.totals.thrownAway += 1;
    }
    throw new Error(`no valid operation over ${world.name} in ${ATTEMPTS} attempts`);
  }
}
