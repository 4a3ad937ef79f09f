/** What one client may not see of one operation. */
import type { FieldNode } from 'graphql';
import type { Rule } from './access-rules.ts';
import type { OperationGuards } from './operation-guards.ts';

export interface Denied {
  /** The same for all clients who lack the same; '' is never one. */
  readonly key: string;
  /** Field nodes to their coordinates. */
  readonly fields: ReadonlyMap<FieldNode, string>;
  /** Object types of which nothing may be shown. */
  readonly types: ReadonlySet<string>;
}

/** @param lacking clauses that are not satisfied, in ascending order. @returns null where none of them is in the way. */
export function deniedBy(guards: OperationGuards, lacking: Rule): Denied | null {
  if (lacking.length === 0) return null;
  const missing = new Set(lacking);
  const denies = (rule: Rule): boolean => rule.some((clause) => missing.has(clause));
  return {
    key: lacking.join(','),
    fields: new Map(guards.fields.flatMap(({ node, coordinate, rule }) => (denies(rule) ? [[node, coordinate] as const] : []))),
    types: new Set([...guards.members].flatMap(([name, rule]) => (denies(rule) ? [name] : []))),
  };
}
