/** What an ingest run says it did, and why it refused what it refused. */

/** Why one record was not stored. Each code is stable: scripts count by it. */
export type RejectionCode =
  /** The line is not JSON, or is JSON but no object. */
  | 'INVALID_JSON'
  /** The line is longer than `MAX_LINE_BYTES`. */
  | 'LINE_TOO_LONG'
  /** An item of a feed that is not well-formed; the feed's other items are read. */
  | 'BROKEN_ITEM'
  /** No address, or one that is not http(s), carries a password, or is longer than `MAX_URL_CHARS`. */
  | 'INVALID_URL'
  /** A body, but no title and not enough of a sentence to make one from. */
  | 'NO_TITLE'
  /** Neither title nor body: nothing a reader could see. */
  | 'NO_CONTENT'
  /** A page without a running text: a front page, a list, a page that scripts fill. */
  | 'NOT_AN_ARTICLE'
  /** A date is there, and cannot be read with the map's format. */
  | 'INVALID_DATE'
  /** Its date is of the Islamic calendar, whose days are not fixed ahead: which day is meant cannot be told. */
  | 'HIJRI_DATE'
  /** The record names no publisher, or one that the map does not know. */
  | 'UNKNOWN_SOURCE'
  /** The same canonical address was met earlier in this run; the first one counts. */
  | 'DUPLICATE';

/** Why a whole input could not be read, or not to its end. */
export type InputFailureCode =
  | 'NOT_FOUND'
  | 'NOT_READABLE'
  | 'UNRECOGNISED_FORMAT'
  | 'BROKEN_FEED'
  | 'BROKEN_GZIP'
  | 'TOO_LARGE'
  | 'NO_FIELD_MAP'
  | 'INVALID_URL'
  | 'FORBIDDEN_ADDRESS'
  | 'TOO_MANY_REDIRECTS'
  | 'HTTP_STATUS'
  | 'TIMEOUT'
  | 'UNREACHABLE';

export interface InputFailure {
  /** The path or address as it was given. */
  readonly input: string;
  readonly code: InputFailureCode;
  readonly message: string;
}

export interface IngestReport {
  readonly new: number;
  readonly updated: number;
  readonly unchanged: number;
  /** `new + updated + unchanged + rejected` is the number of records met. */
  readonly rejected: number;
  readonly reasons: Readonly<Partial<Record<RejectionCode, number>>>;
  readonly seconds: number;
  /** Inputs read to their end. Where it is 0 and nothing was stored either (an archive that breaks off), the run has failed. */
  readonly inputsRead: number;
  /** Of these, addresses that answered that nothing has changed since they were last read. */
  readonly notModified: number;
  readonly failures: readonly InputFailure[];
}

export type IngestCounts = Pick<IngestReport, 'new' | 'updated' | 'unchanged' | 'rejected'>;

/** An input that cannot be read. Thrown below `ingest`, which puts it into the report and goes on with the next input. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly code: InputFailureCode;
  constructor(code: InputFailureCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
