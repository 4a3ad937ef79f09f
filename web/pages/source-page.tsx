/** A publisher's page: who it is, what it published last, and how its feeds are read. Drawn from one `SourcePage`. */
import { AppCard } from './app-card.tsx';
import { safeUrl, sourceHref } from './addresses.ts';
import { FeedList } from './feed-list.tsx';
import { ArrowIcon, NoticeIcon, OutsideIcon } from './icons.tsx';
import { renderPage } from './layout.tsx';
import { messagesFor, type Messages } from './messages.ts';
import type { Publishing, SourcePageQuery } from './page-data.ts';
import type { PageView } from './page-view.ts';
import { PublisherIcon } from './publisher.tsx';
import { StoryCard } from './story-card.tsx';
import { Fact, Notice, tongueOf } from './text.tsx';

/** @param data the answer of `SourcePage`; each part of it may be null. A publisher that does not exist is for `renderErrorPage(404, …)`. */
export function renderSourcePage(data: SourcePageQuery & { readonly source: Publishing }, view: PageView): string {
  const messages = messagesFor(view.locale);
  const { source, app } = data;
  const { articles } = source;
  const older = articles?.pageInfo.hasNextPage ? articles.pageInfo.endCursor : null;
  return renderPage({
    view,
    app,
    head: {
      title: view.after === null ? source.name : `${source.name} · ${messages.olderStories}`,
      description: source.description ?? messages.siteDescription,
      path: sourceHref(source.slug, { locale: view.locale, localeChosen: false }),
      type: 'website',
      index: view.after === null,
    },
    children: (
      <div class="home source">
        <SourceHeader source={source} messages={messages} />
        <div class="home-stories">
          {articles ? null : <Notice icon={<NoticeIcon />}>{messages.missing.stories}</Notice>}
          {articles?.nodes.length === 0 ? (
            <Notice icon={<NoticeIcon />}>{view.after === null ? messages.noStoriesOfSource : messages.noMoreStories}</Notice>
          ) : null}
          <div class="cards">
            {articles?.nodes.map((story) => (
              <StoryCard key={story.id} story={story} view={view} messages={messages} />
            ))}
          </div>
          <nav class="pager" aria-label={messages.olderStories}>
            {view.after === null ? null : <a href={sourceHref(source.slug, view)}>{messages.backToLatest}</a>}
            {older ? (
              <a class="pager-on" rel="next" href={sourceHref(source.slug, view, older)}>
                {messages.olderStories}
                <ArrowIcon />
              </a>
            ) : null}
          </nav>
        </div>
        <aside class="home-aside">
          <FeedList feeds={source.feeds} messages={messages} />
          <AppCard app={app} messages={messages} />
        </aside>
      </div>
    ),
  });
}

function SourceHeader({ source, messages }: { readonly source: Publishing; readonly messages: Messages }) {
  const homepage = safeUrl(source.homepage);
  const country = source.country === null ? null : messages.countryName(source.country);
  return (
    <header class="source-header">
      <PublisherIcon source={source} />
      <div>
        <h1>
          <bdi>{source.name}</bdi>
        </h1>
        <p class="meta">
          {country === null ? null : <Fact>{country}</Fact>}
          <Fact>{messages.languageName(source.language)}</Fact>
          {source.articles ? <Fact>{messages.articleCount(source.articles.totalCount)}</Fact> : null}
        </p>
      </div>
      {source.description ? (
        <p class="standfirst" dir="auto">
          {source.description}
        </p>
      ) : null}
      {homepage === null ? null : (
        <a class="quiet-link" href={homepage} rel="noopener external" {...tongueOf({ language: 'en', direction: 'LTR' })}>
          <bdi>{new URL(homepage).host}</bdi>
          <OutsideIcon />
        </a>
      )}
    </header>
  );
}
