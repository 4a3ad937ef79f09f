/** Every word of the pages that is not the graph's. One object per language; the type makes a forgotten one an error. */
import { countedNoun } from '../../src/text/counted-noun.ts';
import { dates, names, numbers, percents } from './formats.ts';
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

const arabic: Messages = {
  lang: 'ar',
  direction: 'rtl',
  siteName: 'نيوزغراف',
  siteDescription: 'أخبار من ناشرين كثر في صفحة واحدة، مع ملخصات وتعليقات وموضوعات ذات صلة.',
  skipToContent: 'انتقل إلى المحتوى',
  home: 'الصفحة الأولى',
  latest: 'أحدث الأخبار',
  allLanguages: 'الكل',
  filterByLanguage: 'لغة الأخبار',
  otherLocale: { locale: 'en', name: 'English version of this site', sign: 'EN' },
  search: 'البحث',
  searchPlaceholder: 'ابحث في الأخبار',
  searchHint: 'اكتب كلمة أو أكثر بالعربية أو الإنجليزية. ضع العبارة بين علامتي تنصيص لتجدها كما هي، وضع «-» قبل كلمة لاستبعادها.',
  resultsFor: 'نتائج البحث عن',
  nothingFound: 'لا توجد أخبار فيها ما بحثت عنه.',
  nothingFurther: 'لا توجد نتائج أخرى.',
  searchEverything: 'ابحث في الأخبار كلها',
  suggestions: 'جرّب البحث عن',
  moreResults: 'مزيد من النتائج',
  searchOrder: 'ترتيب النتائج',
  narrow: 'تضييق البحث',
  narrowedTo: 'النتائج محصورة في',
  widen: 'إزالة هذا الشرط',
  chosenSource: 'ناشر بعينه',
  chosenTopic: 'موضوع بعينه',
  noStoriesOfSource: 'لا توجد أخبار من هذا الناشر بعد.',
  feeds: 'الخلاصات التي نقرأها',
  feedRead: 'آخر قراءة',
  feedNext: 'القراءة التالية',
  feedFailures: 'محاولات فاشلة',
  searchOrders: { RELEVANCE: 'الأقرب', NEWEST: 'الأحدث' },
  backToBest: { RELEVANCE: 'العودة إلى أقرب النتائج', NEWEST: 'العودة إلى أحدث النتائج' },
  resultCount: (n, relation) => {
    const forms = { one: 'نتيجة واحدة', two: 'نتيجتان', few: '{n} نتائج', many: '{n} نتيجة', other: '{n} نتيجة' };
    return countedNoun(n, forms, 'ar') + (relation === 'AT_LEAST' ? ' أو أكثر' : '');
  },
  facets: { source: 'الناشر', language: 'اللغة', topic: 'الموضوع', date: 'التاريخ' },
  articleCount: (n) =>
    countedNoun(n, { zero: 'لا أخبار', one: 'خبر واحد', two: 'خبران', few: '{n} أخبار', many: '{n} خبرًا', other: '{n} خبر' }, 'ar'),
  feedStates: {
    ACTIVE: 'تُقرأ بانتظام',
    DORMANT: 'هادئة، لا جديد فيها منذ مدة',
    FAILING: 'تتعذّر قراءتها الآن',
    PAUSED: 'موقوفة',
    DEAD: 'لم تعد تُقرأ',
  },
  wholeStory: 'القصة كاملة',
  publishers: 'من ينقلها',
  publisherCount: (n) => countedNoun(n, { one: 'ناشر واحد', two: 'ناشران', few: '{n} ناشرين', many: '{n} ناشرًا', other: '{n} ناشر' }, 'ar'),
  dateSpan: (first, last) => `من ${first} إلى ${last}`,
  topics: 'الموضوعات',
  entities: 'ورد فيه',
  entityTypes: { PERSON: 'شخص', ORGANISATION: 'جهة', PLACE: 'مكان', EVENT: 'حدث' },
  moreStories: 'ومن الأخبار أيضًا',
  olderStories: 'أخبار أقدم',
  backToLatest: 'العودة إلى أحدث الأخبار',
  noStories: 'لا توجد أخبار بهذه اللغة بعد.',
  noMoreStories: 'لا توجد أخبار أقدم من هذه.',
  machineSummary: 'ملخص آلي',
  readAtPublisher: 'اقرأ الخبر عند الناشر',
  outline: 'في هذا المقال',
  aiCard: 'المقال باختصار',
  aiPending: 'يجري إعداد الملخص والنقاط الرئيسة الآن. أعد تحميل الصفحة بعد قليل.',
  aiUnsupported: 'لا يتوفر ملخص آلي لهذا المقال.',
  aiFailed: 'تعذّر إعداد الملخص لهذا المقال.',
  aiMore: 'النقاط الرئيسة والنبرة',
  keyPoints: 'النقاط الرئيسة',
  keywords: 'كلمات مفتاحية',
  sentiment: 'نبرة المقال',
  sentiments: { POSITIVE: 'إيجابية', NEUTRAL: 'محايدة', NEGATIVE: 'سلبية', MIXED: 'متباينة' },
  confidence: (percent) => `بثقة ${percent}`,
  citedFrom: (paragraph) => `الموضع في المقال: الفقرة ${paragraph}`,
  comments: 'التعليقات',
  commentCount: (n) =>
    countedNoun(
      n,
      { zero: 'لا تعليقات', one: 'تعليق واحد', two: 'تعليقان', few: '{n} تعليقات', many: '{n} تعليقًا', other: '{n} تعليق' },
      'ar',
    ),
  replyCount: (n) =>
    countedNoun(n, { zero: 'لا ردود', one: 'رد واحد', two: 'ردّان', few: '{n} ردود', many: '{n} ردًّا', other: '{n} رد' }, 'ar'),
  moreReplies: (n) =>
    countedNoun(n, { one: 'ورد واحد آخر', two: 'وردّان آخران', few: 'و{n} ردود أخرى', many: 'و{n} ردًّا آخر', other: 'و{n} رد آخر' }, 'ar'),
  allComments: 'عرض مزيد من التعليقات',
  notAllComments: 'هذه أحدث التعليقات، وليست كلها.',
  commentsClosed: 'أُغلق باب التعليق على هذا الخبر.',
  commentsModerated: 'تظهر التعليقات الجديدة بعد مراجعتها.',
  deletedComment: 'تم حذف هذا التعليق',
  unknownAuthor: 'قارئ',
  related: 'أخبار ذات صلة',
  relatedPending: 'يجري البحث عن أخبار قريبة من هذا الخبر.',
  noRelated: 'لا توجد أخبار قريبة من هذا الخبر بعد.',
  tags: 'الوسوم',
  getTheApp: 'حمّل التطبيق',
  damaged: {
    EMPTY: 'وصلنا هذا الخبر من ناشره بلا نص.',
    TRUNCATED: 'وصلنا نص هذا الخبر مقتطعًا. تجده كاملًا عند ناشره.',
    BOILERPLATE: 'قد تبقى في هذا النص عبارات ليست من الخبر.',
    LIGATURE_LOSS: 'سقطت حروف من بعض الكلمات قبل أن يصلنا النص. تجد الأصل عند ناشره.',
    ENCODING_DAMAGE: 'وصلنا النص وفيه حروف تالفة. تجد الأصل عند ناشره.',
  },
  missing: {
    stories: 'تعذّر تحميل الأخبار الآن. حاول مرة أخرى بعد قليل.',
    story: 'تعذّر تحميل هذا الخبر الآن. حاول مرة أخرى بعد قليل.',
    source: 'اسم الناشر غير متاح الآن',
    ai: 'الملخص والنقاط الرئيسة غير متاحة الآن. بقية الصفحة كاملة.',
    comments: 'تعذّر تحميل التعليقات الآن. بقية الصفحة كاملة.',
    related: 'تعذّر تحميل الأخبار ذات الصلة الآن.',
    search: 'تعذّر البحث الآن. حاول مرة أخرى بعد قليل.',
    feeds: 'تعذّر تحميل حالة الخلاصات الآن.',
  },
  errors: {
    400: { title: 'عنوان غير صحيح', text: 'لم نفهم عنوان هذه الصفحة. ربما انتهت صلاحية الرابط.' },
    401: { title: 'الرمز غير صالح', text: 'رمز الدخول المرسل مع الطلب غير صالح أو انتهت صلاحيته.' },
    404: { title: 'الصفحة غير موجودة', text: 'ربما حُذف الخبر أو تغيّر عنوانه.' },
    500: { title: 'حدث خطأ عندنا', text: 'لم نتمكن من عرض هذه الصفحة. حاول مرة أخرى بعد قليل.' },
    503: { title: 'الخدمة غير متاحة الآن', text: 'نعمل على إعادتها. حاول مرة أخرى بعد قليل.' },
  },
  install: {
    ios: {
      title: 'نيوزغراف على آيفون وآيباد',
      text: 'يفتح الموقع من شاشتك الرئيسة كما يفتح التطبيق، ولا يحتاج إلى متجر.',
      steps: ['افتح الصفحة الأولى في «سفاري».', 'المس زر المشاركة.', 'اختر «إضافة إلى الشاشة الرئيسية»، ثم «إضافة».'],
    },
    android: {
      title: 'نيوزغراف على أندرويد',
      text: 'يفتح الموقع من شاشتك الرئيسة كما يفتح التطبيق، ولا يحتاج إلى متجر.',
      steps: ['افتح الصفحة الأولى في «كروم».', 'المس قائمة النقاط الثلاث.', 'اختر «التثبيت» أو «الإضافة إلى الشاشة الرئيسية».'],
    },
  },
  footer: 'كل صفحة هنا مرسومة من عملية GraphQL واحدة.',
  forDevelopers: 'للمطورين: GraphiQL',
  number: numbers('ar'),
  percent: percents('ar'),
  date: dates('ar', { dateStyle: 'long' }),
  dateAndTime: dates('ar', { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' }),
  month: dates('ar', { month: 'long', year: 'numeric' }),
  languageName: names('ar', 'language'),
  countryName: names('ar', 'region'),
};

const english: Messages = {
  lang: 'en',
  direction: 'ltr',
  siteName: 'Newsgraph',
  siteDescription: 'News from many publishers on one page, with summaries, comments and related stories.',
  skipToContent: 'Skip to content',
  home: 'Front page',
  latest: 'Latest news',
  allLanguages: 'All',
  filterByLanguage: 'Language of the news',
  otherLocale: { locale: 'ar', name: 'الموقع بالعربية', sign: 'ع' },
  search: 'Search',
  searchPlaceholder: 'Search the news',
  searchHint:
    'Type one or more words in Arabic or English. Put a phrase in quotation marks to find it as it is, and “-” before a word to leave it out.',
  resultsFor: 'Results for',
  nothingFound: 'No story has what you searched for.',
  nothingFurther: 'There are no further results.',
  searchEverything: 'Search all stories',
  suggestions: 'Try searching for',
  moreResults: 'More results',
  searchOrder: 'Order of the results',
  narrow: 'Narrow it down',
  narrowedTo: 'Results are narrowed down to',
  widen: 'Remove this condition',
  chosenSource: 'One publisher',
  chosenTopic: 'One topic',
  noStoriesOfSource: 'There are no stories of this publisher yet.',
  feeds: 'Feeds we read',
  feedRead: 'Last read',
  feedNext: 'Next read',
  feedFailures: 'Failed attempts',
  searchOrders: { RELEVANCE: 'Best match', NEWEST: 'Newest' },
  backToBest: { RELEVANCE: 'Back to the best matches', NEWEST: 'Back to the newest results' },
  resultCount: (n, relation) =>
    countedNoun(n, { one: '{n} result', other: '{n} results' }, 'en') + (relation === 'AT_LEAST' ? ' or more' : ''),
  facets: { source: 'Publisher', language: 'Language', topic: 'Topic', date: 'Date' },
  articleCount: (n) => countedNoun(n, { zero: 'No stories', one: '{n} story', other: '{n} stories' }, 'en'),
  feedStates: {
    ACTIVE: 'Read regularly',
    DORMANT: 'Quiet, nothing new for long',
    FAILING: 'Cannot be read just now',
    PAUSED: 'Paused',
    DEAD: 'No longer read',
  },
  wholeStory: 'The whole story',
  publishers: 'Who reports it',
  publisherCount: (n) => countedNoun(n, { one: '{n} publisher', other: '{n} publishers' }, 'en'),
  dateSpan: (first, last) => `${first} to ${last}`,
  topics: 'Topics',
  entities: 'Named in it',
  entityTypes: { PERSON: 'Person', ORGANISATION: 'Organisation', PLACE: 'Place', EVENT: 'Event' },
  moreStories: 'More stories',
  olderStories: 'Older stories',
  backToLatest: 'Back to the latest news',
  noStories: 'There are no stories in this language yet.',
  noMoreStories: 'There are no older stories than these.',
  machineSummary: 'AI summary',
  readAtPublisher: 'Read it at the publisher',
  outline: 'In this article',
  aiCard: 'The article in brief',
  aiPending: 'The summary and key points are being prepared. Reload the page in a moment.',
  aiUnsupported: 'No machine-made summary is available for this article.',
  aiFailed: 'The summary of this article could not be made.',
  aiMore: 'Key points and tone',
  keyPoints: 'Key points',
  keywords: 'Keywords',
  sentiment: 'Tone',
  sentiments: { POSITIVE: 'Positive', NEUTRAL: 'Neutral', NEGATIVE: 'Negative', MIXED: 'Mixed' },
  confidence: (percent) => `${percent} confidence`,
  citedFrom: (paragraph) => `Where the article says so: paragraph ${paragraph}`,
  comments: 'Comments',
  commentCount: (n) => countedNoun(n, { zero: 'No comments', one: '{n} comment', other: '{n} comments' }, 'en'),
  replyCount: (n) => countedNoun(n, { zero: 'No replies', one: '{n} reply', other: '{n} replies' }, 'en'),
  moreReplies: (n) => countedNoun(n, { one: '{n} more reply', other: '{n} more replies' }, 'en'),
  allComments: 'Show more comments',
  notAllComments: 'These are the latest comments, not all of them.',
  commentsClosed: 'Comments on this story are closed.',
  commentsModerated: 'New comments appear after review.',
  deletedComment: 'This comment was deleted',
  unknownAuthor: 'A reader',
  related: 'Related stories',
  relatedPending: 'Stories close to this one are being looked for.',
  noRelated: 'Nothing close to this story yet.',
  tags: 'Tags',
  getTheApp: 'Get the app',
  damaged: {
    EMPTY: 'This story reached us from its publisher without a text.',
    TRUNCATED: 'The text of this story reached us cut short. Its publisher has all of it.',
    BOILERPLATE: 'Some phrases in this text may not belong to the story.',
    LIGATURE_LOSS: 'Letters were lost from some words before the text reached us. Its publisher has the original.',
    ENCODING_DAMAGE: 'The text reached us with damaged letters. Its publisher has the original.',
  },
  missing: {
    stories: 'The stories could not be loaded just now. Please try again in a moment.',
    story: 'This story could not be loaded just now. Please try again in a moment.',
    source: 'Publisher not available just now',
    ai: 'The summary and key points are not available just now. The rest of the page is complete.',
    comments: 'The comments could not be loaded just now. The rest of the page is complete.',
    related: 'Related stories could not be loaded just now.',
    search: 'The search could not be run just now. Please try again in a moment.',
    feeds: 'The state of the feeds could not be loaded just now.',
  },
  errors: {
    400: { title: 'Not a valid address', text: 'We could not make sense of this page’s address. The link may have expired.' },
    401: { title: 'Token not accepted', text: 'The token sent with this request is not valid, or has expired.' },
    404: { title: 'Page not found', text: 'The story may have been removed, or its address may have changed.' },
    500: { title: 'Something went wrong on our side', text: 'We could not show this page. Please try again in a moment.' },
    503: { title: 'Not available just now', text: 'We are working on it. Please try again in a moment.' },
  },
  install: {
    ios: {
      title: 'Newsgraph on iPhone and iPad',
      text: 'The site opens from your home screen like an app, and needs no store.',
      steps: ['Open the front page in Safari.', 'Tap the share button.', 'Choose “Add to Home Screen”, then “Add”.'],
    },
    android: {
      title: 'Newsgraph on Android',
      text: 'The site opens from your home screen like an app, and needs no store.',
      steps: ['Open the front page in Chrome.', 'Tap the menu of three dots.', 'Choose “Install” or “Add to Home screen”.'],
    },
  },
  footer: 'Every page here is drawn from one GraphQL operation.',
  forDevelopers: 'For developers: GraphiQL',
  number: numbers('en'),
  percent: percents('en'),
  date: dates('en', { dateStyle: 'long' }),
  dateAndTime: dates('en', { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' }),
  month: dates('en', { month: 'long', year: 'numeric' }),
  languageName: names('en', 'language'),
  countryName: names('en', 'region'),
};

const MESSAGES: Readonly<Record<PageLocale, Messages>> = { ar: arabic, en: english };
