/** What a search found: hits with the words marked, what to narrow them down with, and the way on. Drawn from one `Search`. */
import { AppCard } from './app-card.tsx';
import { articleHref, searchHref } from './addresses.ts';
import { ArrowIcon, NoticeIcon } from './icons.tsx';
import { renderPage } from './layout.tsx';
import { messagesFor, type Messages } from './messages.ts';
import type { SearchQuery, Suggestion } from './page-data.ts';
import type { PageView } from './page-view.ts';
import { ChosenFacets, Facets } from './search-facets.tsx';
import { SearchHit } from './search-hit.tsx';
import type { SearchRequest } from './search-request.ts';
import { Notice, tongueOf } from './text.tsx';

interface PartProps {
  readonly data: SearchQuery;
  readonly request: SearchRequest;
  readonly view: PageView;
  readonly messages: Messages;
}

/** @param data the answer of `Search`; each part of it may be null. Null itself where nothing is asked: the page then says how to ask. */
export function renderSearchPage(data: SearchQuery | null, request: SearchRequest, view: PageView): string {
  const messages = messagesFor(view.locale);
  const { otherLocale } = messages;
  return renderPage({
    view,
    app: data?.app,
    query: request.query,
    otherLocaleHref: searchHref(request, { locale: otherLocale.locale, localeChosen: true }, view.after),
    head: {
      title: request.query === '' ? messages.search : `${request.query} · ${messages.search}`,
      description: messages.searchHint,
      path: searchHref(request, { locale: view.locale, localeChosen: false }),
      type: 'website',
      // Endless addresses with what other pages say: not for search engines.
      index: false,
    },
    children:
      data === null ? (
        <div class="search-empty">
          <h1>{messages.search}</h1>
          <p>{messages.searchHint}</p>
        </div>
      ) : (
        <Results data={data} request={request} view={view} messages={messages} />
      ),
  });
}

function Results(props: PartProps) {
  const { data, request, view, messages } = props;
  const { search } = data;
  const edges = search?.edges ?? [];
  const next = search?.pageInfo.hasNextPage ? search.pageInfo.endCursor : null;
  return (
    <div class="home results">
      <header class="results-header">
        <h1 class="page-title">
          {messages.resultsFor}{' '}
          <q>
            <bdi>{request.query}</bdi>
          </q>
        </h1>
        {search && edges.length > 0 ? <ResultsLine {...props} /> : null}
        <ChosenFacets facets={search?.facets} request={request} view={view} messages={messages} />
      </header>
      <aside class="home-aside">
        {edges.length > 0 ? <Facets search={search} request={request} view={view} messages={messages} /> : null}
      </aside>
      <div class="home-stories">
        {search ? null : <Notice icon={<NoticeIcon />}>{messages.missing.search}</Notice>}
        {search && edges.length === 0 ? <NothingFound {...props} /> : null}
        <div class="cards hits">
          {edges.map((hit) => (
            <SearchHit key={hit.node.id} hit={hit} view={view} messages={messages} />
          ))}
        </div>
      </div>
      <nav class="pager" aria-label={messages.moreResults}>
        {view.after === null ? null : <a href={searchHref(request, view)}>{messages.backToBest[request.order]}</a>}
        {next ? (
          <a class="pager-on" rel="next" href={searchHref(request, view, next)}>
            {messages.moreResults}
            <ArrowIcon />
          </a>
        ) : null}
      </nav>
      <div class="results-app">
        <AppCard app={data.app} messages={messages} />
      </div>
    </div>
  );
}

/** How many, and in which order. */
function ResultsLine({ data, request, view, messages }: PartProps) {
  const { value, relation } = data.search!.totalCount;
  return (
    <div class="results-line">
      <p class="count">{messages.resultCount(value, relation)}</p>
      <nav class="filters" aria-label={messages.searchOrder}>
        {(['RELEVANCE', 'NEWEST'] as const).map((order) => (
          <a key={order} href={searchHref({ ...request, order }, view)} aria-current={request.order === order ? 'page' : undefined}>
            {messages.searchOrders[order]}
          </a>
        ))}
      </nav>
    </div>
  );
}

function NothingFound({ data, request, view, messages }: PartProps) {
  const narrowed = request.source !== null || request.language !== null || request.date !== null;
  // What was typed is among its own completions.
  const suggestions = (data.suggest ?? []).filter(({ text }) => text !== request.query);
  return (
    <div class="search-empty">
      <p>{view.after === null ? messages.nothingFound : messages.nothingFurther}</p>
      {narrowed ? (
        <p>
          <a class="button button-quiet" href={searchHref({ ...request, source: null, language: null, topic: null, date: null }, view)}>
            {messages.searchEverything}
          </a>
        </p>
      ) : null}
      {suggestions.length > 0 ? (
        <section aria-labelledby="page-suggestions">
          <h2 id="page-suggestions">{messages.suggestions}</h2>
          <ul class="suggestions">
            {suggestions.map((suggestion) => (
              <li key={suggestion.text}>
                <a href={suggestionHref(suggestion, request, view)}>
                  <bdi {...(suggestion.article ? tongueOf(suggestion.article) : {})}>{suggestion.text}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ) : (
        <p class="hint">{messages.searchHint}</p>
      )}
    </div>
  );
}

function suggestionHref({ text, article }: Suggestion, request: SearchRequest, view: PageView): string {
  return article ? articleHref(article.id, view) : searchHref({ ...request, query: text }, view);
}
