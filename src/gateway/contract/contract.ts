/** What a contract says: which tags let a part of the supergraph through. */

/** One of the two has names. */
export interface Contract {
  /** Where there are any: fields of objects and interfaces, and unions, are hidden unless they have one of these tags. */
  readonly include?: readonly string[];
  /** What has one of these tags is hidden, whatever else it has. */
  readonly exclude?: readonly string[];
}
