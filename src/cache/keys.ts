/** Every cache key is built here. The version changes whenever the meaning of the bytes does, so that old entries are never read as new ones. */
const PREFIX = 'newsgraph';

/** The text of an automatically persisted query, by its SHA-256 in hex. */
export function persistedQueryKey(sha256: string): string {
  return `${PREFIX}:apq:v1:${sha256}`;
}
