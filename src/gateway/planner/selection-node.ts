/** What one fetch asks, as it is built. */
import { PlanningError } from '../plan/plan.ts';
import type { FieldItem } from './field-set.ts';

/** A selection set of one fetch, in terms of its subgraph. */
export class SelectionNode {
  readonly type: string;
  readonly fields = new Map<string, { readonly item: FieldItem; readonly node: SelectionNode | null; wanted: boolean }>();
  #fragments: Map<string, SelectionNode> | null = null;

  constructor(type: string) {
    this.type = type;
  }

  /** @param wanted whether the client asks for it; what a key or a @requires needs is not. */
  field(item: FieldItem, type: string | null, wanted = false): SelectionNode | null {
    let field = this.fields.get(item.key);
    if (!field) this.fields.set(item.key, (field = { item, node: type === null ? null : new SelectionNode(type), wanted }));
    else if (field.item.name !== item.name || field.item.args !== item.args)
      throw new PlanningError(
        `The planner would ask ${this.type}.${item.name}${item.args} under the key of ${field.item.name}${field.item.args}.`,
      );
    else if (wanted) field.wanted = true;
    return field.node;
  }

  /** The field stands beside another whose selection is its own. */
  share(item: FieldItem, node: SelectionNode | null, wanted: boolean): void {
    const field = this.fields.get(item.key);
    if (!field) this.fields.set(item.key, { item, node, wanted });
    else if (wanted) field.wanted = true;
  }

  putFragment(node: SelectionNode): void {
    (this.#fragments ??= new Map()).set(node.type, node);
  }

  get fragments(): ReadonlyMap<string, SelectionNode> {
    return this.#fragments ?? NO_FRAGMENTS;
  }

  fragment(type: string): SelectionNode {
    this.#fragments ??= new Map();
    let node = this.#fragments.get(type);
    if (!node) this.#fragments.set(type, (node = new SelectionNode(type)));
    return node;
  }
}

const NO_FRAGMENTS: ReadonlyMap<string, SelectionNode> = new Map();
