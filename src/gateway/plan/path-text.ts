/** A plan path as people read it: `feed.items|Person.name`. */
import type { PathSegment } from './plan.ts';

export function pathText(path: readonly PathSegment[]): string {
  let text = '';
  for (const segment of path) {
    if (segment.kind === 'items') text += '[]';
    else if (segment.kind === 'types') text += `|${segment.types.join('|')}`;
    else text += `${text ? '.' : ''}${segment.key}`;
  }
  return text || 'the root';
}
