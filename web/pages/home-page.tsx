/** The home page: a lead story, cards, the language filter, and the way on to older stories. Drawn from one `HomeFeed`. */
import { AppCard } from './app-card.tsx';
import { homeHref } from './addresses.ts';
import { ArrowIcon, NoticeIcon } from './icons.tsx';
import { renderPage } from './layout.tsx';
import { messagesFor } from './messages.ts';
import type { HomeFeedQuery } from './page-data.ts';
import type { PageView } from './page-view.ts';
import { StoryCard, StoryLine } from './story-card.tsx';
import { Notice } from './text.tsx';

/** Stories shown as cards after the lead; the rest of a page are lines beside them. */
const CARDS = 9;

/** @param data the answer of `HomeFeed`; each part of it may be null */
export function renderHomePage(data: HomeFeedQuery, view: PageView): string {
  const messages = messagesFor(view.locale);
  const { articles, app } = data;
  const [lead, ...stories] = articles?.nodes ?? [];
  const lines = stories.slice(CARDS);
  const older = articles?.pageInfo.hasNextPage ? (articles.pageInfo.endCursor ?? null) : null;

  return renderPage({
    view,
    app,
    filter: view.language,
    head: {
      title: view.after === null ? null : messages.olderStories,
      description: messages.siteDescription,
      path: homeHref({ locale: view.locale, localeChosen: false }, { language: view.language }),
      type: 'website',
      // Pages further down change with every new story: not for search engines.
      index: view.after === null,
    },
    children: (
      <div class="home">
        <h1 class="page-title">{view.after === null ? messages.latest : messages.olderStories}</h1>
        <div class="home-stories">
          {articles ? null : <Notice icon={<NoticeIcon />}>{messages.missing.stories}</Notice>}
          {articles && !lead ? (
            <Notice icon={<NoticeIcon />}>{view.after === null ? messages.noStories : messages.noMoreStories}</Notice>
          ) : null}
          {lead ? <StoryCard story={lead} view={view} messages={messages} lead /> : null}
          <div class="cards">
            {stories.slice(0, CARDS).map((story) => (
              <StoryCard key={story.id} story={story} view={view} messages={messages} />
            ))}
          </div>
        </div>
        <aside class="home-aside">
          {lines.length > 0 ? (
            <section class="lines" aria-labelledby="page-lines">
              <h2 id="page-lines">{messages.moreStories}</h2>
              {lines.map((story) => (
                <StoryLine key={story.id} story={story} view={view} messages={messages} />
              ))}
            </section>
          ) : null}
          <AppCard app={app} messages={messages} />
        </aside>
        <nav class="pager" aria-label={messages.olderStories}>
          {view.after === null ? null : <a href={homeHref(view, { language: view.language })}>{messages.backToLatest}</a>}
          {older === null ? null : (
            <a class="pager-on" rel="next" href={homeHref(view, { language: view.language, after: older })}>
              {messages.olderStories}
              <ArrowIcon />
            </a>
          )}
        </nav>
      </div>
    ),
  });
}
