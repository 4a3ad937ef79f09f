/** Walks a paged list from one end to the other and checks both flags of every page on the way. */
import { expect } from '@jest/globals';
import type { Page, PageRequest } from '../../src/data/page.ts';

export async function walkForwards<Row, Key>(
  size: number,
  keyOf: (row: Row) => Key,
  ask: (page: PageRequest<Key>) => Promise<Page<Row>>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let after: Key | null = null; ;) {
    const page: Page<Row> = await ask({ first: size, after });
    expect(page.hasPreviousPage).toBe(rows.length > 0);
    rows.push(...page.rows);
    if (!page.hasNextPage) return rows;
    expect(page.rows).toHaveLength(size);
    after = keyOf(page.rows.at(-1)!);
  }
}

/** The rows in list order, collected from the end. */
export async function walkBackwards<Row, Key>(
  size: number,
  keyOf: (row: Row) => Key,
  ask: (page: PageRequest<Key>) => Promise<Page<Row>>,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (let before: Key | null = null; ;) {
    const page: Page<Row> = await ask({ last: size, before });
    expect(page.hasNextPage).toBe(rows.length > 0);
    rows.unshift(...page.rows);
    if (!page.hasPreviousPage) return rows;
    expect(page.rows).toHaveLength(size);
    before = keyOf(page.rows[0]!);
  }
}
