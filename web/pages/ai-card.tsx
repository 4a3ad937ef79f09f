/** What the machine made of the article, labelled as made by a machine, each sentence with a link to where the article says it. */
import type { ComponentChildren } from 'preact';
import { blockId } from './article-body.tsx';
import type { Ai, Article } from './page-data.ts';
import { Fold } from './fold.tsx';
import { SparkIcon } from './icons.tsx';
import { searchHref } from './addresses.ts';
import type { Messages } from './messages.ts';
import type { PageView } from './page-view.ts';
import { searchFor } from './search-request.ts';
import { tongueOf } from './text.tsx';

const MOST_ENTITIES = 12;

interface AiCardProps {
  readonly article: Article;
  readonly view: PageView;
  readonly messages: Messages;
}

export function AiCard({ article, view, messages }: AiCardProps) {
  const { ai } = article;
  return (
    <section class="ai-card" aria-labelledby="page-ai">
      <header>
        <SparkIcon />
        <h2 id="page-ai">{messages.aiCard}</h2>
        {ai?.summary ? <p class="disclosure">{ai.summary.disclosure.label}</p> : null}
      </header>
      {ai ? <AiContent ai={ai} article={article} view={view} messages={messages} /> : <p class="ai-state">{messages.missing.ai}</p>}
    </section>
  );
}

function AiContent({ ai, article, view, messages }: AiCardProps & { readonly ai: Ai }) {
  const tongue = tongueOf(article);
  const nothingYet = stateMessage(ai, messages);
  if (nothingYet !== null) return <p class="ai-state">{nothingYet}</p>;
  return (
    <>
      {ai.summary ? (
        <p class="ai-summary" {...tongue}>
          {ai.summary.sentences.map(({ text, citation }, index) => (
            <span key={index}>
              <CitedText text={text} block={citation.block} article={article} messages={messages} />{' '}
            </span>
          ))}
        </p>
      ) : null}
      <Fold label={messages.aiMore}>
        <AiDetails ai={ai} article={article} view={view} messages={messages} />
      </Fold>
    </>
  );
}

function AiDetails({ ai, article, view, messages }: AiCardProps & { readonly ai: Ai }) {
  const tongue = tongueOf(article);
  return (
    <>
      {ai.keyPoints && ai.keyPoints.length > 0 ? (
        <Part title={messages.keyPoints}>
          <ul class="ai-points" {...tongue}>
            {ai.keyPoints.map(({ text, citation }, index) => (
              <li key={index}>
                <CitedText text={text} block={citation.block} article={article} messages={messages} />
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {ai.keywords && ai.keywords.length > 0 ? (
        <Part title={messages.keywords}>
          <ul class="chips" {...tongue}>
            {ai.keywords.map(({ text }) => (
              <li key={text}>
                <bdi>{text}</bdi>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {ai.topics && ai.topics.length > 0 ? (
        <Part title={messages.topics}>
          <ul class="chips">
            {ai.topics.map(({ code, label }) => (
              <li key={code}>
                <bdi>{label}</bdi>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {ai.entities && ai.entities.length > 0 ? (
        <Part title={messages.entities}>
          <ul class="chips" {...tongue}>
            {ai.entities.slice(0, MOST_ENTITIES).map(({ name, type }) => (
              <li key={`${type} ${name}`}>
                <a href={searchHref(searchFor(`"${name.replaceAll('"', '')}"`), view)} title={messages.entityTypes[type]}>
                  <bdi>{name}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
      {ai.sentiment ? (
        <Part title={messages.sentiment}>
          <p class={`tone tone-${ai.sentiment.label.toLowerCase()}`}>
            <span>{messages.sentiments[ai.sentiment.label]}</span>{' '}
            <small>{messages.confidence(messages.percent(ai.sentiment.confidence))}</small>
          </p>
        </Part>
      ) : null}
    </>
  );
}

/** Null where there is something to show. */
function stateMessage(ai: Ai, messages: Messages): string | null {
  if (ai.summary) return null;
  if (ai.status === 'FAILED') return messages.aiFailed;
  if (ai.status === 'UNSUPPORTED') return messages.aiUnsupported;
  return ai.status === 'PENDING' ? messages.aiPending : null;
}

function Part({ title, children }: { readonly title: string; readonly children: ComponentChildren }) {
  return (
    <div class="ai-part">
      <h3>{title}</h3>
      {children}
    </div>
  );
}

interface CitedTextProps extends Omit<AiCardProps, 'view'> {
  readonly text: string;
  readonly block: number;
}

/**
 * A sentence and a small number that leads to the block that says it; no number where the article has no such block (the text changed since).
 * The number stays on the line where the sentence ends.
 */
function CitedText({ text, block, article, messages }: CitedTextProps) {
  const target = article.blocks[block];
  if (!target) return <>{text}</>;
  const number = messages.number(block + 1);
  const lastWord = text.lastIndexOf(' ') + 1;
  return (
    <>
      {text.slice(0, lastWord)}
      <span class="unbroken">
        {text.slice(lastWord)}{' '}
        <a
          class="cited"
          href={`#${encodeURIComponent(blockId(target, block))}`}
          aria-label={messages.citedFrom(number)}
          title={messages.citedFrom(number)}
        >
          {number}
        </a>
      </span>
    </>
  );
}
