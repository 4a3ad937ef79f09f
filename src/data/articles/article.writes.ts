/** Writes of the articles domain. */
import { CompiledQuery, sql } from 'kysely';
import { DatabaseFault } from '../database-fault.ts';
import { exclusively } from '../locks.ts';
import { type InsertedRow, insertRows, isAmong, storableText } from '../parameters.ts';
import { COLUMNS } from '../tables.ts';
import type { Procedure, WriteContext } from '../write-context.ts';
import { recordDuplicates } from './article-duplicates.write.ts';
import type { ArticleDraft, UpsertOutcome } from './article.record.ts';
import { type ArticleRow, rowOfDraft } from './article.rows.ts';
import type { PreparedText } from './search/search-index.prepare.ts';
import { indexArticles, unindexArticles } from './search/search-index.write.ts';
import { searchWrites } from './search/search-index.writes.ts';

/** At most this many drafts a call; 250 is a good batch. */
export const MAX_DRAFTS = 1_000;

export interface UpsertInput {
  readonly drafts: readonly ArticleDraft[];
  /** What `prepareForIndex` makes of title, standfirst and body text of each draft, in order; where absent it is made behind the call. */
  readonly prepared?: readonly PreparedText[] | undefined;
}

export interface UpsertedArticle {
  readonly id: string;
  readonly outcome: UpsertOutcome;
}

/**
 * Stores drafts as if one after the other; one outcome per draft, in order. `unchanged` is told by `contentHash`. An update keeps `firstSeenAt`
 * and the slug (links stay alive), sets `updatedAt` to the clock and `state` to UPDATED (a draft that says CORRECTED, RETRACTED or REMOVED keeps
 * its word). A slug that another article has gets a suffix made from the id. Emits `article.written` {id, contentHash, sourceIds: whose it is, and was} for
 * what is not unchanged.
 */
const upsertMany: Procedure<UpsertInput, readonly UpsertedArticle[]> = async (context, { drafts, prepared }) => {
  if (drafts.length > MAX_DRAFTS)
    throw new DatabaseFault('BAD_INPUT', `articles.upsertMany takes ${MAX_DRAFTS} drafts at most: drafts has ${drafts.length}.`);
  if (prepared !== undefined && (prepared.length !== drafts.length || prepared.some(({ engine }) => engine !== context.engine)))
    throw new DatabaseFault(
      'BAD_INPUT',
      `articles.upsertMany: prepared is not what prepareForIndex makes of each draft for ${context.engine}.`,
    );
  if (drafts.length === 0) return [];
  // Two ingests at once would both take a slug for free, or both call an article new.
  await exclusively(context, 'articles');
  const stored = await storedArticles(context, drafts);
  const slugs = await freeSlugs(
    context,
    drafts.filter(({ id }) => !stored.has(id)),
  );

  const titlesBefore = new Map([...stored].map(([id, { title }]) => [id, title]));

  const outcomes: UpsertedArticle[] = [];
  const written = new Map<string, WrittenArticle>();
  for (const [at, draft] of drafts.entries()) {
    const before = stored.get(draft.id);
    const outcome: UpsertOutcome = before === undefined ? 'new' : before.contentHash === draft.contentHash ? 'unchanged' : 'updated';
    outcomes.push({ id: draft.id, outcome });
    if (outcome === 'unchanged') continue;
    const row = rowOfDraft(draft, {
      slug: before?.slug ?? slugs.get(draft.id)!,
      state: before !== undefined && draft.state === 'LIVE' ? 'UPDATED' : draft.state,
      updatedAt: before === undefined ? draft.updatedAt : context.now,
      firstSeenAt: before?.firstSeenAt ?? context.now,
    });
    const sourceIds = new Set([row.source_id, ...(written.get(draft.id)?.sourceIds ?? (before === undefined ? [] : [before.sourceId]))]);
    written.set(draft.id, { row, draft, prepared: prepared?.[at], sourceIds: [...sourceIds] });
    stored.set(draft.id, {
      slug: row.slug,
      firstSeenAt: row.first_seen_at,
      contentHash: row.content_hash,
      title: row.title,
      sourceId: row.source_id,
    });
  }
  await store(context, [...written.values()]);
  await index(context, [...written.values()], titlesBefore);
  return outcomes;
};

interface WrittenArticle {
  readonly row: ArticleRow;
  readonly draft: ArticleDraft;
  readonly prepared: PreparedText | undefined;
  /** Whose it is, and whose it was. */
  readonly sourceIds: readonly string[];
}

interface StoredArticle {
  readonly slug: string;
  readonly firstSeenAt: number;
  readonly contentHash: string;
  readonly title: string;
  readonly sourceId: string;
}

async function storedArticles(context: WriteContext, drafts: readonly ArticleDraft[]): Promise<Map<string, StoredArticle>> {
  const ids = [...new Set(drafts.map(({ id }) => id))];
  const { rows } = await sql<{ id: string; slug: string; first_seen_at: number; content_hash: string; title: string; source_id: string }>`
    select id, slug, first_seen_at, content_hash, title, source_id from articles where ${isAmong(context, 'id', ids)}`.execute(
    context.read,
  );
  return new Map(
    rows.map(({ id, slug, first_seen_at: firstSeenAt, content_hash: contentHash, title, source_id: sourceId }) => [
      id,
      { slug, firstSeenAt, contentHash, title, sourceId },
    ]),
  );
}

/** A slug for each new article: the one it wishes where that is free, else with a piece of the id, else with all of it. The same on every run. */
async function freeSlugs(context: WriteContext, drafts: readonly ArticleDraft[]): Promise<ReadonlyMap<string, string>> {
  const slugs = new Map<string, string>();
  if (drafts.length === 0) return slugs;
  const wishes = drafts.map((draft) => ({ id: draft.id, candidates: candidatesOf(draft) }));
  const taken = new Set<string>();
  // The longer candidates are looked at only where the first is taken, in the batch or in the table.
  for (let round = 0, open = wishes; open.length > 0; round++) {
    const asked = [...new Set(open.map(({ candidates }) => candidates[round]!))];
    const { rows } = await sql<{ slug: string }>`select slug from articles where ${isAmong(context, 'slug', asked)}`.execute(context.read);
    for (const { slug } of rows) taken.add(slug);
    const refused: typeof wishes = [];
    for (const wish of open) {
      const slug = wish.candidates[round]!;
      if (slugs.has(wish.id)) continue;
      if (taken.has(slug) && round < wish.candidates.length - 1) {
        refused.push(wish);
      } else {
        slugs.set(wish.id, slug);
        taken.add(slug);
      }
    }
    open = refused;
  }
  return slugs;
}

function candidatesOf({ id, slug }: ArticleDraft): readonly string[] {
  const wished = storableText(slug);
  const tail = id.slice(id.indexOf('_') + 1);
  return [wished, `${wished}-${tail.slice(0, 6)}`, `${wished}-${tail}`];
}

async function store(context: WriteContext, written: readonly WrittenArticle[]): Promise<void> {
  if (written.length === 0) return;
  await storeHeads(
    context,
    written.map(({ row }) => ({ ...row })),
  );
  await storeBodies(context, written);
  for (const { row, sourceIds } of written) {
    context.emit({ topic: 'article.written', subjectId: row.id, payload: { id: row.id, contentHash: row.content_hash, sourceIds } });
  }
}

async function storeHeads(context: WriteContext, heads: readonly InsertedRow[]): Promise<void> {
  if (context.engine === 'sqlite') {
    // One statement a row, as for bodies: each of two dozen columns would look for itself in the row's JSON text.
    for (const head of heads) {
      const values = HEAD_COLUMNS.map((column) => storableValue(head[column]!));
      await context.read.executeQuery(CompiledQuery.raw(`${INSERT_HEAD} ${HEAD_CONFLICT}`, values));
    }
  } else await insertRows(context, 'articles', heads, sql.raw(HEAD_CONFLICT)).execute(context.read);
}

async function storeBodies(context: WriteContext, written: readonly WrittenArticle[]): Promise<void> {
  const bodies = written.map(({ draft }) => ({ article_id: draft.id, blocks: JSON.stringify(draft.body.blocks), text: draft.body.text }));
  if (context.engine === 'sqlite') {
    // One statement a row: as one JSON text, megabytes would be written, read and taken apart once more.
    for (const { article_id: id, blocks, text } of bodies)
      await context.read.executeQuery(
        CompiledQuery.raw(`${INSERT_BODY} values (?, ?, ?) ${BODY_CONFLICT}`, [id, blocks, storableText(text)]),
      );
  } else await insertRows(context, 'article_bodies', bodies, sql.raw(BODY_CONFLICT)).execute(context.read);
}

const HEAD_COLUMNS = Object.keys(COLUMNS.articles);
const quoted = HEAD_COLUMNS.map((column) => `"${column}"`);
const INSERT_HEAD = `insert into articles (${quoted.join(', ')}) values (${quoted.map(() => '?').join(', ')})`;
const HEAD_CONFLICT = `on conflict (id) do update set ${quoted
  .filter((column) => column !== '"id"')
  .map((column) => `${column} = excluded.${column}`)
  .join(', ')}`;
const storableValue = (value: string | number | null) => (typeof value === 'string' ? storableText(value) : value);

const INSERT_BODY = 'insert into article_bodies (article_id, blocks, text)';
const BODY_CONFLICT = 'on conflict (article_id) do update set blocks = excluded.blocks, text = excluded.text';

/** Removed articles are not found; what was changed is found by its new words only. */
async function index(context: WriteContext, written: readonly WrittenArticle[], titlesBefore: ReadonlyMap<string, string>): Promise<void> {
  const known = written.filter(({ row }) => titlesBefore.has(row.id));
  await unindexArticles(
    context,
    known.map(({ row }) => row.id),
    known.map(({ row }) => titlesBefore.get(row.id)!),
  );
  const shown = written.filter(({ row }) => row.state !== 'REMOVED');
  await indexArticles(
    context,
    shown.map(({ row, draft, prepared }) => ({
      prepared,
      id: row.id,
      sourceId: row.source_id,
      language: row.language,
      primaryLanguage: row.primary_language,
      publishedAt: row.published_at,
      title: row.title,
      standfirst: row.standfirst,
      body: draft.body.text,
    })),
  );
}

export const articleWrites = { 'articles.upsertMany': upsertMany, 'articles.recordDuplicates': recordDuplicates, ...searchWrites };
