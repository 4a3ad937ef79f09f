/**
 * Folded away on a small screen, open beside the text on a wide one (in reader.css: browsers that cannot do that
 * keep the fold everywhere).
 */
import type { ComponentChildren } from 'preact';

export function Fold({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <details class="fold">
      <summary>{label}</summary>
      <div class="fold-content">{children}</div>
    </details>
  );
}
