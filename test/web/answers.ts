/** Whole answers of the page operations, in the smallest wording that shows every part; a test changes what it is about. */
import type {
  Article,
  ArticlePageQuery,
  Hit,
  HomeFeedQuery,
  Publishing,
  SearchQuery,
  SourcePageQuery,
  Story,
  StoryCluster,
  StoryPageQuery,
  Thread,
} from '../../web/pages/page-data.ts';
import { readPageView, type PageView } from '../../web/pages/index.ts';

export function viewOf(query: string, locales: readonly string[] = []): PageView {
  return readPageView({ url: new URL(`http://news.test/${query}`), locales, baseUrl: 'http://news.test' });
}

export function articleAnswer(changes: Partial<Article> = {}): ArticlePageQuery {
  return { article: { ...article, ...changes }, app, viewer: null };
}

export function homeAnswer(stories: readonly Partial<Story>[], endCursor: string | null = null): HomeFeedQuery {
  return {
    articles: {
      nodes: stories.map((changes, index) => ({ ...story, id: `art_${index}`, ...changes })),
      pageInfo: { hasNextPage: endCursor !== null, endCursor },
    },
    app,
    viewer: null,
  };
}

export function searchAnswer(
  hits: readonly (Partial<Hit> | { readonly node: Partial<Hit['node']> })[],
  changes: Partial<NonNullable<SearchQuery['search']>> = {},
): SearchQuery {
  return {
    search: {
      edges: hits.map((hit, index) => ({ ...found, ...hit, node: { ...found.node, id: `art_${index}`, ...hit.node } })),
      pageInfo: { hasNextPage: false, endCursor: null },
      totalCount: { value: hits.length, relation: 'EXACT' },
      facets: { sources: [], languages: [], topics: [], dates: [] },
      ...changes,
    },
    suggest: [],
    app,
  };
}

export function sourceAnswer(changes: Partial<Publishing> = {}): SourcePageQuery & { readonly source: Publishing } {
  return { source: { ...publishing, ...changes }, app };
}

export function storyAnswer(changes: Partial<StoryCluster> = {}): StoryPageQuery & { readonly story: StoryCluster } {
  return { story: { ...cluster, ...changes }, app };
}

export function comment(id: string, changes: Partial<Thread> = {}): Thread {
  return {
    id: `com_${id}`,
    depth: 0,
    isDeleted: false,
    body: 'تعليق',
    language: 'ar',
    direction: 'RTL',
    createdAt: '2026-11-20T10:00:00Z',
    createdAtRelative: 'منذ 4 أيام',
    replyCount: 0,
    author: { name: 'ليلى' },
    replies: { nodes: [] },
    ...changes,
  };
}

const source = {
  id: 'src_1',
  slug: 'afaq',
  name: 'آفاق رقمية',
  homepage: 'https://afaq.example/',
  country: 'AE',
  language: 'ar',
  icon: { url: '/media/icons/afaq.svg', width: 64, height: 64, alt: 'شعار' },
};

const provenance = { method: 'EXTRACTIVE', model: 'lexrank', version: '1', generatedAt: '2026-11-20T10:00:00Z' } as const;
const disclosure = { label: 'ملخص آلي', digitalSourceType: 'https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia' };

const app: NonNullable<ArticlePageQuery['app']> = {
  name: 'نيوزغراف',
  stores: [
    { platform: 'IOS', url: 'https://apps.example/ios', label: 'App Store' },
    { platform: 'ANDROID', url: '/apps/android', label: 'أندرويد' },
    { platform: 'WEB', url: '/', label: 'اقرأ في المتصفح' },
  ],
  aiPromo: { title: 'جرّب ميزات الذكاء الاصطناعي', description: 'ملخصات ونقاط رئيسة.' },
};

const article: Article = {
  id: 'art_1',
  title: 'باحثة ترفض عرض «كيستارا»',
  standfirst: 'جواب من سطر واحد.',
  byline: 'هالة الكرمي',
  url: 'https://afaq.example/1',
  language: 'ar',
  direction: 'RTL',
  publishedAt: '2026-11-19T08:00:00Z',
  publishedAtRelative: 'منذ 5 أيام',
  wordCount: 400,
  section: 'تقنية',
  tags: ['ذكاء اصطناعي'],
  image: { url: '/media/articles/lattice.svg', width: 1200, height: 675, alt: 'شبكة', credit: 'رسم: آفاق' },
  source,
  outline: [
    { level: 2, text: 'العرض', anchor: 'العرض' },
    { level: 2, text: 'الرفض', anchor: 'الرفض' },
    { level: 3, text: 'الأثر', anchor: 'الأثر' },
  ],
  blocks: [
    { __typename: 'Paragraph', text: 'وصلت الرسالة مساء الخميس.' },
    { __typename: 'Heading', level: 2, text: 'العرض', anchor: 'العرض' },
    { __typename: 'Quote', text: 'لم أسمع بمبلغ كهذا.', attribution: 'سامر' },
    { __typename: 'Heading', level: 2, text: 'الرفض', anchor: 'الرفض' },
    { __typename: 'List', ordered: false, items: ['حرية النشر', 'الفريق'] },
    { __typename: 'Heading', level: 3, text: 'الأثر', anchor: 'الأثر' },
    { __typename: 'List', ordered: true, items: ['أولًا'] },
    {
      __typename: 'ImageBlock',
      caption: 'المختبر',
      image: { url: 'https://cdn.example/lab.jpg', width: 800, height: 600, alt: 'مختبر', credit: 'تصوير: نور' },
    },
  ],
  quality: { flags: [] },
  ai: {
    status: 'READY',
    readingTime: { seconds: 120, label: 'دقيقتا قراءة' },
    summary: {
      text: 'وصلت الرسالة مساء الخميس.',
      sentences: [{ text: 'وصلت الرسالة مساء الخميس.', citation: { block: 0, start: 0, end: 25 } }],
      provenance,
      disclosure,
    },
    keyPoints: [{ text: 'العرض كبير.', citation: { block: 1, start: 0, end: 5 } }],
    keywords: [{ text: 'كيستارا', score: 3 }],
    entities: [{ name: 'كيستارا', type: 'ORGANISATION' }],
    topics: [{ code: '13000000', label: 'علوم وتقنية' }],
    sentiment: { label: 'MIXED', score: 0.1, confidence: 0.42 },
  },
  story: { id: 'sty_1', size: 4 },
  commenting: { state: 'OPEN', emptyMessage: 'لا توجد تعليقات بعد… كن أول من يعلّق.' },
  commentCount: 0,
  comments: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } },
  related: [
    {
      score: 0.3,
      reasons: ['SIMILAR_TEXT'],
      article: {
        id: 'art_2',
        title: 'مختبر صغير يكبر',
        language: 'ar',
        direction: 'RTL',
        excerpt: 'مقتطف من الخبر…',
        publishedAt: '2026-11-23T08:00:00Z',
        publishedAtRelative: 'منذ يوم',
        tags: ['بحث علمي'],
        source: { id: 'src_1', slug: 'afaq', name: 'آفاق رقمية', icon: source.icon },
      },
    },
  ],
};

const story: Story = {
  id: 'art_0',
  title: 'خبر',
  standfirst: null,
  excerpt: 'مقتطف…',
  language: 'ar',
  direction: 'RTL',
  publishedAt: '2026-11-24T07:00:00Z',
  publishedAtRelative: 'منذ ساعة',
  section: null,
  tags: [],
  image: { url: '/media/articles/lattice.svg', width: 1200, height: 675, alt: 'شبكة' },
  source,
  commentCount: 0,
  ai: { status: 'READY', readingTime: { label: 'دقيقة قراءة' }, summary: { text: 'ملخص الخبر.' } },
};

const found: Hit = {
  cursor: 'c0',
  score: 2,
  highlights: [],
  node: {
    id: 'art_0',
    title: 'شركات تبيع المياه',
    standfirst: null,
    excerpt: 'مقتطف…',
    language: 'ar',
    direction: 'RTL',
    publishedAt: '2026-11-24T07:00:00Z',
    publishedAtRelative: 'منذ ساعة',
    image: null,
    source,
    commentCount: 2,
  },
};

const publishing: Publishing = {
  id: 'src_1',
  slug: 'afaq',
  name: 'آفاق رقمية',
  description: 'أخبار التقنية من أبوظبي.',
  homepage: 'https://afaq.example/',
  country: 'AE',
  language: 'ar',
  direction: 'RTL',
  icon: source.icon,
  feeds: [
    {
      id: 'fee_1',
      url: 'https://afaq.example/rss.xml',
      kind: 'RSS',
      state: 'ACTIVE',
      lastSuccessAt: '2026-11-24T07:05:00Z',
      nextFetchAt: '2026-11-24T07:20:00Z',
      consecutiveFailures: 0,
      lastStatus: 200,
      lastError: null,
    },
  ],
  articles: {
    nodes: ['art_1', 'art_2'].map((id) => {
      const { source: _source, ...rest } = story;
      return { ...rest, id };
    }),
    pageInfo: { hasNextPage: false, endCursor: null },
    totalCount: 2,
  },
};

const report = {
  id: 'art_9',
  title: 'الجسر يُغلق ليلًا',
  standfirst: null,
  excerpt: 'مقتطف…',
  language: 'ar',
  direction: 'RTL',
  publishedAt: '2026-11-23T08:00:00Z',
  publishedAtRelative: 'منذ يوم',
  image: null,
  source,
} as const;

const cluster: StoryCluster = {
  id: 'sty_1',
  title: 'إغلاق الجسر',
  language: 'ar',
  direction: 'RTL',
  size: 3,
  sourceCount: 2,
  firstPublishedAt: '2026-11-21T08:00:00Z',
  lastPublishedAt: '2026-11-23T08:00:00Z',
  keywords: ['الجسر', 'مرور'],
  topics: [{ code: '04000000', label: 'مرور' }],
  articles: {
    nodes: [
      report,
      null,
      {
        ...report,
        id: 'art_8',
        title: 'Bridge closed',
        language: 'en',
        direction: 'LTR',
        publishedAt: '2026-11-21T08:00:00Z',
        source: null,
      },
    ],
    pageInfo: { hasNextPage: false, endCursor: null },
  },
};
