/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which articles; all given conditions must hold. */
export type ArticleFilter = {
  /** By language of the text. */
  languages?: LocaleFilter | null | undefined;
  /** By the time of publication. */
  published?: DateTimeRange | null | undefined;
  /** By publisher: ids `src_…`. */
  sources?: IdFilter | null | undefined;
  /** By what it is about, as the enrichments found it. */
  topics?: TopicFilter | null | undefined;
};

/** A comment to write. */
export type CommentCreateInput = {
  /** The article: `art_…`. */
  articleId: string;
  /** Plain text of 1 to 4000 characters, after blanks at both ends are cut off. */
  body: string;
  /** Made up by the client, once per comment: sent again with it, the comment is not written twice. 1 to 100 characters out of `A-Z a-z 0-9 . _ ~ : -`. */
  idempotencyKey: string;
  /** The comment to answer; none for a comment on the article itself. */
  parentId?: string | null | undefined;
};

/** A comment to delete. */
export type CommentDeleteInput = {
  /** The comment: `com_…`. */
  id: string;
};

/** The order of a list of comments. */
export type CommentOrder =
  /** Most answered first. */
  | 'MOST_REPLIES'
  /** Last written first. */
  | 'NEWEST'
  /** First written first. */
  | 'OLDEST';

/** Whether an article can be commented on. */
export type CommentingState =
  /** No comments are taken. */
  | 'CLOSED'
  /** Comments are shown as soon as they are written. */
  | 'OPEN'
  /** Comments are shown once a moderator approved them. */
  | 'PREMOD';

/** A span of time; open where a bound is absent. */
export type DateTimeRange = {
  /** Not before this. */
  from?: string | null | undefined;
  /** Before this. */
  to?: string | null | undefined;
};

/** The direction a text is written in. */
export type Direction =
  /** Not known: let the first strong character decide (`dir="auto"`). */
  | 'AUTO'
  /** Left to right, as English. */
  | 'LTR'
  /** Right to left, as Arabic. */
  | 'RTL';

/** How something was made. */
export type EnrichmentMethod =
  /** Compared as vectors. */
  | 'EMBEDDING'
  /** Sentences chosen from the article, word for word. */
  | 'EXTRACTIVE'
  /** Written by a language model. */
  | 'GENERATIVE'
  /** Made by a person. */
  | 'HUMAN'
  /** Counted with lists of words. */
  | 'LEXICON'
  /** Found by fixed rules. */
  | 'RULES';

/** Whether a machine-made text is there. */
export type EnrichmentStatus =
  /** It could not be made. */
  | 'FAILED'
  /** It is being made: ask again. */
  | 'PENDING'
  /** It is there, and made from the article as it is. */
  | 'READY'
  /** It is there, but the article has changed since; a new one is being made. */
  | 'STALE'
  /** There is nothing to make it from. */
  | 'UNSUPPORTED';

/** What a name stands for. */
export type EntityType =
  /** Something that happens at a time: a war, a championship, a festival. */
  | 'EVENT'
  /** A company, an authority, a club, a movement. */
  | 'ORGANISATION'
  /** A person. */
  | 'PERSON'
  /** A country, a city, a region, a building or a body of water. */
  | 'PLACE';

/** In what format a feed is written. */
export type FeedKind =
  /** Atom. */
  | 'ATOM'
  /** JSON Feed. */
  | 'JSON'
  /** RSS 1.0. */
  | 'RDF'
  /** RSS 0.9x or 2.0. */
  | 'RSS';

/** How polling a feed goes. */
export type FeedState =
  /** It is polled at its interval. */
  | 'ACTIVE'
  /** It is gone, or has been failing for too long; it is not polled until an editor resumes it. */
  | 'DEAD'
  /** It is read well, but had nothing new for 60 days; it is polled once a day. */
  | 'DORMANT'
  /** The last polls failed; it is tried again at growing distances. */
  | 'FAILING'
  /** An editor wants it not polled. */
  | 'PAUSED';

/** Keeps what has one of these ids, or none of these. At most 100 each. */
export type IdFilter = {
  /** Only these; an empty list keeps nothing. */
  in?: Array<string> | null | undefined;
  /** None of these. */
  notIn?: Array<string> | null | undefined;
};

/** Keeps what is in one of these languages, or in none of these. At most 100 each. */
export type LocaleFilter = {
  /** Only these languages; an empty list keeps nothing. */
  in?: Array<string> | null | undefined;
  /** None of these languages. */
  notIn?: Array<string> | null | undefined;
};

/** Something wrong with a text as it was taken in. */
export type QualityFlag =
  /** Parts of the page around it came along. */
  | 'BOILERPLATE'
  /** There is no text. */
  | 'EMPTY'
  /** Characters were destroyed by a wrong decoding. */
  | 'ENCODING_DAMAGE'
  /** Letters are missing where a ligature was lost, as in «الحتوى» for «المحتوى». */
  | 'LIGATURE_LOSS'
  /** The text breaks off. */
  | 'TRUNCATED';

/** Why two articles are related. */
export type RelatedReason =
  /** They stand in the same section. */
  | 'SAME_SECTION'
  /** They have keywords in common. */
  | 'SHARED_KEYWORDS'
  /** Their texts are alike. */
  | 'SIMILAR_TEXT';

/** What a person may do. */
export type Role =
  /** May do everything. */
  | 'ADMIN'
  /** May also change articles and sources. */
  | 'EDITOR'
  /** May also delete what others wrote. */
  | 'MODERATOR'
  /** May comment. */
  | 'READER';

/** A part of an article that is searched. */
export type SearchField =
  /** The text. */
  | 'BODY'
  /** The sentence or two below it. */
  | 'STANDFIRST'
  /** The headline. */
  | 'TITLE';

/** The order of what was found. */
export type SearchOrder =
  /** Last published first; only what has all the words. */
  | 'NEWEST'
  /** Best first: the title counts more than the standfirst, that more than the body, the spelling as typed more than another. Of equals the newest. */
  | 'RELEVANCE';

/** How a total is meant. */
export type SearchTotalRelation =
  /** There are more: counting ended there. */
  | 'AT_LEAST'
  /** There are so many. */
  | 'EXACT';

/** The tone of a text. */
export type SentimentLabel =
  /** Much of both. */
  | 'MIXED'
  /** Bad things outweigh. */
  | 'NEGATIVE'
  /** Neither. */
  | 'NEUTRAL'
  /** Good things outweigh. */
  | 'POSITIVE';

/** Where an app runs. */
export type StorePlatform =
  /** On Android. */
  | 'ANDROID'
  /** On iPhone and iPad. */
  | 'IOS'
  /** In a browser. */
  | 'WEB';

/** What is suggested. */
export type SuggestionKind =
  /** A query: what was typed, its last word completed. */
  | 'TERM'
  /** An article, by its title. */
  | 'TITLE';

/** Keeps what is about one of these topics, or about none of these: IPTC media topic codes, as `04000000`. At most 100 each. */
export type TopicFilter = {
  /** About one of these; an empty list keeps nothing. */
  in?: Array<string> | null | undefined;
  /** About none of these. */
  notIn?: Array<string> | null | undefined;
};

/** Why a change was not made, for programs. */
export type UserErrorCode =
  /** There is no such article. */
  | 'ARTICLE_NOT_FOUND'
  /** The body has no visible character. */
  | 'BODY_EMPTY'
  /** The body is longer than allowed. */
  | 'BODY_TOO_LONG'
  /** The article takes no comments. */
  | 'COMMENTING_CLOSED'
  /** There is no such comment. */
  | 'COMMENT_NOT_FOUND'
  /** The address is polled already. */
  | 'FEED_EXISTS'
  /** There is no such feed. */
  | 'FEED_NOT_FOUND'
  /** The feed is paused or dead: resume it first. */
  | 'FEED_NOT_POLLED'
  /** The idempotency key is empty, too long, or has characters that are not allowed. */
  | 'IDEMPOTENCY_KEY_INVALID'
  /** The viewer used this idempotency key before, with another content. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** An id does not have the form of an id. */
  | 'ID_INVALID'
  /** The viewer's roles do not allow it. */
  | 'NOT_PERMITTED'
  /** The comment to answer does not exist, or was deleted. */
  | 'PARENT_NOT_FOUND'
  /** The comment to answer belongs to another article. */
  | 'PARENT_ON_ANOTHER_ARTICLE'
  /** There is no such publisher. */
  | 'SOURCE_NOT_FOUND'
  /** The comment to answer stands so deep in its thread that it takes no replies. */
  | 'THREAD_TOO_DEEP'
  /** A token is needed: `Authorization: Bearer …`. */
  | 'TOKEN_REQUIRED'
  /** The address is no http or https address without a password. */
  | 'URL_INVALID'
  /** The address is not one of the public internet. */
  | 'URL_NOT_PUBLIC'
  /** The address is longer than allowed. */
  | 'URL_TOO_LONG';

export type ArticlePageQueryVariables = Exact<{
  id: string;
  locale?: string | null | undefined;
  comments?: number;
  replies?: number;
  related?: number;
}>;


export type ArticlePageQuery = { article: { id: string, title: string, standfirst: string | null, byline: string | null, url: string, language: string, direction: Direction, publishedAt: string, publishedAtRelative: string, wordCount: number, section: string | null, tags: Array<string>, commentCount: number | null, image: { url: string, width: number | null, height: number | null, alt: string | null, credit: string | null } | null, source: { id: string, slug: string, name: string, homepage: string | null, country: string | null, language: string, icon: { url: string, width: number | null, height: number | null, alt: string | null } | null } | null, outline: Array<{ level: number, text: string, anchor: string }>, blocks: Array<
      | { __typename: 'Heading', level: number, text: string, anchor: string }
      | { __typename: 'ImageBlock', caption: string | null, image: { url: string, width: number | null, height: number | null, alt: string | null, credit: string | null } }
      | { __typename: 'List', ordered: boolean, items: Array<string> }
      | { __typename: 'Paragraph', text: string }
      | { __typename: 'Quote', text: string, attribution: string | null }
    >, quality: { flags: Array<QualityFlag> }, ai: { status: EnrichmentStatus, readingTime: { seconds: number, label: string }, summary: { text: string, sentences: Array<{ text: string, citation: { block: number, start: number, end: number } }>, provenance: { method: EnrichmentMethod, model: string, version: string, generatedAt: string }, disclosure: { label: string, digitalSourceType: string } } | null, keyPoints: Array<{ text: string, citation: { block: number, start: number, end: number } }> | null, keywords: Array<{ text: string, score: number }> | null, entities: Array<{ name: string, type: EntityType }> | null, topics: Array<{ code: string, label: string }> | null, sentiment: { label: SentimentLabel, score: number, confidence: number } | null } | null, story: { id: string, size: number } | null, commenting: { state: CommentingState, emptyMessage: string } | null, comments: { nodes: Array<{ id: string, depth: number, isDeleted: boolean, body: string, language: string | null, direction: Direction, createdAt: string, createdAtRelative: string, replyCount: number, replies: { nodes: Array<{ id: string, depth: number, isDeleted: boolean, body: string, language: string | null, direction: Direction, createdAt: string, createdAtRelative: string, replyCount: number, author: { name: string } | null }> }, author: { name: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, related: Array<{ score: number, reasons: Array<RelatedReason>, article: { id: string, title: string, language: string, direction: Direction, excerpt: string, publishedAt: string, publishedAtRelative: string, tags: Array<string>, source: { id: string, slug: string, name: string, icon: { url: string, width: number | null, height: number | null, alt: string | null } | null } | null } | null }> | null } | null, app: { name: string, stores: Array<{ platform: StorePlatform, url: string, label: string }>, aiPromo: { title: string, description: string } } | null, viewer: { id: string, name: string, roles: Array<Role> } | null };

export type ThreadCommentFragment = { id: string, depth: number, isDeleted: boolean, body: string, language: string | null, direction: Direction, createdAt: string, createdAtRelative: string, replyCount: number, author: { name: string } | null };

export type CommentCreateMutationVariables = Exact<{
  input: CommentCreateInput;
}>;


export type CommentCreateMutation = { commentCreate: { comment: { id: string, body: string, parent: { id: string } | null } | null, article: { id: string, commentCount: number | null } | null, errors: Array<
      | { __typename: 'Conflict', code: UserErrorCode, message: string, path: Array<string> }
      | { __typename: 'NotFound', code: UserErrorCode, message: string, path: Array<string> }
      | { __typename: 'NotPermitted', code: UserErrorCode, message: string, path: Array<string> }
      | { __typename: 'ValidationError', code: UserErrorCode, message: string, path: Array<string> }
    > } | null };

export type CommentDeleteMutationVariables = Exact<{
  input: CommentDeleteInput;
}>;


export type CommentDeleteMutation = { commentDelete: { comment: { id: string, isDeleted: boolean, body: string } | null, article: { id: string, commentCount: number | null } | null, errors: Array<
      | { __typename: 'Conflict', code: UserErrorCode, message: string, path: Array<string> }
      | { __typename: 'NotFound', code: UserErrorCode, message: string, path: Array<string> }
      | { __typename: 'NotPermitted', code: UserErrorCode, message: string, path: Array<string> }
      | { __typename: 'ValidationError', code: UserErrorCode, message: string, path: Array<string> }
    > } | null };

export type HomeFeedQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  filter?: ArticleFilter | null | undefined;
  locale?: string | null | undefined;
}>;


export type HomeFeedQuery = { articles: { nodes: Array<{ id: string, title: string, standfirst: string | null, excerpt: string, language: string, direction: Direction, publishedAt: string, publishedAtRelative: string, section: string | null, tags: Array<string>, commentCount: number | null, image: { url: string, width: number | null, height: number | null, alt: string | null } | null, source: { id: string, slug: string, name: string, icon: { url: string, width: number | null, height: number | null, alt: string | null } | null } | null, ai: { status: EnrichmentStatus, readingTime: { label: string }, summary: { text: string } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, app: { name: string, stores: Array<{ platform: StorePlatform, url: string, label: string }>, aiPromo: { title: string, description: string } } | null, viewer: { id: string, name: string, roles: Array<Role> } | null };

export type SearchQueryVariables = Exact<{
  query: string;
  first: number;
  after?: string | null | undefined;
  filter?: ArticleFilter | null | undefined;
  orderBy?: SearchOrder;
  locale?: string | null | undefined;
  page?: boolean;
}>;


export type SearchQuery = { search: { edges: Array<{ cursor: string, score: number, highlights: Array<{ field: SearchField, fragments: Array<{ text: string, ranges: Array<{ start: number, end: number }> }> }>, node: { id: string, title: string, standfirst: string | null, excerpt: string, language: string, direction: Direction, publishedAt: string, publishedAtRelative: string, commentCount: number | null, image: { url: string, width: number | null, height: number | null, alt: string | null } | null, source: { id: string, slug: string, name: string, icon: { url: string, width: number | null, height: number | null, alt: string | null } | null } | null } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null }, totalCount: { value: number, relation: SearchTotalRelation }, facets: { sources: Array<{ count: number, source: { id: string, slug: string, name: string } | null }>, languages: Array<{ language: string, count: number }>, topics: Array<{ code: string, label: string, count: number }>, dates: Array<{ date: string, count: number }> } | null } | null, suggest?: Array<{ kind: SuggestionKind, text: string, article: { id: string, language: string, direction: Direction } | null }> | null, app?: { name: string, stores: Array<{ platform: StorePlatform, url: string, label: string }>, aiPromo: { title: string, description: string } } | null };

export type SourcePageQueryVariables = Exact<{
  slug: string;
  first: number;
  after?: string | null | undefined;
  locale?: string | null | undefined;
}>;


export type SourcePageQuery = { source: { id: string, slug: string, name: string, description: string | null, homepage: string | null, country: string | null, language: string, direction: Direction, icon: { url: string, width: number | null, height: number | null, alt: string | null } | null, feeds: Array<{ id: string, url: string, kind: FeedKind | null, state: FeedState, lastSuccessAt: string | null, nextFetchAt: string | null, consecutiveFailures: number, lastStatus: number | null, lastError: string | null }> | null, articles: { totalCount: number, nodes: Array<{ id: string, title: string, standfirst: string | null, excerpt: string, language: string, direction: Direction, publishedAt: string, publishedAtRelative: string, section: string | null, tags: Array<string>, commentCount: number | null, image: { url: string, width: number | null, height: number | null, alt: string | null } | null, ai: { status: EnrichmentStatus, readingTime: { label: string }, summary: { text: string } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null, app: { name: string, stores: Array<{ platform: StorePlatform, url: string, label: string }>, aiPromo: { title: string, description: string } } | null };

export type StoryPageQueryVariables = Exact<{
  id: string;
  first: number;
  after?: string | null | undefined;
  locale?: string | null | undefined;
}>;


export type StoryPageQuery = { story: { id: string, title: string, language: string, direction: Direction, size: number, sourceCount: number, firstPublishedAt: string, lastPublishedAt: string, keywords: Array<string>, topics: Array<{ code: string, label: string }>, articles: { nodes: Array<{ id: string, title: string, standfirst: string | null, excerpt: string, language: string, direction: Direction, publishedAt: string, publishedAtRelative: string, image: { url: string, width: number | null, height: number | null, alt: string | null } | null, source: { id: string, slug: string, name: string, icon: { url: string, width: number | null, height: number | null, alt: string | null } | null } | null } | null>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null, app: { name: string, stores: Array<{ platform: StorePlatform, url: string, label: string }>, aiPromo: { title: string, description: string } } | null };

export type ThreadQueryVariables = Exact<{
  articleId: string;
  first: number;
  after?: string | null | undefined;
  orderBy?: CommentOrder;
  replies?: number;
  locale?: string | null | undefined;
}>;


export type ThreadQuery = { article: { id: string, commentCount: number | null, commenting: { state: CommentingState, emptyMessage: string } | null, comments: { totalCount: number, nodes: Array<{ id: string, body: string, isDeleted: boolean, direction: Direction, createdAt: string, createdAtRelative: string, replyCount: number, author: { name: string, user: { id: string } | null } | null, viewerCan: { reply: boolean, delete: boolean }, replies: { nodes: Array<{ id: string, body: string, isDeleted: boolean, direction: Direction, createdAt: string, createdAtRelative: string, author: { name: string } | null, viewerCan: { delete: boolean } }> } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ThreadCommentFragmentDoc = new TypedDocumentString(`
    fragment ThreadComment on Comment {
  id
  depth
  isDeleted
  body
  language
  direction
  createdAt
  createdAtRelative(locale: $locale)
  replyCount
  author {
    name
  }
}
    `, {"fragmentName":"ThreadComment"}) as unknown as TypedDocumentString<ThreadCommentFragment, unknown>;
export const ArticlePageDocument = new TypedDocumentString(`
    query ArticlePage($id: ID!, $locale: Locale, $comments: Int! = 20, $replies: Int! = 20, $related: Int! = 4) {
  article(by: {id: $id}) {
    id
    title
    standfirst
    byline
    url
    language
    direction
    publishedAt
    publishedAtRelative(locale: $locale)
    wordCount
    section
    tags
    image {
      url
      width
      height
      alt
      credit
    }
    source {
      id
      slug
      name(locale: $locale)
      homepage
      country
      language
      icon(size: 64) {
        url
        width
        height
        alt
      }
    }
    outline {
      level
      text
      anchor
    }
    blocks {
      __typename
      ... on Heading {
        level
        text
        anchor
      }
      ... on Paragraph {
        text
      }
      ... on List {
        ordered
        items
      }
      ... on Quote {
        text
        attribution
      }
      ... on ImageBlock {
        caption
        image {
          url
          width
          height
          alt
          credit
        }
      }
    }
    quality {
      flags
    }
    ai(locale: $locale) {
      status
      readingTime {
        seconds
        label
      }
      summary {
        text
        sentences {
          text
          citation {
            block
            start
            end
          }
        }
        provenance {
          method
          model
          version
          generatedAt
        }
        disclosure {
          label
          digitalSourceType
        }
      }
      keyPoints {
        text
        citation {
          block
          start
          end
        }
      }
      keywords {
        text
        score
      }
      entities {
        name
        type
      }
      topics {
        code
        label
      }
      sentiment {
        label
        score
        confidence
      }
    }
    story {
      id
      size
    }
    commenting {
      state
      emptyMessage(locale: $locale)
    }
    commentCount
    comments(first: $comments) {
      nodes {
        ...ThreadComment
        replies(first: $replies) {
          nodes {
            ...ThreadComment
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
    related(first: $related) {
      score
      reasons
      article {
        id
        title
        language
        direction
        excerpt(chars: 180)
        publishedAt
        publishedAtRelative(locale: $locale)
        tags
        source {
          id
          slug
          name(locale: $locale)
          icon(size: 32) {
            url
            width
            height
            alt
          }
        }
      }
    }
  }
  app(locale: $locale) {
    name
    stores {
      platform
      url
      label
    }
    aiPromo {
      title
      description
    }
  }
  viewer {
    id
    name
    roles
  }
}
    fragment ThreadComment on Comment {
  id
  depth
  isDeleted
  body
  language
  direction
  createdAt
  createdAtRelative(locale: $locale)
  replyCount
  author {
    name
  }
}`, {"hash":"sha256:6f8a7ad33c06f86bc3b1132f7d85720b6ef225821e4001e9b2d8bd74eb71bd86"}) as unknown as TypedDocumentString<ArticlePageQuery, ArticlePageQueryVariables>;
export const CommentCreateDocument = new TypedDocumentString(`
    mutation CommentCreate($input: CommentCreateInput!) {
  commentCreate(input: $input) {
    comment {
      id
      body
      parent {
        id
      }
    }
    article {
      id
      commentCount
    }
    errors {
      __typename
      code
      message
      path
    }
  }
}
    `, {"hash":"sha256:58a88a19853ce74f43b377e140d4884c055ebf40a933a614bca03ca7d61b51d7"}) as unknown as TypedDocumentString<CommentCreateMutation, CommentCreateMutationVariables>;
export const CommentDeleteDocument = new TypedDocumentString(`
    mutation CommentDelete($input: CommentDeleteInput!) {
  commentDelete(input: $input) {
    comment {
      id
      isDeleted
      body
    }
    article {
      id
      commentCount
    }
    errors {
      __typename
      code
      message
      path
    }
  }
}
    `, {"hash":"sha256:1f707cdbb30b3d058d16dd734c6e2c2d69a0c4e94608b8f5343f3dcba93707dc"}) as unknown as TypedDocumentString<CommentDeleteMutation, CommentDeleteMutationVariables>;
export const HomeFeedDocument = new TypedDocumentString(`
    query HomeFeed($first: Int!, $after: Cursor, $filter: ArticleFilter, $locale: Locale) {
  articles(first: $first, after: $after, filter: $filter) {
    nodes {
      id
      title
      standfirst
      excerpt(chars: 200)
      language
      direction
      publishedAt
      publishedAtRelative(locale: $locale)
      section
      tags
      image {
        url
        width
        height
        alt
      }
      source {
        id
        slug
        name(locale: $locale)
        icon(size: 32) {
          url
          width
          height
          alt
        }
      }
      commentCount
      ai(locale: $locale) {
        status
        readingTime {
          label
        }
        summary {
          text
        }
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
  app(locale: $locale) {
    name
    stores {
      platform
      url
      label
    }
    aiPromo {
      title
      description
    }
  }
  viewer {
    id
    name
    roles
  }
}
    `, {"hash":"sha256:ae58b84d849f1aefa536da1782f7d379785204316288706f8389239c01158ee7"}) as unknown as TypedDocumentString<HomeFeedQuery, HomeFeedQueryVariables>;
export const SearchDocument = new TypedDocumentString(`
    query Search($query: String!, $first: Int!, $after: Cursor, $filter: ArticleFilter, $orderBy: SearchOrder! = RELEVANCE, $locale: Locale, $page: Boolean! = false) {
  search(
    query: $query
    first: $first
    after: $after
    filter: $filter
    orderBy: $orderBy
  ) {
    edges {
      cursor
      score
      highlights {
        field
        fragments {
          text
          ranges {
            start
            end
          }
        }
      }
      node {
        id
        title
        standfirst
        excerpt(chars: 200)
        language
        direction
        publishedAt
        publishedAtRelative(locale: $locale)
        image {
          url
          width
          height
          alt
        }
        source {
          id
          slug
          name(locale: $locale)
          icon(size: 32) {
            url
            width
            height
            alt
          }
        }
        commentCount
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    totalCount {
      value
      relation
    }
    facets {
      sources {
        count
        source {
          id
          slug
          name(locale: $locale)
        }
      }
      languages {
        language
        count
      }
      topics {
        code
        label(locale: $locale)
        count
      }
      dates {
        date
        count
      }
    }
  }
  suggest(prefix: $query, first: 6) @include(if: $page) {
    kind
    text
    article {
      id
      language
      direction
    }
  }
  app(locale: $locale) @include(if: $page) {
    name
    stores {
      platform
      url
      label
    }
    aiPromo {
      title
      description
    }
  }
}
    `, {"hash":"sha256:6f2b67523cdf363f4a5a2b2a080d9e932b006c7257f6a35b34cd900abc2afab8"}) as unknown as TypedDocumentString<SearchQuery, SearchQueryVariables>;
export const SourcePageDocument = new TypedDocumentString(`
    query SourcePage($slug: String!, $first: Int!, $after: Cursor, $locale: Locale) {
  source(by: {slug: $slug}) {
    id
    slug
    name(locale: $locale)
    description(locale: $locale)
    homepage
    country
    language
    direction
    icon(size: 128) {
      url
      width
      height
      alt
    }
    feeds {
      id
      url
      kind
      state
      lastSuccessAt
      nextFetchAt
      consecutiveFailures
      lastStatus
      lastError
    }
    articles(first: $first, after: $after) {
      nodes {
        id
        title
        standfirst
        excerpt(chars: 200)
        language
        direction
        publishedAt
        publishedAtRelative(locale: $locale)
        section
        tags
        image {
          url
          width
          height
          alt
        }
        commentCount
        ai(locale: $locale) {
          status
          readingTime {
            label
          }
          summary {
            text
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
      totalCount
    }
  }
  app(locale: $locale) {
    name
    stores {
      platform
      url
      label
    }
    aiPromo {
      title
      description
    }
  }
}
    `, {"hash":"sha256:f261042990afebf9cac2ea4788f72bb4d98dbac13579813e208580f2d6142089"}) as unknown as TypedDocumentString<SourcePageQuery, SourcePageQueryVariables>;
export const StoryPageDocument = new TypedDocumentString(`
    query StoryPage($id: ID!, $first: Int!, $after: Cursor, $locale: Locale) {
  story(id: $id) {
    id
    title
    language
    direction
    size
    sourceCount
    firstPublishedAt
    lastPublishedAt
    keywords
    topics {
      code
      label(locale: $locale)
    }
    articles(first: $first, after: $after) {
      nodes {
        id
        title
        standfirst
        excerpt(chars: 200)
        language
        direction
        publishedAt
        publishedAtRelative(locale: $locale)
        image {
          url
          width
          height
          alt
        }
        source {
          id
          slug
          name(locale: $locale)
          icon(size: 32) {
            url
            width
            height
            alt
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
  app(locale: $locale) {
    name
    stores {
      platform
      url
      label
    }
    aiPromo {
      title
      description
    }
  }
}
    `, {"hash":"sha256:3ba9feec7f40ce11ee4aa9395f131a498841f4d22fa8e92c1aae43f6c50de383"}) as unknown as TypedDocumentString<StoryPageQuery, StoryPageQueryVariables>;
export const ThreadDocument = new TypedDocumentString(`
    query Thread($articleId: ID!, $first: Int!, $after: Cursor, $orderBy: CommentOrder! = NEWEST, $replies: Int! = 20, $locale: Locale) {
  article(by: {id: $articleId}) {
    id
    commentCount
    commenting {
      state
      emptyMessage(locale: $locale)
    }
    comments(first: $first, after: $after, orderBy: $orderBy) {
      totalCount
      nodes {
        id
        body
        isDeleted
        direction
        createdAt
        createdAtRelative(locale: $locale)
        replyCount
        author {
          name
          user {
            id
          }
        }
        viewerCan {
          reply
          delete
        }
        replies(first: $replies) {
          nodes {
            id
            body
            isDeleted
            direction
            createdAt
            createdAtRelative(locale: $locale)
            author {
              name
            }
            viewerCan {
              delete
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `, {"hash":"sha256:791be4f2f48cce8781fc3667cbb06541ce44b06f39b1a8c05293da21f0bc58f1"}) as unknown as TypedDocumentString<ThreadQuery, ThreadQueryVariables>;