/** What a representation is made of: the selections of keys and @requires that lead into one fetch, merged. */
import type { RequiredSelection } from '../plan/plan.ts';
import type { Item } from './field-set.ts';

export interface Required {
  readonly id: number;
  readonly selections: readonly RequiredSelection[];
}

/** Remembers what it has merged: a plan enters the same subgraph by the same key in many places. */
export class RequiredSelections {
  readonly #byNeeds = new Map<string, Required>();
  readonly #byText = new Map<string, Required>();
  readonly #ids = new Map<readonly Item[], number>();

  /** One and the same object where the same is required. */
  merge(needs: readonly (readonly Item[])[]): Required {
    const identity = [...new Set(needs.map((items) => this.#idOf(items)))].join(',');
    const known = this.#byNeeds.get(identity);
    if (known) return known;
    const selections = merged(needs.flat().map(toRequired));
    const text = JSON.stringify(selections);
    let required = this.#byText.get(text);
    if (!required) this.#byText.set(text, (required = { id: this.#byText.size, selections }));
    this.#byNeeds.set(identity, required);
    return required;
  }

  #idOf(items: readonly Item[]): number {
    let id = this.#ids.get(items);
    if (id === undefined) this.#ids.set(items, (id = this.#ids.size));
    return id;
  }
}

function toRequired(item: Item): RequiredSelection {
  if (item.kind === 'fragment') return { kind: 'fragment', type: item.type, selections: item.items.map(toRequired) };
  return { kind: 'field', key: item.key, name: item.name, selections: merged((item.items ?? []).map(toRequired)) };
}

/** The same field asked by several keys or requirements once. */
function merged(selections: readonly RequiredSelection[]): RequiredSelection[] {
  const result: RequiredSelection[] = [];
  for (const selection of selections) {
    const at = result.findIndex((other) =>
      selection.kind === 'field'
        ? other.kind === 'field' && other.key === selection.key && other.name === selection.name
        : other.kind === 'fragment' && other.type === selection.type,
    );
    const present = result[at];
    if (present) result[at] = { ...present, selections: merged([...present.selections, ...selection.selections]) };
    else result.push(selection);
  }
  return result;
}
