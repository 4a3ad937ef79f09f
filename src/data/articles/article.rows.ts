/** Between rows of the articles tables and the records the program works with. */
import { primaryLanguage } from '../membership.ts';
import type { Tables } from '../tables.ts';
import type {
  ArticleBody,
  ArticleDraft,
  ArticleHead,
  ArticleKind,
  ArticleState,
  Block,
  Direction,
  ImageRecord,
  QualityFlag,
  TimePrecision,
} from './article.record.ts';

export type ArticleRow = Tables['articles'];

export function headOf(row: ArticleRow): ArticleHead {
  return {
    id: row.id,
    slug: row.slug,
    url: row.url,
    canonicalUrl: row.canonical_url,
    sourceId: row.source_id,
    title: row.title,
    standfirst: row.standfirst,
    lead: row.lead,
    byline: row.byline,
    language: row.language,
    direction: row.direction as Direction,
    kind: row.kind as ArticleKind,
    state: row.state as ArticleState,
    publishedAt: row.published_at,
    timePrecision: row.time_precision as TimePrecision,
    updatedAt: row.updated_at,
    firstSeenAt: row.first_seen_at,
    wordCount: row.word_count,
    section: row.section,
    tags: JSON.parse(row.tags) as string[],
    image: row.image === null ? null : (JSON.parse(row.image) as ImageRecord),
    qualityFlags: JSON.parse(row.quality_flags) as QualityFlag[],
    contentHash: row.content_hash,
  };
}

export function bodyOf(row: Tables['article_bodies']): ArticleBody {
  return { articleId: row.article_id, blocks: JSON.parse(row.blocks) as Block[], text: row.text };
}

/** What the draft does not know (the slug it gets, and when it was first seen and changed) is given beside it. */
export function rowOfDraft(
  draft: ArticleDraft,
  known: { readonly slug: string; readonly state: ArticleState; readonly updatedAt: number | null; readonly firstSeenAt: number },
): ArticleRow {
  return {
    id: draft.id,
    slug: known.slug,
    url: draft.url,
    canonical_url: draft.canonicalUrl,
    source_id: draft.sourceId,
    title: draft.title,
    standfirst: draft.standfirst,
    lead: draft.lead,
    byline: draft.byline,
    language: draft.language,
    primary_language: primaryLanguage(draft.language),
    direction: draft.direction,
    kind: draft.kind,
    state: known.state,
    published_at: draft.publishedAt,
    time_precision: draft.timePrecision,
    updated_at: known.updatedAt,
    first_seen_at: known.firstSeenAt,
    word_count: draft.wordCount,
    section: draft.section,
    tags: JSON.stringify(draft.tags),
    image: draft.image === null ? null : JSON.stringify(draft.image),
    quality_flags: JSON.stringify(draft.qualityFlags),
    content_hash: draft.contentHash,
  };
}
