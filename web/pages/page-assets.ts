/** The files a page links to: read once, addressed by a hash of their content, so that they may be cached for ever. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

export interface PageAsset {
  /** `/assets/reader.0f3a….css` */
  readonly path: string;
  readonly contentType: string;
  readonly body: Buffer;
}

export const stylesheet = asset('reader', 'css', 'text/css; charset=utf-8');
export const favicon = asset('favicon', 'svg', 'image/svg+xml');

/** To be served with `Cache-Control: public, max-age=31536000, immutable`. */
export const pageAssets: readonly PageAsset[] = [stylesheet, favicon];

/**
 * What the pages need and nothing else: no script, no inline style; images from anywhere, since publishers host their own.
 * For the header `Content-Security-Policy`.
 */
export const pageContentSecurityPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self' http: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function asset(name: string, extension: string, contentType: string): PageAsset {
  const body = readFileSync(assetFile(`${name}.${extension}`));
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 12);
  return { path: `/assets/${name}.${hash}.${extension}`, contentType, body };
}

/** tsc copies no assets: the compiled module in dist/web/pages reads the source folder's. */
function assetFile(name: string): URL {
  const beside = new URL(name, import.meta.url);
  return existsSync(beside) ? beside : new URL(`../../../web/pages/${name}`, import.meta.url);
}
