/** A plan path as people read it: `feed.items|Person.name`. */
import type { PlaceSegment } from './plan.ts';

export function pathText(path: readonly PlaceSegment[]): string {
  let text = '';
  for (const segment of path) {
    if (segment.kind === 'items') text += '[]';
    else if (segment.kind === 'types') text += `|${segment.types.join('|')}`;
    else text += `${text ? '.' : ''}${segment.kind === 'key' ? segment.key : listed(segment.keys)}`;
  }
  return text || 'the root';
}

const MOST_KEYS = 4;

function listed(keys: readonly string[]): string {
  return `(${keys.slice(0, MOST_KEYS).join('|')}${keys.length > MOST_KEYS ? `|${keys.length - MOST_KEYS} more` : ''})`;
}
