/** How long and for whom what is selected from one subgraph may be kept: by the hints of each field and type, and by what the operator says. */
import { Kind, type FieldNode, type SelectionSetNode } from 'graphql';
import { tighter, type Lifetime } from '../../cache/entry.ts';
import type { CacheHints } from './cache-hints.ts';
import { ANY, lifetimeOf, NEVER, type SubgraphRules } from './cache-rules.ts';

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

  /** @param parent how long the object itself is kept: `none` where nothing is said of it */
  lifetime(type: string, set: SelectionSetNode, parent: Lifetime | 'none'): Lifetime {
    let lifetime = parent === 'none' ? ANY : parent;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        lifetime = tighter(lifetime, this.lifetime(selection.typeCondition?.name.value ?? type, selection.selectionSet, parent));
        continue;
      }
      const name = selection.name.value;
      if (name.startsWith('__')) continue;
      lifetime = tighter(lifetime, this.#fieldLifetime(type, selection, parent));
    }
    return lifetime;
  }

  #fieldLifetime(type: string, field: FieldNode, parent: Lifetime | 'none'): Lifetime {
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
    return field.selectionSet === undefined ? said : tighter(said, this.lifetime(hints?.returns ?? '', field.selectionSet, said));
  }

  /** Whether it may be answered to each viewer differently. @param type null at `_entities`, whose fragments say it */
  isPrivate(type: string | null, set: SelectionSetNode): boolean {
    return set.selections.some((selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return true;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? type;
        const isOther = condition !== null && condition !== type;
        return (isOther && this.#hints.ofType(condition)?.scope === 'private') || this.isPrivate(condition, selection.selectionSet);
      }
      const name = selection.name.value;
      if (type === null || name.startsWith('__')) return false;
      const hints = this.#hints.ofField(type, name);
      if (hints === undefined) return true; // of what nobody knows, nobody says that it is everybody's
      // What a field says is stronger than what its type says: a list may leave out what some may not see.
      if (hints.guarded || (hints.hint?.scope ?? this.#hints.ofType(hints.returns)?.scope) === 'private') return true;
      return selection.selectionSet !== undefined && this.isPrivate(hints.returns, selection.selectionSet);
    });
  }
}
