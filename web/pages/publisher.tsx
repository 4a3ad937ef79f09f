/** Who published: icon and name, which leads to the publisher's page, or a gentle word where the sources domain is silent. */
import type { Source } from './page-data.ts';
import type { Messages } from './messages.ts';
import { sourceHref } from './addresses.ts';
import type { PageView } from './page-view.ts';
import { Picture, hasPicture } from './picture.tsx';

interface PublisherProps {
  readonly source: Source | null | undefined;
  readonly messages: Messages;
  readonly view: PageView;
}

export function Publisher({ source, messages, view }: PublisherProps) {
  if (source === null || source === undefined) return <span class="publisher publisher-missing">{messages.missing.source}</span>;
  return (
    <span class="publisher">
      <PublisherIcon source={source} />
      <a class="publisher-name" href={sourceHref(source.slug, view)}>
        <bdi>{source.name}</bdi>
      </a>
    </span>
  );
}

export function PublisherIcon({ source }: { readonly source: Pick<Source, 'name' | 'icon'> }) {
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
