/** Every word of the pages that is not the graph's. One object per language; the type makes a forgotten one an error. */
import { arabic } from './messages.ar.ts';
import { english } from './messages.en.ts';
import type { EntityType, FeedState, QualityFlag, SearchOrder, SearchTotalRelation, SentimentLabel } from './page-data.ts';
import type { PageLocale } from './page-view.ts';

export interface Messages {
  readonly lang: PageLocale;
  readonly direction: 'rtl' | 'ltr';
  readonly siteName: string;
  readonly siteDescription: string;
  readonly skipToContent: string;
  readonly home: string;
  readonly latest: string;
  readonly allLanguages: string;
  readonly filterByLanguage: string;
  /** The switch to the other language, in that language. */
  readonly otherLocale: { readonly locale: PageLocale; readonly name: string; readonly sign: string };
  readonly search: string;
  readonly searchPlaceholder: string;
  /** How to ask. */
  readonly searchHint: string;
  /** Before the query in quotation marks. */
  readonly resultsFor: string;
  readonly resultCount: (n: number, relation: SearchTotalRelation) => string;
  readonly nothingFound: string;
  readonly nothingFurther: string;
  readonly searchEverything: string;
  readonly suggestions: string;
  readonly moreResults: string;
  readonly backToBest: Readonly<Record<SearchOrder, string>>;
  readonly searchOrder: string;
  readonly searchOrders: Readonly<Record<SearchOrder, string>>;
  readonly narrow: string;
  readonly narrowedTo: string;
  readonly widen: string;
  readonly facets: { readonly source: string; readonly language: string; readonly topic: string; readonly date: string };
  /** Where its name is not known. */
  readonly chosenSource: string;
  readonly chosenTopic: string;
  readonly articleCount: (n: number) => string;
  readonly noStoriesOfSource: string;
  readonly wholeStory: string;
  readonly publishers: string;
  readonly publisherCount: (n: number) => string;
  readonly dateSpan: (first: string, last: string) => string;
  readonly topics: string;
  readonly entities: string;
  readonly entityTypes: Readonly<Record<EntityType, string>>;
  readonly feeds: string;
  readonly feedStates: Readonly<Record<FeedState, string>>;
  readonly feedRead: string;
  readonly feedNext: string;
  readonly feedFailures: string;
  readonly moreStories: string;
  readonly olderStories: string;
  readonly backToLatest: string;
  readonly noStories: string;
  readonly noMoreStories: string;
  readonly machineSummary: string;
  readonly readAtPublisher: string;
  readonly outline: string;
  readonly aiCard: string;
  readonly aiPending: string;
  readonly aiUnsupported: string;
  readonly aiFailed: string;
  /** Opens what a small screen folds away. */
  readonly aiMore: string;
  readonly keyPoints: string;
  readonly keywords: string;
  readonly sentiment: string;
  readonly sentiments: Readonly<Record<SentimentLabel, string>>;
  readonly confidence: (percent: string) => string;
  readonly citedFrom: (paragraph: string) => string;
  readonly comments: string;
  readonly commentCount: (n: number) => string;
  readonly replyCount: (n: number) => string;
  readonly moreReplies: (n: number) => string;
  readonly allComments: string;
  readonly notAllComments: string;
  readonly commentsClosed: string;
  readonly commentsModerated: string;
  readonly deletedComment: string;
  readonly unknownAuthor: string;
  readonly related: string;
  readonly noRelated: string;
  readonly relatedPending: string;
  readonly tags: string;
  readonly getTheApp: string;
  readonly damaged: Readonly<Record<QualityFlag, string>>;
  readonly missing: {
    readonly stories: string;
    readonly story: string;
    readonly source: string;
    readonly ai: string;
    readonly comments: string;
    readonly related: string;
    readonly search: string;
    readonly feeds: string;
  };
  readonly errors: { readonly [status: number]: { readonly title: string; readonly text: string } };
  readonly install: Readonly<
    Record<'ios' | 'android', { readonly title: string; readonly text: string; readonly steps: readonly string[] }>
  >;
  readonly footer: string;
  readonly forDevelopers: string;
  readonly number: (n: number) => string;
  readonly percent: (fraction: number) => string;
  /** A date in words, UTC. */
  readonly date: (iso: string) => string;
  /** «24 نوفمبر 2026 في 10:05», UTC. */
  readonly dateAndTime: (iso: string) => string;
  /** «نوفمبر 2026», UTC. */
  readonly month: (iso: string) => string;
  /** @param tag BCP 47; what is none stands for itself */
  readonly languageName: (tag: string) => string;
  /** @param code ISO 3166-1 alpha-2; what is none stands for itself */
  readonly countryName: (code: string) => string;
}

export function messagesFor(locale: PageLocale): Messages {
  return MESSAGES[locale];
}

const MESSAGES: Readonly<Record<PageLocale, Messages>> = { ar: arabic, en: english };
