/** Highlights of a page of hits. */
import { setImmediate as breath } from 'node:timers/promises';
import { sql } from 'kysely';
import { alignBy } from '../../align.ts';
import type { Reader } from '../../database.ts';
import { isAmong } from '../../parameters.ts';
import { highlightPieces, highlightWhole } from './search-highlight.ts';
import { mayBePrefixed, weigh } from './search-idf.ts';
import { ALL_FIELDS, matchLanguage } from './search-match.ts';
import { parseQuery } from './search-query.ts';
import type { Highlight, HighlightRequest, SearchField } from './search.record.ts';

/** One statement, and one more where a word may begin with a preposition. Aligned with `articleIds`; fields without anything of the query are left out, and so is what is not there any more. */
export async function searchHighlights(db: Reader, request: HighlightRequest): Promise<readonly (readonly Highlight[])[]> {
  const mode = request.mode ?? 'WEBSEARCH';
  const typed = parseQuery(request.query, mode);
  const fields = new Set(request.searchIn ?? ALL_FIELDS);
  if (typed.wanted.length === 0 || fields.size === 0) return request.articleIds.map(() => []);
  const form = mode === 'EXACT' ? 'spelling' : 'stem';
  const wanted = typed.wanted.some((clause) => mayBePrefixed(clause, form))
    ? (await weigh(db, typed.wanted, matchLanguage(db.engine, [...fields]), form)).clauses
    : typed.wanted;
  const { rows } = await sql<{ id: string; title: string; standfirst: string | null; body: string }>`
    select a.id, a.title, a.standfirst, b.text as body from articles as a join article_bodies as b on b.article_id = a.id
    where ${isAmong(db, 'a.id', request.articleIds)}`.execute(db.read);
  const highlighted: { readonly id: string; readonly highlights: readonly Highlight[] }[] = [];
  for (const { id, title, standfirst, body } of rows) {
    const highlights: Highlight[] = [];
    const whole = (field: SearchField, text: string) => {
      const fragment = fields.has(field) ? highlightWhole(text, wanted, form) : null;
      if (fragment !== null) highlights.push({ field, fragments: [fragment] });
    };
    whole('TITLE', title);
    whole('STANDFIRST', standfirst ?? '');
    const pieces = fields.has('BODY') ? highlightPieces(body, wanted, form) : [];
    if (pieces.length > 0) highlights.push({ field: 'BODY', fragments: pieces });
    highlighted.push({ id, highlights });
    // A millisecond or so each: on PostgreSQL this is the thread that serves.
    await breath();
  }
  return alignBy(request.articleIds, highlighted, (one) => one.id).map((one) => one?.highlights ?? []);
}
