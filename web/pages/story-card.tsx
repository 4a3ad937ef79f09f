/** One story on the home page. */
import type { HomeFeedQuery } from './page-data.ts';
import { articleHref } from './addresses.ts';
import { ClockIcon, CommentIcon, SparkIcon } from './icons.tsx';
import type { Messages } from './messages.ts';
import type { PageView } from './page-view.ts';
import { Picture, hasPicture } from './picture.tsx';
import { Publisher } from './publisher.tsx';
import { Moment, tongueOf } from './text.tsx';

type Story = NonNullable<HomeFeedQuery['articles']>['nodes'][number];

interface StoryCardProps {
  readonly story: Story;
  readonly view: PageView;
  readonly messages: Messages;
  readonly lead?: boolean;
}

export function StoryCard({ story, view, messages, lead = false }: StoryCardProps) {
  const summary = story.ai?.summary?.text;
  const href = articleHref(story.id, view);
  return (
    <article class={lead ? 'card card-lead' : 'card'} {...tongueOf(story)}>
      {hasPicture(story.image) ? (
        <div class="card-picture">
          <Picture image={story.image} first={lead} decorative />
        </div>
      ) : null}
      <div class="card-text">
        <p class="meta" lang={view.locale}>
          <Publisher source={story.source} messages={messages} />
          <bdi class="dotted">
            <Moment iso={story.publishedAt} label={story.publishedAtRelative} date={messages.date(story.publishedAt)} />
          </bdi>
        </p>
        <h2 class="card-title">
          <a href={href}>{story.title}</a>
        </h2>
        <p class="card-summary">{lead || !summary ? (story.standfirst ?? story.excerpt) : summary}</p>
        <ul class="meta card-facts" lang={view.locale}>
          {!lead && summary ? (
            <li class="machine">
              <SparkIcon />
              <bdi>{messages.machineSummary}</bdi>
            </li>
          ) : null}
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
