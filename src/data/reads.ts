/** The reads that take milliseconds, by name: on SQLite they run in reader threads, and a name can cross into a thread where a closure could not. */
import { searchReads } from './articles/search/search.reads.ts';

export const reads = { ...searchReads };

export type ReadName = keyof typeof reads;
export type ReadInput<N extends ReadName> = Parameters<(typeof reads)[N]>[1];
export type ReadOutput<N extends ReadName> = Awaited<ReturnType<(typeof reads)[N]>>;
