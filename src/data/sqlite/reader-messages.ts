/** What goes between the main thread and the reader threads. */
import type { ObservedStatement } from './writer-messages.ts';

export interface ReaderSetup {
  readonly path: string;
}

export interface ReaderRequest {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
  readonly observe: boolean;
}

export type ReaderReply = { readonly id: number; readonly statements: readonly ObservedStatement[] } & (
  | { readonly ok: true; readonly output: unknown }
  /** `errorName` tells errors for clients from faults: a class does not cross. */
  | { readonly ok: false; readonly message: string; readonly errorName: string; readonly code: string }
);
