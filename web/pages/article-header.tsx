/** Headline, standfirst, publisher and image, in the article's own direction. */
import type { Article } from './page-data.ts';
import { ClockIcon, NoticeIcon } from './icons.tsx';
import type { Messages } from './messages.ts';
import type { PageView } from './page-view.ts';
import { Picture, hasPicture } from './picture.tsx';
import { Publisher } from './publisher.tsx';
import { Fact, Moment, Notice, tongueOf } from './text.tsx';

interface ArticleHeaderProps {
  readonly article: Article;
  readonly messages: Messages;
}

export function ArticleHeader({ article, view, messages }: ArticleHeaderProps & { readonly view: PageView }) {
  return (
    <header class="story-header" {...tongueOf(article)}>
      {article.section ? <p class="kicker">{article.section}</p> : null}
      <h1>{article.title}</h1>
      {article.standfirst ? <p class="standfirst">{article.standfirst}</p> : null}
      <div class="byline">
        <Publisher source={article.source} view={view} messages={messages} />
        <p class="meta">
          {article.byline ? <Fact lang={article.language}>{article.byline}</Fact> : null}
          <Fact lang={messages.lang}>
            <Moment iso={article.publishedAt} label={article.publishedAtRelative} date={messages.date(article.publishedAt)} />
          </Fact>
          <Fact lang={messages.lang}>{messages.date(article.publishedAt)}</Fact>
          {article.ai?.readingTime ? (
            <Fact lang={messages.lang} icon={<ClockIcon />}>
              {article.ai.readingTime.label}
            </Fact>
          ) : null}
        </p>
      </div>
      <QualityNotes article={article} messages={messages} />
      {hasPicture(article.image) ? (
        <figure class="story-picture">
          <Picture image={article.image} first />
          {article.image.credit ? (
            <figcaption>
              <bdi>{article.image.credit}</bdi>
            </figcaption>
          ) : null}
        </figure>
      ) : null}
    </header>
  );
}

/** What is wrong with the text as it reached us, said before the reader wonders. */
function QualityNotes({ article, messages }: ArticleHeaderProps) {
  const notes = article.quality.flags.map((flag) => messages.damaged[flag]);
  if (notes.length === 0) return null;
  return (
    <div lang={messages.lang} dir={messages.direction}>
      {notes.map((note) => (
        <Notice key={note} icon={<NoticeIcon />}>
          {note}
        </Notice>
      ))}
    </div>
  );
}
