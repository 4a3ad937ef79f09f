/** Names of what a change has made wrong, as the schema's formats spell them. */
import type { DomainChange } from '../../src/subgraph/definition.ts';

/** `thing:{…}` of each id, and `thing:` for answers of which the question does not tell whose they are. */
export function named(thing: string, ids: readonly string[]): string[] {
  return ids.length === 0 ? [] : [...ids.map((id) => `${thing}:${id}`), `${thing}:`];
}

/** Entities of a subgraph, by their key `id`. */
export function entities(subgraph: string, type: string, ids: readonly string[]): string[] {
  return ids.map((id) => `${subgraph}/${type}/${JSON.stringify({ id })}`);
}

/** A list of ids in the change's payload; empty where it has none of that name. */
export function idsIn({ payload }: DomainChange, name: string): readonly string[] {
  const ids = payload[name];
  return Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
}

/** One id in the change's payload; none where it is null or not there. */
export function idIn({ payload }: DomainChange, name: string): readonly string[] {
  const id = payload[name];
  return typeof id === 'string' ? [id] : [];
}
