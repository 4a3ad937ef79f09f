/** What goes between the main thread and the writer thread. */
export interface WriterSetup {
  readonly path: string;
}

export type WriterRequest =
  | {
      readonly kind: 'write';
      readonly id: number;
      readonly name: string;
      readonly input: unknown;
      readonly now: number;
      readonly observe: boolean;
    }
  | { readonly kind: 'close' };

export interface ObservedStatement {
  readonly sql: string;
  readonly milliseconds: number;
}

export type WriterReply = { readonly id: number; readonly statements: readonly ObservedStatement[] } & (
  | { readonly ok: true; readonly output: unknown }
  | { readonly ok: false; readonly message: string; readonly code: string; readonly stack: string | undefined }
);
