/** The parts of the two pages' answers that components pass around, taken from the types that codegen makes of the operations. */
import type { ArticlePageQuery, HomeFeedQuery } from '../../schema/typed/graphql.ts';

export type {
  ArticlePageQuery,
  ArticlePageQueryVariables,
  Direction,
  HomeFeedQuery,
  HomeFeedQueryVariables,
  QualityFlag,
  SentimentLabel,
} from '../../schema/typed/graphql.ts';

export type Article = NonNullable<ArticlePageQuery['article']>;
export type Block = Article['blocks'][number];
export type Ai = NonNullable<Article['ai']>;
export type Thread = NonNullable<Article['comments']>['nodes'][number];
export type Related = NonNullable<Article['related']>[number];
export type Story = NonNullable<HomeFeedQuery['articles']>['nodes'][number];
export type App = NonNullable<ArticlePageQuery['app']>;

/** What a thread's first comment and its replies have in common. */
export type Comment = Omit<Thread, 'replies'>;

/** Where only some pages ask for a field, it is optional here. */
export interface Image {
  readonly url: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly alt: string | null;
}

export interface Source {
  readonly name: string;
  readonly homepage?: string | null;
  readonly icon: Image | null;
}
