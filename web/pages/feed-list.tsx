/** The feeds of a publisher, for those who keep it: where, in what state, when last read, and why not where it was not. */
import { safeUrl } from './addresses.ts';
import { NoticeIcon } from './icons.tsx';
import type { Messages } from './messages.ts';
import type { Feed, Publishing } from './page-data.ts';
import { Moment, Notice } from './text.tsx';

export function FeedList({ feeds, messages }: { readonly feeds: Publishing['feeds']; readonly messages: Messages }) {
  if (feeds?.length === 0) return null;
  return (
    <section class="feeds" aria-labelledby="page-feeds">
      <h2 id="page-feeds">{messages.feeds}</h2>
      {feeds ? (
        <ul>
          {feeds.map((feed) => (
            <FeedLine key={feed.id} feed={feed} messages={messages} />
          ))}
        </ul>
      ) : (
        <Notice icon={<NoticeIcon />}>{messages.missing.feeds}</Notice>
      )}
    </section>
  );
}

function FeedLine({ feed, messages }: { readonly feed: Feed; readonly messages: Messages }) {
  const url = safeUrl(feed.url);
  return (
    <li>
      <p class={`feed-state feed-${feed.state.toLowerCase()}`}>
        {messages.feedStates[feed.state]}
        {feed.kind ? <small lang="en">{feed.kind === 'JSON' ? 'JSON Feed' : feed.kind === 'ATOM' ? 'Atom' : feed.kind}</small> : null}
      </p>
      {url === null ? null : (
        <p class="feed-url" dir="ltr">
          <a href={url} rel="noopener external nofollow">
            {url.replace(/^https?:\/\//, '')}
          </a>
        </p>
      )}
      <dl>
        <FeedTime name={messages.feedRead} iso={feed.lastSuccessAt} messages={messages} />
        <FeedTime name={messages.feedNext} iso={feed.nextFetchAt} messages={messages} />
        {feed.consecutiveFailures > 0 ? (
          <div>
            <dt>{messages.feedFailures}</dt>
            <dd>
              {messages.number(feed.consecutiveFailures)}
              {feed.lastStatus === null ? null : ` (${feed.lastStatus})`}
            </dd>
          </div>
        ) : null}
      </dl>
      {feed.lastError ? (
        <p class="feed-error" lang="en" dir="ltr">
          {feed.lastError}
        </p>
      ) : null}
    </li>
  );
}

function FeedTime({ name, iso, messages }: { readonly name: string; readonly iso: string | null; readonly messages: Messages }) {
  if (iso === null) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Moment iso={iso} label={messages.dateAndTime(iso)} />
      </dd>
    </div>
  );
}
