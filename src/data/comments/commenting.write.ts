/** Whether an article may be commented on. */
import { sql } from 'kysely';
import { insertRows } from '../parameters.ts';
import type { Procedure } from '../write-context.ts';
import type { CommentingState } from './comment.record.ts';

/** Only states other than OPEN have a row. Emits `commenting.changed` {articleId, state}. */
export const setCommenting: Procedure<
  { readonly articleId: string; readonly state: CommentingState },
  { readonly state: CommentingState }
> = async (context, { articleId, state }) => {
  if (state === 'OPEN') await sql`delete from commenting where article_id = ${articleId}`.execute(context.read);
  else
    await insertRows(
      context,
      'commenting',
      [{ article_id: articleId, state }],
      sql`on conflict (article_id) do update set state = excluded.state`,
    ).execute(context.read);
  context.emit({ topic: 'commenting.changed', subjectId: articleId, payload: { articleId, state } });
  return { state };
};
