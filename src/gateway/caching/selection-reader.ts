/** How long and for whom what is selected from one subgraph may be kept: by the hints of each field and type, and by what the operator says. */
import { Kind, type FieldNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import { tighter, type Lifetime } from '../../cache/entry.ts';
import type { CacheHints } from './cache-hints.ts';
import { ANY, lifetimeOf, NEVER, type SubgraphRules } from './cache-rules.ts';
import type { Unkept } from './unkept.ts';

export class SelectionReader {
  readonly #hints: CacheHints;
  readonly #rules: SubgraphRules;

  constructor(hints: CacheHints, rules: SubgraphRules) {
    this.#hints = hints;
    this.#rules = rules;
  }

  /** How long an object of the type is kept, where something is said of it. */
  ofType(type: string): Lifetime | undefined {
    return this.#hints.ofType(type)?.lifetime ?? lifetimeOf(this.#rules.types?.[type]) ?? lifetimeOf(this.#rules);
  }

  /**
   * @param parent how long the object itself is kept: `none` where nothing is said of it
   * @param unkept is told of each field that may not be kept, the outer before the inner
   */
  lifetime(type: string, set: SelectionSetNode, parent: Lifetime | 'none', unkept?: Unkept[]): Lifetime {
    let lifetime = parent === 'none' ? ANY : parent;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        lifetime = tighter(lifetime, this.lifetime(selection.typeCondition?.name.value ?? type, selection.selectionSet, parent, unkept));
        continue;
      }
      const name = selection.name.value;
      if (name.startsWith('__')) continue;
      lifetime = tighter(lifetime, this.#fieldLifetime(type, selection, parent, unkept));
    }
    return lifetime;
  }

  #fieldLifetime(type: string, field: FieldNode, parent: Lifetime | 'none', unkept?: Unkept[]): Lifetime {
    const hints = this.#hints.ofField(type, field.name.value);
    const isRoot = type === 'Query';
    const own = hints?.hint?.lifetime ?? (isRoot ? lifetimeOf(this.#rules.fields?.[field.name.value]) : undefined);
    const returned = hints === undefined || field.selectionSet === undefined ? undefined : this.ofType(hints.returns);
    const inherits =
      field.selectionSet === undefined ||
      hints?.hint?.inherits === true ||
      (hints !== undefined && this.#hints.ofType(hints.returns)?.inherits === true);
    const inherited = inherits && parent !== 'none' ? parent : NEVER;
    const said = own ?? returned ?? (isRoot ? (lifetimeOf(this.#rules) ?? NEVER) : inherited);
    if (said.freshMs <= 0) unkept?.push({ reason: said === NEVER ? 'no hint' : 'no time', field: `${type}.${field.name.value}` });
    return field.selectionSet === undefined ? said : tighter(said, this.lifetime(hints?.returns ?? '', field.selectionSet, said, unkept));
  }

  /**
   * A field, as `Type.field`, by which it may be answered to each viewer differently; null where there is none.
   * @param type null at `_entities`, whose fragments say it
   */
  privateField(type: string | null, set: SelectionSetNode): string | null {
    for (const selection of set.selections) {
      const found = this.#privateIn(type, selection);
      if (found !== null) return found;
    }
    return null;
  }

  #privateIn(type: string | null, selection: SelectionNode): string | null {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return `...${selection.name.value}`;
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value ?? type;
      const isOther = condition !== null && condition !== type;
      if (isOther && this.#hints.ofType(condition)?.scope === 'private') return condition;
      return this.privateField(condition, selection.selectionSet);
    }
    const name = selection.name.value;
    if (type === null || name.startsWith('__')) return null;
    const hints = this.#hints.ofField(type, name);
    const at = `${type}.${name}`;
    if (hints === undefined) return at; // of what nobody knows, nobody says that it is everybody's
    // What a field says is stronger than what its type says: a list may leave out what some may not see.
    if (hints.guarded || (hints.hint?.scope ?? this.#hints.ofType(hints.returns)?.scope) === 'private') return at;
    return selection.selectionSet === undefined ? null : this.privateField(hints.returns, selection.selectionSet);
  }
}
