/** Reads of stories and near-duplicates. Batched reads answer in the order of what was asked. */
import { sql } from 'kysely';
import { alignBy, groupBy } from '../../align.ts';
import type { Reader } from '../../database.ts';
import { type Keyset, pageOf, pageRows, pageRowsOfEach } from '../../keyset.ts';
import { and, languagesOf } from '../../membership.ts';
import type { Page, PageRequest } from '../../page.ts';
import { isAmong } from '../../parameters.ts';
import type { Tables } from '../../tables.ts';
import type { NearDuplicateRecord, StoryArticleRecord, StoryRecord } from './story.record.ts';

export interface StoryKey {
  readonly lastPublishedAt: number;
  readonly id: string;
}

export interface StoryArticleKey {
  readonly publishedAt: number;
  readonly id: string;
}

export interface StoryFilter {
  /** A BCP 47 range: `ar` fits `ar-EG`. */
  readonly language?: string | null | undefined;
}

export async function storiesByIds(db: Reader, ids: readonly string[]): Promise<readonly (StoryRecord | null)[]> {
  const { rows } = await sql<Tables['stories']>`select * from stories where ${isAmong(db, 'id', ids)}`.execute(db.read);
  return alignBy(ids, rows.map(storyOf), (story) => story.id);
}

/** The story each article belongs to, one statement. */
export async function storiesByArticle(db: Reader, articleIds: readonly string[]): Promise<readonly (StoryRecord | null)[]> {
  const { rows } = await sql<Tables['stories'] & { article_id: string }>`
    select s.*, a.id as article_id from story_articles as a join stories as s on s.id = a.story_id where ${isAmong(db, 'a.id', articleIds)}`.execute(
    db.read,
  );
  const found = rows.map((row) => ({ articleId: row.article_id, story: storyOf(row) }));
  return alignBy(articleIds, found, (row) => row.articleId).map((row) => row?.story ?? null);
}

/** Newest first by the last article. */
export async function storyPage(db: Reader, filter: StoryFilter, page: PageRequest<StoryKey>): Promise<Page<StoryRecord>> {
  const found = pageOf(await pageRows(db, BY_LAST_ARTICLE, conditionOf(db, filter), page), BY_LAST_ARTICLE, page);
  return { ...found, rows: found.rows.map(storyOf) };
}

export async function storyCount(db: Reader, filter: StoryFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total from stories as x where ${conditionOf(db, filter)}`.execute(
    db.read,
  );
  return rows[0]!.total;
}

/** The same page of articles of each story, newest first, one statement. */
export async function storyArticlePages(
  db: Reader,
  storyIds: readonly string[],
  page: PageRequest<StoryArticleKey>,
): Promise<readonly Page<StoryArticleRecord>[]> {
  const distinct = [...new Set(storyIds)];
  const rows = await pageRowsOfEach<StoryArticleRow, StoryArticleKey>(db, distinct, BY_ARTICLE_TIME, sql`x.story_id = k.value`, page);
  return groupBy(storyIds, rows, (row) => row.story_id).map((ofStory) => {
    const found = pageOf(ofStory, BY_ARTICLE_TIME, page);
    return { ...found, rows: found.rows.map(({ id, story_id, published_at }) => ({ id, storyId: story_id, publishedAt: published_at })) };
  });
}

/** The `first` nearest of each article, nearest first, one statement. */
export async function nearDuplicatesByArticle(
  db: Reader,
  articleIds: readonly string[],
  first: number,
): Promise<readonly (readonly NearDuplicateRecord[])[]> {
  const { rows } = await sql<Tables['near_duplicates']>`
    select article_id, duplicate_id, similarity from (
      select near_duplicates.*, row_number() over (partition by article_id order by similarity desc, duplicate_id) as place from near_duplicates
      where ${isAmong(db, 'article_id', articleIds)}
    ) as ranked where place <= ${first} order by article_id, place`.execute(db.read);
  const records = rows.map((row): NearDuplicateRecord => ({
    articleId: row.article_id,
    duplicateId: row.duplicate_id,
    similarity: row.similarity,
  }));
  return groupBy(articleIds, records, (record) => record.articleId);
}

type StoryArticleRow = Tables['story_articles'] & { story_id: string };

const BY_LAST_ARTICLE: Keyset<Tables['stories'], StoryKey> = {
  table: 'stories',
  columns: ['last_published_at', 'id'],
  descending: true,
  valuesOfKey: ({ lastPublishedAt, id }) => [lastPublishedAt, id],
  valuesOfRow: (row) => [row.last_published_at, row.id],
};

const BY_ARTICLE_TIME: Keyset<StoryArticleRow, StoryArticleKey> = {
  table: 'story_articles',
  columns: ['published_at', 'id'],
  descending: true,
  valuesOfKey: ({ publishedAt, id }) => [publishedAt, id],
  valuesOfRow: (row) => [row.published_at, row.id],
};

function conditionOf(db: Reader, { language }: StoryFilter) {
  const ranges = language == null ? null : { in: [language] };
  return and(languagesOf(db, { tag: 'x.language', primary: 'x.primary_language' }, ranges));
}

function storyOf(row: Tables['stories']): StoryRecord {
  return {
    id: row.id,
    title: row.title,
    language: row.language,
    size: row.size,
    sourceCount: row.source_count,
    firstPublishedAt: row.first_published_at,
    lastPublishedAt: row.last_published_at,
    keywords: JSON.parse(row.keywords) as StoryRecord['keywords'],
    topics: JSON.parse(row.topics) as StoryRecord['topics'],
  };
}
