/** The operations that GraphiQL opens with: the very files the apps use, so they never drift, each explained in Arabic and English. */
import type { FoundArticles } from './endpoint.ts';
import articlePage from '../../schema/operations/article-page.graphql?raw';
import commentCreate from '../../schema/operations/comment-create.graphql?raw';
import homeFeed from '../../schema/operations/home-feed.graphql?raw';
import search from '../../schema/operations/search.graphql?raw';
import thread from '../../schema/operations/thread.graphql?raw';

export interface ReadyMadeTab {
  readonly query: string;
  readonly variables: string;
}

/** @param articles null where the endpoint serves another graph: then there is one tab that says so */
export function readyMadeTabs(articles: FoundArticles | null): ReadyMadeTab[] {
  if (articles === null) return [tab(FOREIGN_GRAPH, '{\n  __typename\n}\n', {})];
  const arabic = articles.ar ?? articles.en ?? NO_ARTICLE;
  const english = articles.en ?? articles.ar ?? NO_ARTICLE;
  return [
    tab(ARTICLE_PAGE_ARABIC, articlePage, { id: arabic, locale: 'ar', comments: 20, replies: 20, related: 4 }),
    tab(ARTICLE_PAGE_ENGLISH, articlePage.replace('query ArticlePage(', 'query ArticlePageEnglish('), {
      id: english,
      locale: 'en',
      comments: 20,
      replies: 20,
      related: 4,
    }),
    tab(HOME_FEED, homeFeed, { first: 10, filter: { languages: { in: ['ar'] } }, locale: 'ar' }),
    tab(SEARCH, search, { query: 'الذكاء الاصطناعي', first: 10, locale: 'ar' }),
    tab(THREAD, thread, { articleId: arabic, first: 20, orderBy: 'NEWEST', replies: 20, locale: 'ar' }),
    tab(COMMENT_CREATE, commentCreate, {
      input: { articleId: arabic, body: 'مقال مفيد، شكرًا لكم.', idempotencyKey: crypto.randomUUID() },
    }),
  ];
}

const NO_ARTICLE = 'art_';

// Short lines: the editor does not wrap, and an Arabic line shows its end first. No full stop behind Arabic: it would stand at the line's wrong end.
const ARTICLE_PAGE_ARABIC = `
صفحة مقال كاملة من طلب واحد
اضغط زر التشغيل، ثم غيّر المتغيرات

A whole article page from one request.
Press the run button (Ctrl+Enter),
then change the variables below.
`;

const ARTICLE_PAGE_ENGLISH = `
العملية نفسها لمقال إنجليزي
ما يصوغه الخادم يتبع locale
وما كُتب يبقى كما كُتب

The same for an English article.
What the server words (times, labels)
follows $locale; what was written stays.
`;

const HOME_FEED = `
الصفحة الأولى: أحدث الأخبار
للصفحة التالية ضع endCursor في after

The home page: the newest stories.
For the next page put endCursor
into the variable after.
`;

const SEARCH = `
البحث: المقالات ومواضع الكلمات فيها
العبارة بين علامتي تنصيص تُطلب كما هي

A search: hits, where the words stand
in them, and facets to narrow it down.
`;

const THREAD = `
تعليقات مقال واحد مع ردودها
حقول viewerCan تتبع صاحب الرمز

The comments of one article.
viewerCan depends on whose token it is.
`;

const COMMENT_CREATE = `
كتابة تعليق. تحتاج إلى رمز في الأعلى
المفتاح نفسه لا يكتب تعليقًا ثانيًا
أخطاء المستخدم تعود في errors

Write a comment. It needs a token:
  npm run -s newsgraph -- token --role READER
The same idempotencyKey writes nothing twice.
A user's mistakes come back in errors.
`;

const FOREIGN_GRAPH = `
هذه البوابة تخدم مخططًا آخر
والوثائق على الجانب تشرحه

This gateway serves another graph.
The docs beside explain what is in it.
`;

function tab(explanation: string, operation: string, variables: object): ReadyMadeTab {
  const comment = explanation
    .trim()
    .split('\n')
    .map((line) => `# ${line}`.trimEnd());
  return { query: `${comment.join('\n')}\n\n${operation}`, variables: JSON.stringify(variables, null, 2) };
}
