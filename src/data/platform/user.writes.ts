/** Writes of the platform domain. */
import type { Procedure } from '../write-context.ts';

/** Creates, or takes over the name. */
const upsert: Procedure<{ readonly users: readonly { readonly id: string; readonly name: string }[] }, { readonly written: number }> = async () => { throw new Error('being written'); };

export const userWrites = { 'users.upsert': upsert };
