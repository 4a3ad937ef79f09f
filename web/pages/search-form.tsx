/** The box in the header of every page: an ordinary form, so that it works without a script. */
import { SEARCH_PATH } from './addresses.ts';
import { SearchIcon } from './icons.tsx';
import type { Messages } from './messages.ts';
import type { PageView } from './page-view.ts';
import { LONGEST_QUERY } from './search-request.ts';

interface SearchFormProps {
  readonly view: PageView;
  readonly messages: Messages;
  /** What was searched for, on the page that shows the results. */
  readonly query: string;
}

export function SearchForm({ view, messages, query }: SearchFormProps) {
  return (
    <form class="search" role="search" action={SEARCH_PATH} method="get">
      <input
        type="search"
        name="q"
        value={query}
        maxLength={LONGEST_QUERY}
        required
        dir={query === '' ? undefined : 'auto'}
        placeholder={messages.searchPlaceholder}
        aria-label={messages.searchPlaceholder}
        autoComplete="off"
        enterKeyHint="search"
      />
      {view.localeChosen ? <input type="hidden" name="locale" value={view.locale} /> : null}
      <button type="submit" aria-label={messages.search} title={messages.search}>
        <SearchIcon />
      </button>
    </form>
  );
}
