/** Where two values of one selection differ, by the names of fields alone. */

const MOST_TOLD = 10;

/**
 * @param path of the values themselves; empty for an entity
 * @returns paths like `author.name` and `nodes[].title`, each once; empty where they are equal
 */
export function differingFields(one: unknown, other: unknown, path: string): string[] {
  const found = new Set<string>();
  walk(one, other, path, found);
  return [...found];
}

function walk(one: unknown, other: unknown, path: string, found: Set<string>): void {
  if (one === other || found.size >= MOST_TOLD) return;
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    one.forEach((item, index) => walk(item, other[index], `${path}[]`, found));
    return;
  }
  if (!isObject(one) || !isObject(other)) {
    found.add(path === '' ? 'itself' : path);
    return;
  }
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)]))
    walk(one[name], other[name], path === '' ? name : `${path}.${name}`, found);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
