/**
 * What may be said of a selection on an interface or a union: any of the types behind it may answer it. So it is as private, as guarded, as short-lived and made of as
 * much as the worst of them.
 */
import { Kind, type DocumentNode } from 'graphql';
import { tighter } from '../../cache/entry.ts';
import type { FieldHints, Hint, TypeHints } from './cache-hints.ts';

/** Object types by each interface and union that they stand behind. */
export function membersOf(document: DocumentNode): ReadonlyMap<string, readonly string[]> {
  const members = new Map<string, string[]>();
  const add = (abstract: string, member: string): void => {
    members.set(abstract, [...(members.get(abstract) ?? []), member]);
  };
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OBJECT_TYPE_DEFINITION)
      for (const { name } of definition.interfaces ?? []) add(name.value, definition.name.value);
    if (definition.kind === Kind.UNION_TYPE_DEFINITION)
      for (const { name } of definition.types ?? []) add(definition.name.value, name.value);
  }
  return members;
}

/** Changes the abstract types among `types`. */
export function foldHints(types: ReadonlyMap<string, TypeHints>, members: ReadonlyMap<string, readonly string[]>): void {
  for (const [name, behind] of members) {
    const abstract = types.get(name);
    const concrete = behind.flatMap((member) => types.get(member) ?? []);
    if (abstract === undefined) continue;
    abstract.hint = foldType(
      abstract.hint,
      concrete.map(({ hint }) => hint),
    );
    for (const [field, hints] of abstract.fields) {
      const those = concrete.flatMap(({ fields }) => fields.get(field) ?? []);
      abstract.fields.set(field, foldField(hints, those));
    }
  }
}

function foldType(own: Hint | undefined, those: readonly (Hint | undefined)[]): Hint | undefined {
  const together = foldHint([own, ...those]);
  if (together === undefined) return undefined;
  // Of which one says nothing of how long, nothing is said of how long.
  const isSaid = own?.lifetime !== undefined || those.every((hint) => hint?.lifetime !== undefined);
  const inherits = together.inherits && those.every((hint) => hint?.inherits === true);
  return { scope: together.scope, inherits, lifetime: isSaid ? together.lifetime : undefined };
}

function foldField(own: FieldHints, those: readonly FieldHints[]): FieldHints {
  const formats = new Map([own, ...those].flatMap(({ tags }) => tags.map((tag) => [`${tag.format} ${tag.deep} ${tag.whenGiven}`, tag])));
  return {
    ...own,
    hint: foldHint([own.hint, ...those.map(({ hint }) => hint)]),
    tags: [...formats.values()],
    guarded: own.guarded || those.some(({ guarded }) => guarded),
  };
}

/** Several hints of one thing: the shortest time, PRIVATE before PUBLIC. */
export function foldHint(hints: readonly (Hint | undefined)[]): Hint | undefined {
  const said = hints.filter((hint) => hint !== undefined);
  if (said.length <= 1) return said[0];
  const lifetimes = said.flatMap(({ lifetime }) => lifetime ?? []);
  return {
    lifetime: lifetimes.length === 0 ? undefined : lifetimes.reduce(tighter),
    scope: said.some(({ scope }) => scope === 'private') ? 'private' : said.find(({ scope }) => scope !== undefined)?.scope,
    inherits: said.every(({ inherits }) => inherits),
  };
}
