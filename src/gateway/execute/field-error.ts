/**
 * A failed field, standing in the merged data where its value would be. The projection meets it on the client's own path, under the
 * client's aliases, and reports it there; what the client did not ask for is never reported.
 */
export class FieldError {
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>> | undefined;
  /** Response keys and indices below this position, where the subgraph named a field deeper than the null it left. */
  readonly rest: readonly (string | number)[];
  /** True where the subgraph could not be reached at all. */
  readonly unreachable: boolean;

  constructor(
    message: string,
    extensions: Readonly<Record<string, unknown>> | undefined,
    rest: readonly (string | number)[] = [],
    unreachable = false,
  ) {
    this.message = message;
    this.extensions = extensions;
    this.rest = rest;
    this.unreachable = unreachable;
  }

  at(rest: readonly (string | number)[]): FieldError {
    return new FieldError(this.message, this.extensions, rest, this.unreachable);
  }
}
