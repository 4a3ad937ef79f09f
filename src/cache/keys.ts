/** Every cache key and tag is built here. The version changes whenever the meaning of the bytes does, so that old entries are never read as new ones. */
import { hash } from 'node:crypto';

const PREFIX = 'newsgraph';

/** Whose the answer is: everybody's, or one viewer's. Never mixed: see `CacheKey`. */
export type Scope = 'public' | 'private';

/** What is asked and as whom. The type parameter keeps what was fetched for a viewer from a key that everybody reads. */
export interface CacheKey<S extends Scope = Scope> {
  readonly scope: S;
  /** Unique for the question; as it stands in Redis, its hash tag that of its first tag. */
  readonly text: string;
  /** What the answer is made of, as far as the question tells; the narrowest first. */
  readonly tags: readonly [string, ...string[]];
}

/** Everything that is cached is made of this. */
export const EVERYTHING = '*';

export const subgraphTag = (subgraph: string): string => subgraph;
export const typeTag = (subgraph: string, type: string): string => `${subgraph}/${type}`;
/** @param key the key fields as canonical JSON, e.g. `{"id":"art_1"}` */
export const entityTag = (subgraph: string, type: string, key: string): string => `${subgraph}/${type}/${key}`;

/** Some entity of the type, and nobody knows which: of answers whose question does not tell. */
export const someTag = (subgraph: string, type: string): string => `${typeTag(subgraph, type)}/`;

/** For whoever names types and entities without knowing what is asked for: with those answers that do not tell which entities they are made of. */
export function withSome(tags: readonly string[]): string[] {
  const some = tags.flatMap((tag) => /^([^/]+\/\w+)(?:\/\{.*)?$/s.exec(tag)?.[1] ?? []);
  return [...new Set([...tags, ...some.map((type) => `${type}/`)])];
}

export interface EntityQuestion<S extends Scope> {
  readonly scope: S;
  /** The viewer, as an opaque text; for `private` alone. */
  readonly viewer: S extends 'private' ? string : null;
  readonly subgraph: string;
  readonly type: string;
  /** The representation as JSON, required fields included: other inputs, other answer. */
  readonly representation: string;
  /** The key fields of it alone. */
  readonly key: string;
  /** Short hash of the selection, of the variables in it and of the headers that the subgraph varies by. */
  readonly selection: string;
  /** Names that the schema gives (`@cacheTag`). */
  readonly named?: readonly string[];
}

export function entityKey<S extends Scope>(question: EntityQuestion<S>): CacheKey<S> {
  const { scope, viewer, subgraph, type, representation, key, selection, named = [] } = question;
  const own = entityTag(subgraph, type, key);
  // Where nothing but the key is asked with, the tag says it all; a long key is hashed.
  const asked = representation === key ? '' : shortHash(representation);
  return {
    scope,
    text: `${slotOf(own)}e:${selection}:${asked}${viewer === null ? '' : `:${shortHash(viewer)}`}`,
    tags: [own, ...named, typeTag(subgraph, type), subgraphTag(subgraph), EVERYTHING],
  };
}

export interface RootQuestion<S extends Scope> {
  readonly scope: S;
  readonly viewer: S extends 'private' ? string : null;
  readonly subgraph: string;
  /** Short hash of the operation, its variables and the headers that the subgraph varies by. */
  readonly question: string;
  readonly named?: readonly string[];
}

export function rootKey<S extends Scope>({ scope, viewer, subgraph, question, named = [] }: RootQuestion<S>): CacheKey<S> {
  const [first = subgraphTag(subgraph), ...others] = named;
  return {
    scope,
    text: `${slotOf(first)}r:${question}${viewer === null ? '' : `:${shortHash(viewer)}`}`,
    tags: named.length > 0 ? [first, ...others, subgraphTag(subgraph), EVERYTHING] : [first, EVERYTHING],
  };
}

/**
 * A whole answer, everybody's.
 * @param question short hash of the operation, its variables and the headers it varies by
 */
export function answerKey(question: string): CacheKey<'public'> {
  const own = `answer/${question}`;
  return { scope: 'public', text: `${slotOf(own)}a`, tags: [own, EVERYTHING] };
}

/** A whole answer of clients without a viewer, in which may be what somebody else is answered differently. */
export function nobodysAnswerKey(question: string): CacheKey<'private'> {
  const own = `answer of nobody/${question}`;
  return { scope: 'private', text: `${slotOf(own)}a`, tags: [own, EVERYTHING] };
}

/** Where a tag's stamp lies in Redis. */
export function stampKey(tag: string): string {
  return `${slotOf(tag)}t`;
}

/**
 * By whom the source is being read for an entry; beside the entry in a cluster.
 * @param stamps of the key's tags: what is read from before an invalidation is not what is read after it
 */
export function claimKey({ text }: CacheKey, stamps: readonly string[]): string {
  return `${text}:claim:${shortHash(stamps.join(' '))}`;
}

/** The stream into which every invalidation is written. */
export const INVALIDATIONS_STREAM = `${PREFIX}:invalidations:v1`;

/** The position in the outbox up to which some process has told Redis. */
export const TOLD_POSITION = `${PREFIX}:told:v1`;

/** Written to see whether Redis takes what it is given. */
export const TRIAL = `${PREFIX}:trial:v1`;

/** The text of an automatically persisted query, by its SHA-256 in hex. */
export function persistedQueryKey(sha256: string): string {
  return `${PREFIX}:apq:v1:${sha256}`;
}

/** 16 bytes of SHA-256, base64url: 22 characters. Collisions would show one answer for another, so it is not shorter. */
export function shortHash(text: string): string {
  return hash('sha256', text, 'base64url').slice(0, 22);
}

/** The part in braces decides on the slot in a cluster: the same text for a tag's stamp and for the entries whose first tag it is. */
function slotOf(tag: string): string {
  return `${PREFIX}:c2:{${tag.length > 100 || tag.startsWith('}') ? shortHash(tag) : tag}}:`;
}
