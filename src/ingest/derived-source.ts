/** A publisher of whom only the host name and what a feed says are known. */
import type { ImageRecord } from '../data/articles/article.record.ts';
import { sourceId } from '../data/ids.ts';
import type { SourceRecord } from '../data/sources/source.record.ts';

/**
 * The slug is the host with hyphens for dots, so that every feed of one site names the same source.
 * @param host in lower case, without `www.`
 */
export function sourceFromHost(
  host: string,
  name: string,
  language: string | null,
  more: { readonly description?: string | null; readonly homepage?: string | null; readonly icon?: ImageRecord | null } = {},
): SourceRecord {
  const slug = host
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 63);
  const own = language ?? 'und';
  return {
    id: sourceId(slug),
    slug,
    names: { [own]: name },
    descriptions: more.description ? { [own]: more.description } : {},
    domains: [host],
    homepage: more.homepage ?? `https://${host}/`,
    icon: more.icon ?? null,
    color: null,
    country: null,
    language: own,
  };
}
