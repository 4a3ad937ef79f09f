/** Hand-kept until codegen writes schema/typed. */
type Maybe<T> = T | null | undefined;
export type Direction = 'LTR' | 'RTL' | 'AUTO';
export interface ImageData { url: string; width?: Maybe<number>; height?: Maybe<number>; alt?: Maybe<string>; credit?: Maybe<string> }
export interface SourceData { id: string; slug?: string; name: string; homepage?: Maybe<string>; country?: Maybe<string>; language?: string; icon?: Maybe<ImageData> }
export interface AppData {
  name: string;
  stores: { platform: string; url: string; label: string }[];
  aiPromo?: Maybe<{ title: string; description: string }>;
}
export interface ViewerData { id: string; name: string; roles: string[] }
export interface HomeFeedQuery {
  articles?: Maybe<{
    nodes: {
      id: string; title: string; standfirst?: Maybe<string>; excerpt: string; language: string; direction: Direction;
      publishedAt: string; publishedAtRelative: string; section?: Maybe<string>; tags: string[];
      image?: Maybe<ImageData>; source?: Maybe<SourceData>; commentCount?: Maybe<number>;
      ai?: Maybe<{ status: string; readingTime?: Maybe<{ label: string }>; summary?: Maybe<{ text: string }> }>;
    }[];
    pageInfo: { hasNextPage: boolean; endCursor?: Maybe<string> };
  }>;
  app?: Maybe<AppData>;
  viewer?: Maybe<ViewerData>;
}
export interface CommentData {
  id: string; depth: number; isDeleted: boolean; body?: Maybe<string>; language?: Maybe<string>; direction: Direction;
  createdAt: string; createdAtRelative: string; replyCount: number; author?: Maybe<{ name: string }>;
}
export type BlockData =
  | { __typename: 'Heading'; level: number; text: string; anchor: string }
  | { __typename: 'Paragraph'; text: string }
  | { __typename: 'List'; ordered: boolean; items: string[] }
  | { __typename: 'Quote'; text: string; attribution?: Maybe<string> }
  | { __typename: 'ImageBlock'; caption?: Maybe<string>; image: ImageData };
interface CitationData { block: number; start: number; end: number }
export interface ArticlePageQuery {
  article?: Maybe<{
    id: string; title: string; standfirst?: Maybe<string>; byline?: Maybe<string>; url: string; language: string; direction: Direction;
    publishedAt: string; publishedAtRelative: string; wordCount: number; section?: Maybe<string>; tags: string[];
    image?: Maybe<ImageData>; source?: Maybe<SourceData>;
    outline: { level: number; text: string; anchor: string }[];
    blocks: BlockData[];
    quality: { flags: string[] };
    ai?: Maybe<{
      status: string; readingTime?: Maybe<{ seconds: number; label: string }>;
      summary?: Maybe<{
        text: string; sentences: { text: string; citation: CitationData }[];
        provenance: { method: string; model: string; version: string; generatedAt: string };
        disclosure: { label: string; digitalSourceType: string };
      }>;
      keyPoints?: Maybe<{ text: string; citation: CitationData }[]>;
      keywords?: Maybe<{ text: string; score: number }[]>;
      sentiment?: Maybe<{ label: string; score: number; confidence: number }>;
    }>;
    commenting?: Maybe<{ state: string; emptyMessage: string }>;
    commentCount?: Maybe<number>;
    comments?: Maybe<{
      nodes: (CommentData & { replies?: Maybe<{ nodes: CommentData[] }> })[];
      pageInfo: { hasNextPage: boolean; endCursor?: Maybe<string> };
    }>;
    related?: Maybe<{
      score: number; reasons: string[];
      article?: Maybe<{
        id: string; title: string; language: string; direction: Direction; excerpt: string; publishedAt?: string; publishedAtRelative: string; tags: string[];
        source?: Maybe<SourceData>;
      }>;
    }[]>;
  }>;
  app?: Maybe<AppData>;
  viewer?: Maybe<ViewerData>;
}
