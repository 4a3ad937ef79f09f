/** One article that a search found, with what was looked for marked in it. */
import { articleHref } from './addresses.ts';
import { Highlighted } from './highlighted.tsx';
import type { Messages } from './messages.ts';
import type { Hit } from './page-data.ts';
import type { PageView } from './page-view.ts';
import { Picture, hasPicture } from './picture.tsx';
import { Publisher } from './publisher.tsx';
import { Fact, Moment, tongueOf } from './text.tsx';

/** Pieces of the body shown below a headline. */
const MOST_PIECES = 2;

export function SearchHit({ hit, view, messages }: { readonly hit: Hit; readonly view: PageView; readonly messages: Messages }) {
  const { node } = hit;
  return (
    <article class="card" {...tongueOf(node)}>
      {hasPicture(node.image) ? (
        <div class="card-picture">
          <Picture image={node.image} decorative />
        </div>
      ) : null}
      <div class="card-text">
        <p class="meta" lang={view.locale}>
          <Publisher source={node.source} view={view} messages={messages} />
          <Fact>
            <Moment iso={node.publishedAt} label={node.publishedAtRelative} date={messages.date(node.publishedAt)} />
          </Fact>
          {node.commentCount ? <Fact>{messages.commentCount(node.commentCount)}</Fact> : null}
        </p>
        <h2 class="card-title">
          <a href={articleHref(node.id, view)}>
            <HitTitle hit={hit} />
          </a>
        </h2>
        <p class="card-summary">
          <HitText hit={hit} />
        </p>
      </div>
    </article>
  );
}

/** The graph marks the whole headline; of a piece of it the rest would be missing. */
function HitTitle({ hit: { node, highlights } }: { readonly hit: Hit }) {
  const marked = highlights.find(({ field }) => field === 'TITLE')?.fragments.find(({ text }) => text === node.title);
  return marked ? <Highlighted {...marked} /> : <>{node.title}</>;
}

/** Where the body says it; else the standfirst, marked or not; else how the article begins. */
function HitText({ hit: { node, highlights } }: { readonly hit: Hit }) {
  const fragments = ['BODY', 'STANDFIRST'].map((wanted) => highlights.find(({ field }) => field === wanted)?.fragments ?? []);
  const pieces = fragments.find(({ length }) => length > 0)?.slice(0, MOST_PIECES) ?? [];
  if (pieces.length === 0) return <>{node.standfirst ?? node.excerpt}</>;
  return (
    <>
      {pieces.map((piece, index) => (
        <span key={index}>
          <Highlighted {...piece} />
          {/[.!?؟…»"”]$/.test(piece.text) ? ' ' : '… '}
        </span>
      ))}
    </>
  );
}
