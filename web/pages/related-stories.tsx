/** Stories close to this one: publisher, relative time, tags, excerpt. */
import { articleHref } from './addresses.ts';
import type { Article, Related } from './page-data.ts';
import { NoticeIcon } from './icons.tsx';
import type { Messages } from './messages.ts';
import type { PageView } from './page-view.ts';
import { Publisher } from './publisher.tsx';
import { Fact, Moment, Notice, tongueOf } from './text.tsx';

type RelatedArticle = NonNullable<Related['article']>;

interface RelatedStoriesProps {
  readonly article: Article;
  readonly view: PageView;
  readonly messages: Messages;
}

const MOST_TAGS = 3;

export function RelatedStories({ article, view, messages }: RelatedStoriesProps) {
  const stories = article.related?.flatMap((related) => related.article ?? []);
  const pending = article.ai?.status === 'PENDING';
  return (
    <section class="related" aria-labelledby="page-related">
      <h2 id="page-related">{messages.related}</h2>
      {stories === undefined ? <Notice icon={<NoticeIcon />}>{messages.missing.related}</Notice> : null}
      {stories?.length === 0 ? <p class="comments-state">{pending ? messages.relatedPending : messages.noRelated}</p> : null}
      <div class="related-cards">
        {stories?.map((story) => (
          <RelatedCard key={story.id} story={story} view={view} messages={messages} />
        ))}
      </div>
    </section>
  );
}

function RelatedCard({ story, view, messages }: { readonly story: RelatedArticle; readonly view: PageView; readonly messages: Messages }) {
  return (
    <article class="card card-small" {...tongueOf(story)}>
      <div class="card-text">
        <p class="meta" lang={view.locale}>
          <Publisher source={story.source} view={view} messages={messages} />
          <Fact>
            <Moment iso={story.publishedAt} label={story.publishedAtRelative} />
          </Fact>
        </p>
        <h3 class="card-title">
          <a href={articleHref(story.id, view)}>{story.title}</a>
        </h3>
        <p class="card-summary">{story.excerpt}</p>
        {story.tags.length > 0 ? (
          <ul class="chips chips-small" aria-label={messages.tags}>
            {story.tags.slice(0, MOST_TAGS).map((tag) => (
              <li key={tag}>
                <bdi>{tag}</bdi>
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </article>
  );
}
