/** A subgraph's own Cache-Control (RFC 9111, section 5.2.2; RFC 5861): it can only shorten what the schema and the operator say. */
import { tighter, type Lifetime } from '../../cache/entry.ts';
import type { Scope } from '../../cache/keys.ts';

/** @returns null where the answer must not be kept */
export function tightened(lifetime: Lifetime, scope: Scope, header: string | undefined): Lifetime | null {
  if (header === undefined || header === '') return lifetime;
  const directives = new Map(
    header
      .toLowerCase()
      .split(',')
      .map((part): [string, string] => {
        const [name = '', value = ''] = part.trim().split('=', 2);
        return [name, value.replaceAll('"', '')];
      }),
  );
  if (directives.has('no-store') || directives.has('no-cache') || (directives.has('private') && scope === 'public')) return null;
  const seconds = (name: string): number => {
    const text = directives.get(name);
    return text !== undefined && /^\d+$/.test(text) ? Number(text) * 1_000 : Infinity;
  };
  const fresh = directives.has('s-maxage') && scope === 'public' ? seconds('s-maxage') : seconds('max-age');
  const shorter = tighter(lifetime, {
    freshMs: fresh,
    revalidateMs: seconds('stale-while-revalidate'),
    onErrorMs: seconds('stale-if-error'),
  });
  return shorter.freshMs > 0 ? shorter : null;
}
