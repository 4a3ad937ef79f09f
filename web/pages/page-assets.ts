/** The files a page links to: read once, addressed by a hash of their content, so that they may be cached for ever. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

export interface PageAsset {
  /** `/assets/reader.0f3a….css` */
  readonly path: string;
  readonly contentType: string;
  readonly body: Buffer;
}

export const stylesheet = asset('reader', 'css', 'text/css; charset=utf-8', fileOf('reader.css'));
export const favicon = asset('favicon', 'svg', 'image/svg+xml', fileOf('favicon.svg'));
/** 180 by 180: what iOS shows on the home screen, where it takes no SVG. */
export const touchIcon = asset('touch-icon', 'png', 'image/png', fileOf('touch-icon.png'));
export const webManifest = asset('newsgraph', 'webmanifest', 'application/manifest+json', Buffer.from(manifest()));

/** To be served with `Cache-Control: public, max-age=31536000, immutable`. */
export const pageAssets: readonly PageAsset[] = [stylesheet, favicon, touchIcon, webManifest];

/**
 * What the pages need and nothing else: a search form, no script, no inline style; images from anywhere, since publishers host their own.
 * For the header `Content-Security-Policy`.
 */
export const pageContentSecurityPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self' http: https:; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

function asset(name: string, extension: string, contentType: string, body: Buffer): PageAsset {
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { path: `/assets/${name}.${hash}.${extension}`, contentType, body };
}

/** tsc copies no assets: the compiled module in dist/web/pages reads the source folder's. */
function fileOf(name: string): Buffer {
  const beside = new URL(name, import.meta.url);
  return readFileSync(existsSync(beside) ? beside : new URL(`../../../web/pages/${name}`, import.meta.url));
}

/** https://www.w3.org/TR/appmanifest/: what makes the site one that a phone can put on its home screen. */
function manifest(): string {
  return JSON.stringify({
    name: 'Newsgraph · نيوزغراف',
    short_name: 'Newsgraph',
    dir: 'auto',
    start_url: '/',
    display: 'standalone',
    background_color: '#f5f4f0',
    theme_color: '#0b5f56',
    icons: [
      { src: favicon.path, sizes: 'any', type: favicon.contentType },
      { src: touchIcon.path, sizes: '180x180', type: touchIcon.contentType },
    ],
  });
}
