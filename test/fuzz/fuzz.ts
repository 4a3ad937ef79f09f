/** Random operations, one after another, from a seed: each is run as it is and once more under a fault. */
import { Random } from '../differential/random.ts';
import { chooseFault } from './choose-fault.ts';
import { runCase, type FuzzCase } from './fuzz-case.ts';
import { generateOperation, type Operation } from './generate.ts';
import { mix } from './hash.ts';
import { openWorld, type World } from './world.ts';
import type { SupergraphSource } from './supergraphs/supergraph-source.ts';

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
  /** Operations whose answer holds more than a few keys. */
  withData: number;
  withErrors: number;
  requests: number;
}

const ATTEMPTS = 30;

export class Fuzz {
  readonly worlds: readonly World[];
  readonly totals: Totals = { operations: 0, faults: 0, thrownAway: 0, withData: 0, withErrors: 0, requests: 0 };

  constructor(sources: readonly SupergraphSource[], open: (source: SupergraphSource) => World = openWorld) {
    this.worlds = sources.map((source) => open(source));
  }

  /** The operation of that number. @returns what is wrong with it, or null. */
  async one(seed: number, number: number): Promise<Finding | null> {
    const random = new Random(mix(seed, number));
    const world = this.worlds[number % this.worlds.length] as World;
    const operation = this.#generate(world, random);
    const plain: FuzzCase = { supergraph: world.name, seed: random.between(0, 1_000_000), operation, fault: null };
    const outcome = await runCase(world, plain);
    this.totals.operations += 1;
    for (const count of outcome.calls.values()) this.totals.requests += count;
    if (outcome.problem !== null) return { number, fuzzCase: plain, problem: outcome.problem };
    if (JSON.stringify(outcome.answer?.data ?? null).length > 40) this.totals.withData += 1;
    const fault = random.chance(0.7) ? chooseFault(world.universe, outcome, random) : null;
    if (fault === null) return null;
    const faulty: FuzzCase = { ...plain, fault };
    const { problem, answer } = await runCase(world, faulty);
    this.totals.faults += 1;
    if ((answer?.errors.length ?? 0) > 0) this.totals.withErrors += 1;
    return problem === null ? null : { number, fuzzCase: faulty, problem };
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
