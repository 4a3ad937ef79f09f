/** Named reads of the search: each takes milliseconds on SQLite, so they run beside the event loop. */
import { runSearch } from './run-search.ts';
import { searchFacets } from './search-facets.ts';
import { searchHighlights } from './search-highlights.ts';
import { suggest } from './search-suggest.ts';

export const searchReads = {
  'articles.search': runSearch,
  'articles.searchFacets': searchFacets,
  'articles.searchHighlights': searchHighlights,
  'articles.suggest': suggest,
};
