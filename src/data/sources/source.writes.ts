/** Writes of the sources domain. */
import type { Procedure } from '../write-context.ts';
import type { SourceRecord } from './source.record.ts';

/** Creates or overwrites, by id. */
const upsertMany: Procedure<{ readonly sources: readonly SourceRecord[] }, readonly { readonly id: string; readonly outcome: 'new' | 'updated' | 'unchanged' }[]> = async () => { throw new Error('being written'); };
/** Creates what is missing, never overwrites. Emits nothing for what is there. */
const ensureMany: Procedure<{ readonly sources: readonly SourceRecord[] }, readonly { readonly id: string; readonly outcome: 'new' | 'existing' }[]> = async () => { throw new Error('being written'); };

export const sourceWrites = { 'sources.upsertMany': upsertMany, 'sources.ensureMany': ensureMany };
