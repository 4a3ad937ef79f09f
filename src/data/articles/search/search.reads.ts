/** Named reads of the search. */
import { runSearch } from './run-search.ts';

export const searchReads = { 'articles.search': runSearch };
