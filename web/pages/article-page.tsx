/** The article page: headline, publisher, body, AI card, comments, related stories, app links. Drawn from one `ArticlePage`. */
import { articleHref, safeUrl, storyHref } from './addresses.ts';
import { AiCard } from './ai-card.tsx';
import { AppCard } from './app-card.tsx';
import { ArticleBody } from './article-body.tsx';
import { ArticleHeader } from './article-header.tsx';
import { Comments } from './comments.tsx';
import { Fold } from './fold.tsx';
import { ArrowIcon, NoticeIcon } from './icons.tsx';
import { renderPage } from './layout.tsx';
import { messagesFor, type Messages } from './messages.ts';
import type { Article, ArticlePageQuery } from './page-data.ts';
import type { PageView } from './page-view.ts';
import { RelatedStories } from './related-stories.tsx';
import { Notice, tongueOf } from './text.tsx';

const LONGEST_DESCRIPTION = 200;
/** Below this an outline is longer than what it opens. */
const HEADINGS_WORTH_AN_OUTLINE = 3;

/**
 * @param data the answer of `ArticlePage`; each part of it may be null. Without an article the page says that it could not be loaded;
 *   an article that does not exist is for `renderErrorPage(404, …)`.
 */
export function renderArticlePage(data: ArticlePageQuery, view: PageView): string {
  const messages = messagesFor(view.locale);
  const { article, app } = data;
  if (!article) return renderLostArticle(data, view, messages);

  return renderPage({
    view,
    app,
    head: {
      title: article.title,
      description: description(article),
      path: articleHref(article.id, { locale: view.locale, localeChosen: false }),
      type: 'article',
      image: headImage(article),
      publishedTime: article.publishedAt,
    },
    children: (
      <div class="story">
        <article class="story-article">
          <ArticleHeader article={article} view={view} messages={messages} />
          <div class="story-rail">
            <div class="rail-top">
              <StoryLink article={article} view={view} messages={messages} />
              <AiCard article={article} view={view} messages={messages} />
            </div>
            <Outline article={article} messages={messages} />
          </div>
          <ArticleBody article={article} messages={messages} />
        </article>
        <Comments article={article} view={view} messages={messages} />
        <div class="story-app">
          <AppCard app={app} messages={messages} />
        </div>
        <RelatedStories article={article} view={view} messages={messages} />
      </div>
    ),
  });
}

function renderLostArticle({ app }: ArticlePageQuery, view: PageView, messages: Messages): string {
  return renderPage({
    view,
    app,
    head: { title: messages.errors[503]!.title, description: messages.missing.story, path: '/', type: 'website', index: false },
    children: (
      <div class="error">
        <h1>{messages.errors[503]!.title}</h1>
        <Notice icon={<NoticeIcon />}>{messages.missing.story}</Notice>
      </div>
    ),
  });
}

/** The way to what other publishers say of the same. */
function StoryLink({
  article: { story },
  view,
  messages,
}: {
  readonly article: Article;
  readonly view: PageView;
  readonly messages: Messages;
}) {
  if (!story || story.size < 2) return null;
  return (
    <a class="whole-story" href={storyHref(story.id, view)}>
      <span>
        {messages.wholeStory}: {messages.articleCount(story.size)}
      </span>
      <ArrowIcon />
    </a>
  );
}

function Outline({ article, messages }: { readonly article: Article; readonly messages: Messages }) {
  if (article.outline.length < HEADINGS_WORTH_AN_OUTLINE) return null;
  return (
    <nav class="outline" aria-label={messages.outline}>
      <Fold label={messages.outline}>
        <h2 class="fold-title">{messages.outline}</h2>
        <ol {...tongueOf(article)}>
          {article.outline.map(({ level, text, anchor }) => (
            <li key={anchor} class={level > 2 ? 'outline-deeper' : undefined}>
              <a href={`#${encodeURIComponent(anchor)}`}>{text}</a>
            </li>
          ))}
        </ol>
      </Fold>
    </nav>
  );
}

function description(article: Article): string {
  const text = article.standfirst ?? article.ai?.summary?.text ?? article.blocks.find((block) => block.__typename === 'Paragraph')?.text;
  if (!text) return article.title;
  if (text.length <= LONGEST_DESCRIPTION) return text;
  const cut = text.slice(0, LONGEST_DESCRIPTION);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_DESCRIPTION / 2))}…`;
}

function headImage({ image, title }: Article): { url: string; alt: string } | null {
  const url = safeUrl(image?.url);
  return url === null ? null : { url, alt: image?.alt ?? title };
}
