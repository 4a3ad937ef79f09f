/** What projecting a value comes to: its JSON text, or one of two nulls (see project.ts). */

export interface ProjectedError {
  readonly message: string;
  /** From the inside out while projecting; the response's own order when handed out. */
  readonly path: (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
  readonly unreachable: boolean;
}

export type Errors = ProjectedError[];
/** Text; `null`, not explained yet; or `undefined`, explained by a recorded error. */
export type Written = string | null | undefined;
export type Writer = (value: unknown, errors: Errors) => Written;

/** Records an error for a null; its path is filled on the way up. */
export function explain(errors: Errors, message: string): undefined {
  errors.push({ message, path: [], extensions: { code: 'INVALID_SUBGRAPH_VALUE' }, unreachable: false });
  return undefined;
}
