/** The parts of the pages' answers that components pass around, taken from the types that codegen makes of the operations. */
import type { ArticlePageQuery, HomeFeedQuery, SearchQuery, SourcePageQuery, StoryPageQuery } from '../../schema/typed/graphql.ts';

export type {
  ArticlePageQuery,
  ArticlePageQueryVariables,
  Direction,
  EntityType,
  FeedState,
  HomeFeedQuery,
  HomeFeedQueryVariables,
  QualityFlag,
  SearchOrder,
  SearchQuery,
  SearchQueryVariables,
  SearchTotalRelation,
  SentimentLabel,
  SourcePageQuery,
  SourcePageQueryVariables,
  StoryPageQuery,
  StoryPageQueryVariables,
} from '../../schema/typed/graphql.ts';

export type Article = NonNullable<ArticlePageQuery['article']>;
export type Block = Article['blocks'][number];
export type Ai = NonNullable<Article['ai']>;
export type Thread = NonNullable<Article['comments']>['nodes'][number];
export type Related = NonNullable<Article['related']>[number];
export type Story = NonNullable<HomeFeedQuery['articles']>['nodes'][number];
export type Hit = NonNullable<SearchQuery['search']>['edges'][number];
export type Suggestion = NonNullable<SearchQuery['suggest']>[number];
export type StoryCluster = NonNullable<StoryPageQuery['story']>;
export type Publishing = NonNullable<SourcePageQuery['source']>;
export type Feed = NonNullable<Publishing['feeds']>[number];
export type App = NonNullable<ArticlePageQuery['app']>;

/** What a thread's first comment and its replies have in common. */
export type Comment = Omit<Thread, 'replies'>;

/** A story on a page that says once for all who published it. */
export type StoryOfSource = Omit<Story, 'source'> & { readonly source?: Story['source'] };

/** Where only some pages ask for a field, it is optional here. */
export interface Image {
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly alt: string | null;
}

export interface Source {
  readonly name: string;
  readonly slug: string;
  readonly icon: Image | null;
}
