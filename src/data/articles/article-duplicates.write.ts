/** Remembers under which other addresses, and with which other texts, an article was met again. */
import { sql } from 'kysely';
import { DatabaseFault } from '../database-fault.ts';
import { emitArticles } from '../many-changed.ts';
import { insertRows } from '../parameters.ts';
import type { Procedure } from '../write-context.ts';

export interface ArticleDuplicate {
  /** `art_…` of the article that counts; it is stored already. */
  readonly articleId: string;
  /** As the repeat was published. */
  readonly url: string;
  /** Of the repeat: the article's own where nothing but the address differs. */
  readonly contentHash: string;
}

export const MAX_DUPLICATES = 5_000;

/** A repeat that was met before stays as it is. Answers how many were not, and emits `article.repeated` {articleIds: of all} where any was not. */
export const recordDuplicates: Procedure<{ readonly duplicates: readonly ArticleDuplicate[] }, { readonly recorded: number }> = async (
  context,
  { duplicates },
) => {
  if (duplicates.length > MAX_DUPLICATES)
    throw new DatabaseFault(
      'BAD_INPUT',
      `articles.recordDuplicates takes ${MAX_DUPLICATES} duplicates at most: there are ${duplicates.length}.`,
    );
  if (duplicates.length === 0) return { recorded: 0 };
  const rows = duplicates.map(({ articleId, url, contentHash }) => ({
    article_id: articleId,
    url,
    content_hash: contentHash,
    first_seen_at: context.now,
  }));
  const { numAffectedRows } = await insertRows(context, 'article_duplicates', rows, sql`on conflict do nothing`).execute(context.read);
  const recorded = Number(numAffectedRows ?? 0);
  if (recorded > 0)
    emitArticles(
      context,
      'article.repeated',
      duplicates.map(({ articleId }) => articleId),
    );
  return { recorded };
};
