/** What may be said of a whole answer: the tightest of its fetches. */
import { tighter, type Lifetime } from '../../cache/entry.ts';
import type { Scope } from '../../cache/keys.ts';
import type { CacheReport } from './cache-report.ts';
import { ANY } from './cache-rules.ts';

export interface AnswerFreshness {
  readonly lifetime: Lifetime;
  readonly scope: Scope;
  readonly tags: readonly string[];
  /** `namesOf(tags)`, where that was written before. */
  readonly names?: string;
}

/** Tags as the value of a header: each percent-encoded, with commas between. */
export function namesOf(tags: readonly string[]): string {
  return tags.map(encodeURIComponent).join(',');
}

/** @returns null where the answer may not be kept: a fetch may not, or there was none whose report says how long */
export function answerFreshness(reports: readonly CacheReport[], hasErrors: boolean): AnswerFreshness | null {
  if (hasErrors || reports.length === 0) return null;
  let lifetime = ANY;
  let scope: Scope = 'public';
  const tags = new Set<string>();
  for (const report of reports) {
    if (report.lifetime === null) return null;
    lifetime = tighter(lifetime, report.lifetime);
    if (report.scope === 'private') scope = 'private';
    for (const tag of report.tags) tags.add(tag);
  }
  return lifetime.freshMs > 0 && lifetime.freshMs !== Infinity ? { lifetime, scope, tags: [...tags] } : null;
}
