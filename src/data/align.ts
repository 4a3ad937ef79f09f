/** The one place where rows are put beside the keys that were asked for: by key, never by position. */

/** One row or null per key, in the order of the keys; keys may repeat. Of several rows with one key the last counts. */
export function alignBy<Key, Row>(keys: readonly Key[], rows: readonly Row[], keyOf: (row: Row) => Key): readonly (Row | null)[] {
  const byKey = new Map<Key, Row>();
  for (const row of rows) byKey.set(keyOf(row), row);
  return keys.map((key) => byKey.get(key) ?? null);
}

/** All rows of each key, in the order of the keys; the rows of one key keep their order. */
export function groupBy<Key, Row>(keys: readonly Key[], rows: readonly Row[], keyOf: (row: Row) => Key): readonly (readonly Row[])[] {
  const byKey = new Map<Key, Row[]>();
  for (const key of keys) byKey.set(key, []);
  for (const row of rows) byKey.get(keyOf(row))?.push(row);
  return keys.map((key) => byKey.get(key)!);
}
