/**
 * What a domain hands over to become a Federation 2 subgraph. `resolvers/<domain>/index.ts` is such a definition.
 *
 * Two conventions make the schema quick to run: a field without a resolver of its own reads the property of its name from the
 * record (`simpleResolvers: true` on every object type), and a value of a union or interface carries its `__typename`.
 */
import type { Clock } from '../clock/clock.ts';
import type { Viewer } from '../auth/viewer.ts';
import type { Database } from '../data/database.ts';

export const SUBGRAPH_NAMES = ['articles', 'sources', 'comments', 'enrichments', 'platform'] as const;
export type SubgraphName = (typeof SUBGRAPH_NAMES)[number];

/** The process-wide things a subgraph works with; made once by the wiring. */
export interface SubgraphServices {
  readonly database: Database;
  readonly clock: Clock;
  /**
   * Called before something a verified viewer wrote is stored: its author must be found as a user, and users are the table of another domain than
   * the one that stores what they write. A port of the wiring, so that no domain reaches into another.
   */
  rememberViewer(viewer: Viewer): Promise<void>;
  /**
   * Whether an address may be polled as a feed, and its normal form. A port of the wiring too: what may be reached is known to who fetches.
   * `private`: not of the public internet.
   */
  feedAddress(
    url: string,
  ): { readonly outcome: 'ok'; readonly url: string; readonly host: string } | { readonly outcome: 'tooLong' | 'invalid' | 'private' };
}

/** What one client request brings, the same in process and over HTTP. */
export interface SubgraphRequestInfo {
  /** Verified by the subgraph's own server or its in-process twin; null without a token. */
  readonly viewer: Viewer | null;
  /** BCP 47 tags from Accept-Language, best first. */
  readonly locales: readonly string[];
  readonly requestId: string;
}

/** One entity representation as the gateway sends it: `__typename`, the key and the `@requires` fields. */
export type Representation = Readonly<Record<string, unknown>>;

/**
 * Representations of one type, in; entities in the same order, out. `null` where there is none, an Error where this one representation
 * is not a valid key. Called once per type and `_entities` field, however many representations came.
 */
export type ReferenceResolver<Context> = (
  representations: readonly Representation[],
  context: Context,
) => Promise<readonly (object | null)[]>;

/** Something that was committed, as the outbox tells it. */
export interface DomainChange {
  /** `<thing>.<what happened>` */
  readonly topic: string;
  readonly subjectId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** How a gateway may keep what the subgraph answers. How long, and under which names, its schema says. */
export interface SubgraphCaching {
  /** Its answers are the same for everybody, but for what the schema calls PRIVATE. */
  readonly public: boolean;
  /** Lower-case names of the client's headers on which its public answers depend. */
  readonly vary: readonly string[];
  /**
   * Tags of what is wrong since the change: names that the schema's `@cacheTag` give, and `subgraph/Type/{"id":"…"}` for an entity as this subgraph
   * answers it. Of changes of other domains too, as far as this one's answers depend on them.
   */
  tagsOf(change: DomainChange): readonly string[];
}

export interface SubgraphDefinition<Context extends object> {
  readonly name: SubgraphName;
  /** type-graphql resolver classes of this domain alone. */
  // oxlint-disable-next-line typescript/no-unsafe-function-type -- type-graphql takes resolver classes as Function
  readonly resolvers: readonly [Function, ...Function[]];
  /** Types no resolver reaches (type-graphql drops what is not listed). */
  // oxlint-disable-next-line typescript/no-unsafe-function-type -- as above
  readonly orphanedTypes: readonly Function[];
  /** By `__typename`: how a representation becomes an entity. */
  readonly references: Readonly<Record<string, ReferenceResolver<Context>>>;
  readonly caching: SubgraphCaching;
  /** Made once per client request; holds the DataLoaders, so nothing is loaded twice within a request. */
  context(services: SubgraphServices, request: SubgraphRequestInfo): Context;
}
