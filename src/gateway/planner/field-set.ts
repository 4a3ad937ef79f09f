/** Selections as the planner handles them, whether a client, a `@key`, a `@requires` or a `@provides` wrote them. */
import { Kind, parse, print, type FieldNode, type SelectionSetNode, type ValueNode } from 'graphql';

export type Item = FieldItem | FragmentItem;

export interface FieldItem {
  readonly kind: 'field';
  /** Where the value stands in the merged data. */
  readonly key: string;
  readonly name: string;
  /** `(first:1)`, or empty. */
  readonly args: string;
  /** Client variables that `args` uses. */
  readonly variables: readonly string[];
  /** Null for a leaf. */
  readonly items: readonly Item[] | null;
}

export interface FragmentItem {
  readonly kind: 'fragment';
  readonly type: string;
  readonly items: readonly Item[];
}

/** The field stands for its twins too: every subgraph treats them alike (alike.ts). */
export interface AskedField extends FieldItem {
  readonly twins?: readonly FieldItem[];
}

const NONE: readonly string[] = [];
const parsed = new Map<string, readonly Item[]>();

/** A field set (`join__FieldSet`): "id", "owner { id }", "... on Dog { name }". */
export function readFieldSet(text: string): readonly Item[] {
  let items = parsed.get(text);
  if (!items) {
    const [definition] = parse(`{${text}}`, { noLocation: true }).definitions;
    items = definition?.kind === Kind.OPERATION_DEFINITION ? new SelectionReader().read(definition.selectionSet) : [];
    parsed.set(text, items);
  }
  return items;
}

/** Reads selections so that equal ones are one and the same array: what is found out about one holds for all. */
export class SelectionReader {
  readonly #known = new Map<string, Item[]>();
  readonly #ids = new Map<readonly Item[], number>();

  /** Inline fragments only: the operation phase has merged named ones into their places. */
  read(set: SelectionSetNode): Item[] {
    const items = set.selections.flatMap((selection): Item[] => {
      switch (selection.kind) {
        case Kind.FIELD:
          return [this.#field(selection)];
        case Kind.INLINE_FRAGMENT:
          return selection.typeCondition
            ? [{ kind: 'fragment', type: selection.typeCondition.name.value, items: this.read(selection.selectionSet) }]
            : this.read(selection.selectionSet);
        case Kind.FRAGMENT_SPREAD:
          throw new Error(`a named fragment "${selection.name.value}" reached the planner`);
      }
    });
    const identity = items.map((item) => this.#identity(item)).join(' ');
    const known = this.#known.get(identity);
    if (known) return known;
    this.#known.set(identity, items);
    this.#ids.set(items, this.#ids.size);
    return items;
  }

  #identity(item: Item): string {
    const below = item.items ? `{${this.#ids.get(item.items)}}` : '';
    return item.kind === 'fragment' ? `...${item.type}${below}` : `${item.key}:${item.name}${item.args}${below}`;
  }

  #field(node: FieldNode): FieldItem {
    const variables = new Set<string>();
    for (const argument of node.arguments ?? []) collectVariables(argument.value, variables);
    return {
      kind: 'field',
      key: node.alias?.value ?? node.name.value,
      name: node.name.value,
      args: node.arguments && node.arguments.length > 0 ? `(${node.arguments.map((argument) => print(argument)).join(' ')})` : '',
      variables: variables.size > 0 ? [...variables] : NONE,
      items: node.selectionSet ? this.read(node.selectionSet) : null,
    };
  }
}

function collectVariables(value: ValueNode, found: Set<string>): void {
  if (value.kind === Kind.VARIABLE) found.add(value.name.value);
  else if (value.kind === Kind.LIST) for (const item of value.values) collectVariables(item, found);
  else if (value.kind === Kind.OBJECT) for (const field of value.fields) collectVariables(field.value, found);
}
