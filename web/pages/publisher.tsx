/** Who published: icon and name, or a gentle word where the sources domain is silent. */
import type { Source } from './page-data.ts';
import type { Messages } from './messages.ts';
import { safeUrl } from './addresses.ts';
import { Picture, hasPicture } from './picture.tsx';

interface PublisherProps {
  readonly source: Source | null | undefined;
  readonly messages: Messages;
  /** Link the name to the publisher's own site. */
  readonly linked?: boolean;
}

export function Publisher({ source, messages, linked = false }: PublisherProps) {
  if (source === null || source === undefined) return <span class="publisher publisher-missing">{messages.missing.source}</span>;
  const homepage = linked ? safeUrl(source.homepage) : null;
  return (
    <span class="publisher">
      <PublisherIcon source={source} />
      {homepage === null ? (
        <bdi class="publisher-name">{source.name}</bdi>
      ) : (
        <a class="publisher-name" href={homepage} rel="noopener external">
          <bdi>{source.name}</bdi>
        </a>
      )}
    </span>
  );
}

function PublisherIcon({ source }: { readonly source: Source }) {
  if (hasPicture(source.icon)) return <Picture image={source.icon} class="publisher-icon" decorative />;
  return <Initial name={source.name} />;
}

/** A round letter where there is no picture, in one of six tints that a name always keeps. */
export function Initial({ name }: { readonly name: string }) {
  const letters = name.trim().replace(/^ال(?=.)/, '');
  const first = [...GRAPHEMES.segment(letters)][0]?.segment ?? '·';
  return (
    <span class={`initial tint-${tint(name)}`} aria-hidden="true">
      {first.toUpperCase()}
    </span>
  );
}

const GRAPHEMES = new Intl.Segmenter('ar', { granularity: 'grapheme' });

function tint(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + character.codePointAt(0)!) % 6_000_011;
  return sum % 6;
}
