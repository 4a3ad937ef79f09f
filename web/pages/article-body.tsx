/** The blocks of an article. Each has an address of its own (`#b3`), where the AI card's citations lead. */
import type { JSX } from 'preact';
import { safeUrl } from './addresses.ts';
import type { Article, Block } from './page-data.ts';
import { OutsideIcon } from './icons.tsx';
import type { Messages } from './messages.ts';
import { Picture, hasPicture } from './picture.tsx';
import { tongueOf } from './text.tsx';

interface ArticleBodyProps {
  readonly article: Article;
  readonly messages: Messages;
}

export function ArticleBody({ article, messages }: ArticleBodyProps) {
  const original = safeUrl(article.url);
  return (
    <div class="story-body">
      <div class="prose" {...tongueOf(article)}>
        {article.blocks.map((block, index) => (
          <ArticleBlock key={index} block={block} id={blockId(block, index)} />
        ))}
      </div>
      <footer class="story-end">
        {article.tags.length > 0 ? (
          <ul class="chips" aria-label={messages.tags}>
            {article.tags.map((tag) => (
              <li key={tag}>
                <bdi>{tag}</bdi>
              </li>
            ))}
          </ul>
        ) : null}
        {original === null ? null : (
          <a class="quiet-link" href={original} rel="noopener external">
            {messages.readAtPublisher}
            <OutsideIcon />
          </a>
        )}
      </footer>
    </div>
  );
}

/** Headings keep the anchor that the graph gives them; all other blocks are `b` and their number from 1. */
export function blockId(block: Block, index: number): string {
  return block.__typename === 'Heading' ? block.anchor : `b${index + 1}`;
}

function ArticleBlock({ block, id }: { readonly block: Block; readonly id: string }): JSX.Element | null {
  switch (block.__typename) {
    case 'Heading':
      return block.level <= 2 ? <h2 id={id}>{block.text}</h2> : <h3 id={id}>{block.text}</h3>;
    case 'Paragraph':
      return <p id={id}>{block.text}</p>;
    case 'List': {
      const items = block.items.map((item, index) => <li key={index}>{item}</li>);
      return block.ordered ? <ol id={id}>{items}</ol> : <ul id={id}>{items}</ul>;
    }
    case 'Quote':
      return (
        <figure id={id} class="quote">
          <blockquote>{block.text}</blockquote>
          {block.attribution ? <figcaption>{block.attribution}</figcaption> : null}
        </figure>
      );
    case 'ImageBlock':
      return <ImageFigure block={block} id={id} />;
  }
}

function ImageFigure({ block, id }: { readonly block: Extract<Block, { __typename: 'ImageBlock' }>; readonly id: string }) {
  if (!hasPicture(block.image)) return null;
  const { credit } = block.image;
  return (
    <figure id={id} class="story-picture">
      <Picture image={block.image} />
      {block.caption || credit ? (
        <figcaption>
          {block.caption} {credit ? <bdi class="credit">{credit}</bdi> : null}
        </figcaption>
      ) : null}
    </figure>
  );
}
