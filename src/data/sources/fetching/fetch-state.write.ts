/** Remembers the validators of an address. */
import { sql } from 'kysely';
import { insertRows } from '../../parameters.ts';
import type { Procedure } from '../../write-context.ts';
import type { FetchState } from './fetch-state.queries.ts';

const rememberFetch: Procedure<FetchState, null> = async (context, { url, etag, lastModified }) => {
  await insertRows(
    context,
    'fetch_states',
    [{ url, etag, last_modified: lastModified, fetched_at: context.now }],
    sql`on conflict (url) do update set etag = excluded.etag, last_modified = excluded.last_modified, fetched_at = excluded.fetched_at`,
  ).execute(context.read);
  return null;
};

export const fetchStateWrites = { 'fetchStates.remember': rememberFetch };
