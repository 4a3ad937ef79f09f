/** Errors of named reads, made anew on this side of a thread: a class does not cross. */
import { SearchQueryError } from './articles/search/search-query.ts';
import { DatabaseFault } from './database-fault.ts';

export function readErrorOf(read: string, error: { readonly message: string; readonly errorName: string; readonly code: string }): Error {
  if (error.errorName === 'SearchQueryError') return new SearchQueryError(error.message);
  return new DatabaseFault(error.code, error.errorName === 'DatabaseFault' ? error.message : `${read}: ${error.message}`);
}
