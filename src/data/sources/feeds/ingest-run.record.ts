/** One run of `newsgraph ingest`: one row of `ingest_runs`. */
export interface IngestRun {
  /** `run_…`, time-ordered. */
  readonly id: string;
  /** What it read: names of files and addresses, without folders and query strings. */
  readonly input: string;
  readonly startedAt: number;
  /** Null while it runs. Of one that was killed, when it was last heard of: known once another run comes by, half a minute later at the earliest. */
  readonly finishedAt: number | null;
  /** So far, while it runs. */
  readonly new: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly reasons: readonly { readonly code: string; readonly count: number }[];
  /** Inputs that could not be read, or not to their end. */
  readonly inputsFailed: number;
}
