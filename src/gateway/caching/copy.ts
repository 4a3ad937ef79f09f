/** What is kept is shared by all; what an answer is merged from is its own. */
export function copyOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyOf);
  const copy: Record<string, unknown> = {};
  for (const key in value) {
    // Only a custom scalar's value can have it; assigning it would change the prototype.
    if (key === '__proto__') continue;
    const item = (value as Record<string, unknown>)[key];
    copy[key] = typeof item === 'object' && item !== null ? copyOf(item) : item;
  }
  return copy;
}
