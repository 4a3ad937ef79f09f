/** The cost phase: before planning, what would this operation cost with these variables? */
import { LRUCache } from 'lru-cache';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { conditionKey } from '../operation/conditions.ts';
import type { OperationEntry } from '../operation/documents.ts';
import { limitError } from '../operation/limit-error.ts';
import type { GatewayResponse } from '../request.ts';
import { valueOf, type Amount } from './amount.ts';
import { readCostRules } from './cost-rules.ts';
import { operationCost } from './operation-cost.ts';

export interface CostLimits {
  /** Infinity where none is too dear. */
  readonly maxCost: number;
  readonly assumedListSize: number;
}

/** Combinations of condition variables kept per operation, as many as programs. */
const KEPT_PER_OPERATION = 64;
const MAX_PROBLEMS = 10;

export class Costs {
  readonly #schema: GraphQLSchema;
  readonly #limits: CostLimits;
  readonly #rules: ReturnType<typeof readCostRules>;
  readonly #kept = new WeakMap<OperationEntry, LRUCache<string, { readonly amount: Amount }>>();

  constructor(document: DocumentNode, schema: GraphQLSchema, limits: CostLimits) {
    this.#schema = schema;
    this.#limits = limits;
    this.#rules = readCostRules(document);
  }

  /** False where no operation could be refused, so that none need be counted. */
  get limiting(): boolean {
    return !this.#rules.empty || this.#limits.maxCost !== Infinity;
  }

  get maxCost(): number {
    return this.#limits.maxCost;
  }

  /** @returns the cost, or why the operation is refused. */
  check(entry: OperationEntry, variables: Readonly<Record<string, unknown>>): number | GatewayResponse {
    const amount = this.#amountOf(entry, variables);
    const problems: string[] = [];
    const cost = Math.max(0, valueOf(amount, { variables, problems }));
    if (problems.length > 0)
      return refused([...new Set(problems)].slice(0, MAX_PROBLEMS).map((problem) => limitError('SLICING_ARGUMENT_REQUIRED', problem)));
    if (cost <= this.#limits.maxCost) return cost;
    const name = entry.operation.name ? `Operation "${entry.operation.name.value}"` : 'The operation';
    return refused([
      limitError(
        'COST_LIMIT_EXCEEDED',
        `${name} may cost ${rounded(cost)}; the limit is ${this.#limits.maxCost}. Ask for fewer or shorter lists.`,
      ),
    ]);
  }

  #amountOf(entry: OperationEntry, conditions: Readonly<Record<string, unknown>>): Amount {
    let kept = this.#kept.get(entry);
    if (!kept) this.#kept.set(entry, (kept = new LRUCache({ max: KEPT_PER_OPERATION })));
    const key = conditionKey(entry.conditionVariables, conditions);
    let known = kept.get(key);
    if (!known) {
      const { assumedListSize } = this.#limits;
      known = { amount: operationCost({ schema: this.#schema, rules: this.#rules, entry, conditions, assumedListSize }) };
      kept.set(key, known);
    }
    return known.amount;
  }
}

function refused(errors: readonly ReturnType<typeof limitError>[]): GatewayResponse {
  return { errors: errors.map((error) => error.toJSON()) };
}

/** Weights may be fractions; a cost is told without its rounding errors. */
export function rounded(cost: number): number {
  return Math.round(cost * 1000) / 1000;
}
