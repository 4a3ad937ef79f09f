/** Keyset pages: what is asked, what comes back. Checked bounds (1..100) are the subgraph's; here a limit is only required to be a positive integer. */

/** Either the first `first` rows behind `after`, or the last `last` rows before `before`; both bounds may be set in either case. */
export type PageRequest<Key> =
  | { readonly first: number; readonly last?: undefined; readonly after?: Key | null | undefined; readonly before?: Key | null | undefined }
  | {
      readonly last: number;
      readonly first?: undefined;
      readonly after?: Key | null | undefined;
      readonly before?: Key | null | undefined;
    };

/** Rows are in list order in both directions. The two flags are exact: whether the list has rows behind or before these. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}
