/** One story on the home page, or on its publisher's. */
import type { StoryOfSource } from './page-data.ts';
import { articleHref } from './addresses.ts';
import { ClockIcon, CommentIcon, SparkIcon } from './icons.tsx';
import type { Messages } from './messages.ts';
import type { PageView } from './page-view.ts';
import { Picture, hasPicture } from './picture.tsx';
import { Publisher } from './publisher.tsx';
import { Fact, Moment, tongueOf } from './text.tsx';

interface StoryCardProps {
  readonly story: StoryOfSource;
  readonly view: PageView;
  readonly messages: Messages;
  readonly lead?: boolean;
}

export function StoryCard({ story, view, messages, lead = false }: StoryCardProps) {
  const summary = story.ai?.summary?.text;
  const machineMade = !lead && Boolean(summary);
  return (
    <article class={lead ? 'card card-lead' : 'card'} {...tongueOf(story)}>
      {hasPicture(story.image) ? (
        <div class="card-picture">
          <Picture image={story.image} first={lead} decorative />
        </div>
      ) : null}
      <div class="card-text">
        <p class="meta" lang={view.locale}>
          {story.source === undefined ? null : <Publisher source={story.source} view={view} messages={messages} />}
          <Fact>
            <Moment iso={story.publishedAt} label={story.publishedAtRelative} date={messages.date(story.publishedAt)} />
          </Fact>
        </p>
        <h2 class="card-title">
          <a href={articleHref(story.id, view)}>{story.title}</a>
        </h2>
        <p class="card-summary">
          {machineMade ? (
            <span class="machine" lang={view.locale}>
              <SparkIcon />
              <bdi>{messages.machineSummary}</bdi>{' '}
            </span>
          ) : null}
          {machineMade ? summary : (story.standfirst ?? story.excerpt)}
        </p>
        <ul class="meta card-facts" lang={view.locale}>
          {story.ai?.readingTime ? (
            <li>
              <ClockIcon />
              <bdi>{story.ai.readingTime.label}</bdi>
            </li>
          ) : null}
          {typeof story.commentCount === 'number' ? (
            <li>
              <CommentIcon />
              <bdi>{messages.commentCount(story.commentCount)}</bdi>
            </li>
          ) : null}
        </ul>
      </div>
    </article>
  );
}

/** The same story in two lines, beside the cards. */
export function StoryLine({ story, view, messages }: Omit<StoryCardProps, 'lead'>) {
  return (
    <article class="line" {...tongueOf(story)}>
      <h3 class="line-title">
        <a href={articleHref(story.id, view)}>{story.title}</a>
      </h3>
      <p class="meta" lang={view.locale}>
        {story.source === undefined ? null : <Publisher source={story.source} view={view} messages={messages} />}
        <Fact>
          <Moment iso={story.publishedAt} label={story.publishedAtRelative} date={messages.date(story.publishedAt)} />
        </Fact>
      </p>
    </article>
  );
}
