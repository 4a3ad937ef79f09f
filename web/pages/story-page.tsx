/** A story: one event as several publishers report it, in order of time. Drawn from one `StoryPage`. */
import { AppCard } from './app-card.tsx';
import { articleHref, sourceHref, storyHref } from './addresses.ts';
import { ArrowIcon, NoticeIcon } from './icons.tsx';
import { renderPage } from './layout.tsx';
import { messagesFor, type Messages } from './messages.ts';
import type { StoryCluster, StoryPageQuery } from './page-data.ts';
import type { PageView } from './page-view.ts';
import { Picture, hasPicture } from './picture.tsx';
import { Publisher } from './publisher.tsx';
import { Fact, Moment, Notice, tongueOf } from './text.tsx';

type Report = NonNullable<NonNullable<StoryCluster['articles']>['nodes'][number]>;

interface PartProps {
  readonly story: StoryCluster;
  readonly reports: readonly Report[];
  readonly view: PageView;
  readonly messages: Messages;
}

/** @param data the answer of `StoryPage`; each part of it may be null. A story that does not exist is for `renderErrorPage(404, …)`. */
export function renderStoryPage(data: StoryPageQuery & { readonly story: StoryCluster }, view: PageView): string {
  const messages = messagesFor(view.locale);
  const { story, app } = data;
  const { articles } = story;
  const older = articles?.pageInfo.hasNextPage ? articles.pageInfo.endCursor : null;
  // The graph begins with the newest; a story is read from its beginning.
  const reports = (articles?.nodes ?? []).filter((report) => report !== null).toReversed();
  const parts: PartProps = { story, reports, view, messages };
  return renderPage({
    view,
    app,
    head: {
      title: `${story.title} · ${messages.wholeStory}`,
      description: `${messages.articleCount(story.size)} · ${spanOf(story, messages)}`,
      path: storyHref(story.id, { locale: view.locale, localeChosen: false }),
      type: 'website',
      index: view.after === null,
    },
    children: (
      <div class="home event">
        <StoryHeader {...parts} />
        <div class="home-stories">
          {articles ? null : <Notice icon={<NoticeIcon />}>{messages.missing.stories}</Notice>}
          <ol class="timeline">
            {reports.map((report) => (
              <li key={report.id}>
                <ReportCard report={report} view={view} messages={messages} />
              </li>
            ))}
          </ol>
          <nav class="pager" aria-label={messages.olderStories}>
            {view.after === null ? null : <a href={storyHref(story.id, view)}>{messages.backToLatest}</a>}
            {older ? (
              <a class="pager-on" rel="next" href={storyHref(story.id, view, older)}>
                {messages.olderStories}
                <ArrowIcon />
              </a>
            ) : null}
          </nav>
        </div>
        <aside class="home-aside">
          <Publishers {...parts} />
          <AppCard app={app} messages={messages} />
        </aside>
      </div>
    ),
  });
}

/** In the story's own direction, as an article's header is in the article's. */
function StoryHeader({ story, messages }: PartProps) {
  const words = [...new Set([...story.topics.map(({ label }) => label), ...story.keywords])];
  return (
    <header class="results-header" {...tongueOf(story)}>
      <p class="kicker" lang={messages.lang}>
        {messages.wholeStory}
      </p>
      <h1 class="page-title">{story.title}</h1>
      <p class="meta" lang={messages.lang}>
        <Fact>{messages.articleCount(story.size)}</Fact>
        {story.sourceCount > 1 ? <Fact>{messages.publisherCount(story.sourceCount)}</Fact> : null}
        <Fact>{spanOf(story, messages)}</Fact>
      </p>
      {words.length > 0 ? (
        <ul class="chips" aria-label={messages.keywords}>
          {words.map((word) => (
            <li key={word}>
              <bdi>{word}</bdi>
            </li>
          ))}
        </ul>
      ) : null}
    </header>
  );
}

function ReportCard({ report, view, messages }: Pick<PartProps, 'view' | 'messages'> & { readonly report: Report }) {
  return (
    <article class="card" {...tongueOf(report)}>
      {hasPicture(report.image) ? (
        <div class="card-picture">
          <Picture image={report.image} decorative />
        </div>
      ) : null}
      <div class="card-text">
        <p class="meta" lang={view.locale}>
          <Publisher source={report.source} view={view} messages={messages} />
          <Fact>
            <Moment iso={report.publishedAt} label={report.publishedAtRelative} date={messages.date(report.publishedAt)} />
          </Fact>
        </p>
        <h2 class="card-title">
          <a href={articleHref(report.id, view)}>{report.title}</a>
        </h2>
        <p class="card-summary">{report.standfirst ?? report.excerpt}</p>
      </div>
    </article>
  );
}

/** Who reports, most reports first. */
function Publishers({ reports, view, messages }: PartProps) {
  const publishers = new Map<string, { readonly source: NonNullable<Report['source']>; readonly count: number }>();
  for (const { source } of reports) {
    if (source) publishers.set(source.id, { source, count: (publishers.get(source.id)?.count ?? 0) + 1 });
  }
  if (publishers.size === 0) return null;
  return (
    <section class="facets facets-open" aria-labelledby="page-publishers">
      <h2 id="page-publishers">{messages.publishers}</h2>
      <ul>
        {[...publishers.values()]
          .toSorted((one, other) => other.count - one.count)
          .map(({ source, count }) => (
            <li key={source.id}>
              <a href={sourceHref(source.slug, view)}>
                <bdi>{source.name}</bdi>
                <bdi class="count">{messages.articleCount(count)}</bdi>
              </a>
            </li>
          ))}
      </ul>
    </section>
  );
}

function spanOf({ firstPublishedAt, lastPublishedAt }: StoryCluster, messages: Messages): string {
  const [first, last] = [messages.date(firstPublishedAt), messages.date(lastPublishedAt)];
  return first === last ? first : messages.dateSpan(first, last);
}
