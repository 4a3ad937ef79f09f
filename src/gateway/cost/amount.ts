/** Costs that may depend on variables. What does not is a number already when the operation is compiled. */

export interface CostRun {
  readonly variables: Readonly<Record<string, unknown>>;
  /** Rules that the variables break, as sentences. */
  readonly problems: string[];
}

export type Amount = number | ((run: CostRun) => number);

export function valueOf(amount: Amount, run: CostRun): number {
  return typeof amount === 'number' ? amount : amount(run);
}

export function sum(amounts: readonly Amount[]): Amount {
  let fixed = 0;
  const open: Exclude<Amount, number>[] = [];
  for (const amount of amounts) {
    if (typeof amount === 'number') fixed += amount;
    else open.push(amount);
  }
  if (open.length === 0) return fixed;
  return (run) => open.reduce((total, amount) => total + amount(run), fixed);
}

export function product(a: Amount, b: Amount): Amount {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  return (run) => valueOf(a, run) * valueOf(b, run);
}

export function greatest(amounts: readonly Amount[]): Amount {
  const [first] = amounts;
  if (first === undefined) return 0;
  if (amounts.length === 1) return first;
  if (amounts.every((amount) => typeof amount === 'number')) return Math.max(...amounts);
  return (run) => Math.max(...amounts.map((amount) => valueOf(amount, run)));
}
