/** Small pieces that carry text of a known language. */
import type { ComponentChildren } from 'preact';
import type { Direction } from './page-data.ts';

export interface Tongue {
  readonly lang: string | undefined;
  readonly dir: 'ltr' | 'rtl' | 'auto';
}

/** `lang` and `dir` of a text, as attributes. Where the graph does not know the language, the page's is not passed off as it. */
export function tongueOf(text: { readonly language?: string | null | undefined; readonly direction: Direction }): Tongue {
  return { lang: text.language ?? '', dir: DIRECTIONS[text.direction] };
}

const DIRECTIONS = { LTR: 'ltr', RTL: 'rtl', AUTO: 'auto' } as const;

/** A moment as the graph words it; the exact date for those who ask. */
export function Moment({ iso, label, date }: { readonly iso: string | undefined; readonly label: string; readonly date?: string }) {
  return (
    <time dateTime={iso} title={date}>
      {label}
    </time>
  );
}

/** One of the small facts in a line of them: isolated, for it may run the other way than its neighbours. */
export function Fact({
  children,
  icon,
  lang,
}: {
  readonly children: ComponentChildren;
  readonly icon?: ComponentChildren;
  readonly lang?: string;
}) {
  return (
    <span class="fact">
      {icon}
      <bdi lang={lang}>{children}</bdi>
    </span>
  );
}

/** Says what the page could not get. */
export function Notice({ children, icon }: { readonly children: ComponentChildren; readonly icon?: ComponentChildren }) {
  return (
    <p class="notice">
      {icon}
      <span>{children}</span>
    </p>
  );
}
