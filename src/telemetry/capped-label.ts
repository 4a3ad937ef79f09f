/** Labels of metrics whose values come from outside: a client, or a schema, must not make the number of series grow without end. */

/** More distinct values than this are counted as `other`. */
const MAX_LABEL_VALUES = 100;

export function cappedLabel(): (value: string) => string {
  const seen = new Set<string>();
  return (value) => {
    if (seen.has(value)) return value;
    if (seen.size >= MAX_LABEL_VALUES) return 'other';
    seen.add(value);
    return value;
  };
}
