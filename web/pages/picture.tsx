/** Images from the graph. Width and height go with them, so that nothing moves when they arrive. */
import type { Image } from './page-data.ts';
import { safeUrl } from './addresses.ts';

interface PictureProps {
  readonly image: Image;
  readonly class?: string;
  /** The one image above the fold is fetched at once; all others when they come near. */
  readonly first?: boolean;
  /** True where the text beside the image says all: a screen reader need not hear it twice. */
  readonly decorative?: boolean;
}

export function Picture({ image, class: className, first = false, decorative = false }: PictureProps) {
  const url = safeUrl(image.url);
  if (url === null) return null;
  return (
    <img
      class={className}
      src={url}
      alt={decorative ? '' : (image.alt ?? '')}
      width={image.width ?? undefined}
      height={image.height ?? undefined}
      loading={first ? 'eager' : 'lazy'}
      decoding="async"
      fetchpriority={first ? 'high' : undefined}
      referrerpolicy="no-referrer"
    />
  );
}

/** True where `Picture` will draw something. */
export function hasPicture(image: Image | null | undefined): image is Image {
  return safeUrl(image?.url) !== null;
}
