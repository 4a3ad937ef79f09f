/** Writes of the articles domain. */
import type { Procedure } from '../write-context.ts';
import type { ArticleDraft, UpsertOutcome } from './article.record.ts';

/** At most this many drafts a call; 250 is a good batch. */
export const MAX_DRAFTS = 1000;

export interface UpsertedArticle {
  readonly id: string;
  readonly outcome: UpsertOutcome;
}

/**
 * Stores drafts, in order; one outcome per draft. Unchanged by `contentHash`. An update keeps `firstSeenAt` and the slug, sets `updatedAt` to the
 * clock and `state` to UPDATED. A slug that another article has gets a suffix from the id. Emits `article.written` {id, contentHash}.
 */
const upsertMany: Procedure<{ readonly drafts: readonly ArticleDraft[] }, readonly UpsertedArticle[]> = async () => { throw new Error('being written'); };

export const articleWrites = { 'articles.upsertMany': upsertMany };
