/** Connections: a page of rows, as the connection types resolve from it. */
import { encodeCursor } from './cursor.ts';
import type { CursorKey } from './cursor.ts';
import type { NodeBudget } from './node-budget.ts';

/** As the data layer answers pages. The flags are exact. */
export interface RowPage<Row> {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

/** What a connection type resolves from. Functions are only called, and only cost, when their field is asked: graphql-js's default resolver calls them. */
export interface Connection<Row> {
  readonly edges: () => readonly { readonly cursor: string; readonly node: Row }[];
  readonly nodes: readonly Row[];
  readonly pageInfo: () => {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: () => Promise<number>;
}

/**
 * `order` stands in the cursors; `keyOf` is what the next page's `WHERE` needs of a row.
 * Throws TOO_MANY_NODES where the request has drawn too much already.
 */
export function connectionOf<Row>(
  context: { readonly nodes: NodeBudget },
  page: RowPage<Row>,
  cursors: { readonly order: string; readonly keyOf: (row: Row) => CursorKey },
  totalCount: () => Promise<number>,
): Connection<Row> {
  context.nodes.take(page.rows.length);
  const cursorOf = (row: Row) => encodeCursor(cursors.order, cursors.keyOf(row));
  return {
    edges: () => page.rows.map((node) => ({ cursor: cursorOf(node), node })),
    nodes: page.rows,
    pageInfo: () => {
      const [first] = page.rows;
      const last = page.rows.at(-1);
      return {
        hasNextPage: page.hasNextPage,
        hasPreviousPage: page.hasPreviousPage,
        startCursor: first === undefined ? null : cursorOf(first),
        endCursor: last === undefined ? null : cursorOf(last),
      };
    },
    totalCount,
  };
}
