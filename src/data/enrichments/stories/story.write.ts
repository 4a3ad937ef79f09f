/** Keeping stories and near-duplicates up to date, within the transaction that stores enrichments. Callers hold the lock `related`. */
import { sql } from 'kysely';
import { storyId as newStoryId } from '../../ids.ts';
import { primaryLanguage } from '../../membership.ts';
import { deleteAmong, insertRows, isAmong } from '../../parameters.ts';
import type { Tables } from '../../tables.ts';
import type { WriteContext } from '../../write-context.ts';
import { type OpenStory, type PlacedArticle, type Placements, leave, place } from './story-placement.ts';
import type { NearDuplicateRecord, StoryLink } from './story.record.ts';
import { describeStory, type StoryMember } from './story-description.ts';

/** What the clustering is told of an enriched article. */
export interface StoryCandidate {
  readonly articleId: string;
  readonly title: string;
  readonly language: string;
  readonly publishedAt: number;
  readonly sourceId: string;
  readonly links: readonly StoryLink[];
}

/** Places the articles one after the other. Emits `story.created`, `story.changed` and `story.removed` {id, articleIds: that came or went, memberIds: all that it had or has}. */
export async function placeInStories(context: WriteContext, candidates: readonly StoryCandidate[]): Promise<void> {
  if (candidates.length === 0) return;
  const state = await readState(
    context,
    candidates.flatMap(({ articleId, links }) => [articleId, ...links.map((link) => link.articleId)]),
  );
  const before = new Map([...state.articles.values()].map((article) => [article.id, article.storyId]));
  const known = new Set(state.stories.keys());
  for (const { articleId, title, language, publishedAt, sourceId, links } of candidates) {
    const storyId = state.articles.get(articleId)?.storyId ?? null;
    const article: PlacedArticle = { id: articleId, storyId, title, language, publishedAt, sourceId };
    state.articles.set(articleId, article);
    place(state, article, links);
  }
  await giveNewIds(context, state, known);
  await storeMerges(context, state);
  const moved = [...state.articles.values()].filter((article) => before.get(article.id) !== article.storyId);
  const written = new Set(candidates.map((candidate) => candidate.articleId));
  await storeArticles(context, [...moved, ...[...state.articles.values()].filter(({ id }) => written.has(id))]);
  const touched = new Set<string>(state.merged.keys());
  for (const { articleId } of candidates) {
    const storyId = state.articles.get(articleId)?.storyId;
    if (storyId != null) touched.add(storyId);
  }
  for (const article of moved) for (const id of [before.get(article.id), article.storyId]) if (id != null) touched.add(id);
  await describe(context, touched, known, (id) =>
    moved.filter((article) => article.storyId === id || before.get(article.id) === id).map((article) => article.id),
  );
}

/** Takes articles out of everything that is kept here. Answers whose near-duplicates they were. */
export async function leaveStories(context: WriteContext, articleIds: readonly string[]): Promise<readonly string[]> {
  const state = await readState(context, articleIds);
  const left = new Map<string, string[]>();
  for (const article of state.articles.values()) {
    if (article.storyId === null) continue;
    left.set(article.storyId, [...(left.get(article.storyId) ?? []), article.id]);
    leave(state, article);
  }
  await sql`delete from story_articles where ${isAmong(context, 'id', articleIds)}`.execute(context.read);
  const repeats = await forgetNearDuplicates(context, articleIds);
  await describe(context, new Set(left.keys()), new Set(left.keys()), (id) => left.get(id) ?? []);
  return repeats;
}

/** The pairs of these articles, in place of those that were known. Answers whose lists have changed. */
export async function storeNearDuplicates(
  context: WriteContext,
  articleIds: readonly string[],
  pairs: readonly NearDuplicateRecord[],
): Promise<Iterable<string>> {
  const left = await forgetNearDuplicates(context, articleIds);
  const rows = new Map<string, Tables['near_duplicates']>();
  for (const { articleId, duplicateId, similarity } of pairs) {
    for (const [one, other] of [
      [articleId, duplicateId],
      [duplicateId, articleId],
    ] as const)
      rows.set(`${one} ${other}`, { article_id: one, duplicate_id: other, similarity });
  }
  if (rows.size === 0) return left;
  const again = sql`on conflict (article_id, duplicate_id) do update set similarity = excluded.similarity`;
  await insertRows(context, 'near_duplicates', [...rows.values()], again).execute(context.read);
  return [...left, ...[...rows.values()].map((row) => row.article_id)];
}

/** Answers in whose lists they were. */
async function forgetNearDuplicates(context: WriteContext, articleIds: readonly string[]): Promise<readonly string[]> {
  await deleteAmong(context, 'near_duplicates', 'article_id', articleIds).execute(context.read);
  const { rows } = await sql<{ article_id: string }>`
    ${deleteAmong(context, 'near_duplicates', 'duplicate_id', articleIds)} returning article_id`.execute(context.read);
  return rows.map((row) => row.article_id);
}

async function readState(context: WriteContext, articleIds: readonly string[]): Promise<Placements> {
  const { rows } = await sql<Tables['story_articles']>`
    select * from story_articles where ${isAmong(context, 'id', [...new Set(articleIds)])}`.execute(context.read);
  const storyIds = [...new Set(rows.flatMap((row) => row.story_id ?? []))];
  const { rows: stories } = await sql<Pick<Tables['stories'], 'id' | 'size' | 'first_published_at' | 'last_published_at'>>`
    select id, size, first_published_at, last_published_at from stories where ${isAmong(context, 'id', storyIds)}`.execute(context.read);
  return {
    articles: new Map(
      rows.map((row) => [
        row.id,
        {
          id: row.id,
          storyId: row.story_id,
          title: row.title,
          language: row.language,
          publishedAt: row.published_at,
          sourceId: row.source_id,
        },
      ]),
    ),
    stories: new Map(
      stories.map((row): [string, OpenStory] => [
        row.id,
        { id: row.id, size: row.size, first: row.first_published_at, last: row.last_published_at },
      ]),
    ),
    merged: new Map(),
  };
}

/** A new story whose id is another's that was not read: the two articles it begins with have begun that one too, and left it. */
async function giveNewIds(context: WriteContext, { articles, stories }: Placements, known: ReadonlySet<string>): Promise<void> {
  const fresh = [...stories.keys()].filter((id) => !known.has(id));
  if (fresh.length === 0) return;
  const { rows } = await sql<{ id: string }>`select id from stories where ${isAmong(context, 'id', fresh)}`.execute(context.read);
  for (const { id } of rows) {
    const renewed = newStoryId(`${id} ${context.now}`);
    stories.set(renewed, { ...stories.get(id)!, id: renewed });
    stories.delete(id);
    for (const article of articles.values()) if (article.storyId === id) article.storyId = renewed;
  }
}

/** Articles of a merged story that nobody has named move with it. */
async function storeMerges(context: WriteContext, { merged }: Placements): Promise<void> {
  for (const [gone, kept] of merged) {
    await sql`update story_articles set story_id = ${kept} where story_id = ${gone}`.execute(context.read);
  }
}

async function storeArticles(context: WriteContext, articles: readonly PlacedArticle[]): Promise<void> {
  const rows = [...new Set(articles)].map(({ id, storyId, title, language, publishedAt, sourceId }) => ({
    id,
    story_id: storyId,
    title,
    language,
    published_at: publishedAt,
    source_id: sourceId,
  }));
  if (rows.length === 0) return;
  const again = sql`on conflict (id) do update set story_id = excluded.story_id, title = excluded.title, language = excluded.language, published_at = excluded.published_at, source_id = excluded.source_id`;
  await insertRows(context, 'story_articles', rows, again).execute(context.read);
}

/** Stores what the stories' articles say of them now. One article alone is no story. */
async function describe(
  context: WriteContext,
  touched: ReadonlySet<string>,
  known: ReadonlySet<string>,
  articleIdsOf: (storyId: string) => readonly string[],
): Promise<void> {
  if (touched.size === 0) return;
  const ids = [...touched];
  const members = await membersOf(context, ids);
  const likeness = await likenessWithin(context, ids);
  const rows: Tables['stories'][] = [];
  const ended: string[] = [];
  for (const id of ids) {
    const own = members.get(id) ?? [];
    if (own.length < 2) ended.push(id);
    else rows.push(rowOf(id, own, likeness));
  }
  if (ended.length > 0) {
    await sql`update story_articles set story_id = null where ${isAmong(context, 'story_id', ended)}`.execute(context.read);
    await sql`delete from stories where ${isAmong(context, 'id', ended)}`.execute(context.read);
  }
  if (rows.length > 0) {
    const again = sql`on conflict (id) do update set title = excluded.title, language = excluded.language, primary_language = excluded.primary_language, size = excluded.size,
      first_published_at = excluded.first_published_at, last_published_at = excluded.last_published_at, keywords = excluded.keywords, topics = excluded.topics, source_count = excluded.source_count`;
    await insertRows(context, 'stories', rows, again).execute(context.read);
  }
  for (const id of ids) {
    const topic = ended.includes(id) ? 'story.removed' : known.has(id) ? 'story.changed' : 'story.created';
    if (topic === 'story.removed' && !known.has(id)) continue;
    const memberIds = (members.get(id) ?? []).map((member) => member.id);
    context.emit({ topic, subjectId: id, payload: { id, articleIds: articleIdsOf(id), memberIds } });
  }
}

async function membersOf(context: WriteContext, storyIds: readonly string[]): Promise<Map<string, StoryMember[]>> {
  const { rows } = await sql<Tables['story_articles'] & { story_id: string; keywords: string | null; topics: string | null }>`
    select a.id, a.story_id, a.title, a.language, a.published_at, a.source_id, e.keywords, e.topics from story_articles as a
    left join enrichments as e on e.article_id = a.id where ${isAmong(context, 'a.story_id', storyIds)} order by a.published_at, a.id`.execute(
    context.read,
  );
  const members = new Map<string, StoryMember[]>();
  for (const row of rows) {
    const member: StoryMember = {
      id: row.id,
      title: row.title,
      language: row.language,
      publishedAt: row.published_at,
      sourceId: row.source_id,
      keywords: JSON.parse(row.keywords ?? '[]') as StoryMember['keywords'],
      topics: JSON.parse(row.topics ?? '[]') as StoryMember['topics'],
    };
    const known = members.get(row.story_id);
    if (known === undefined) members.set(row.story_id, [member]);
    else known.push(member);
  }
  return members;
}

/** By article: the sum of its likenesses to the others of its story, as the related lists know them. */
async function likenessWithin(context: WriteContext, storyIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  // Looked up article by article: as joins, PostgreSQL reads `related` and `story_articles` from end to end for the dozen articles that it is about.
  const { rows } = await sql<{ id: string; likeness: number | null }>`
    select a.id, (
      select sum(r.score) from related as r where r.article_id = a.id and a.story_id = (select b.story_id from story_articles as b where b.id = r.related_id)
    ) as likeness from story_articles as a where ${isAmong(context, 'a.story_id', storyIds)}`.execute(context.read);
  return new Map(rows.map((row) => [row.id, row.likeness ?? 0]));
}

function rowOf(id: string, members: readonly StoryMember[], likeness: ReadonlyMap<string, number>): Tables['stories'] {
  const { title, language, sourceCount, keywords, topics } = describeStory(members, likeness);
  return {
    id,
    title,
    language,
    primary_language: primaryLanguage(language),
    size: members.length,
    first_published_at: members[0]!.publishedAt,
    last_published_at: members.at(-1)!.publishedAt,
    keywords: JSON.stringify(keywords),
    topics: JSON.stringify(topics),
    source_count: sourceCount,
  };
}
