/** The operations that GraphiQL opens with: the very files the apps use, so they never drift, each explained in Arabic and English. */
import type { FoundArticles } from './endpoint.ts';
import articlePage from '../../schema/operations/article-page.graphql?raw';
import commentCreate from '../../schema/operations/comment-create.graphql?raw';
import homeFeed from '../../schema/operations/home-feed.graphql?raw';
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
    tab(ARTICLE_PAGE_ARABIC, articlePage, { id: arabic, locale: 'ar' }),
    tab(ARTICLE_PAGE_ENGLISH, articlePage, { id: english, locale: 'en' }),
    tab(HOME_FEED, homeFeed, { first: 10, filter: { languages: { in: ['ar'] } }, locale: 'ar' }),
    tab(THREAD, thread, { articleId: arabic, first: 20, locale: 'ar' }),
    tab(COMMENT_CREATE, commentCreate, {
      input: { articleId: arabic, body: 'مقال مفيد، شكرًا لكم.', idempotencyKey: crypto.randomUUID() },
    }),
  ];
}

const NO_ARTICLE = 'art_';

const ARTICLE_PAGE_ARABIC = `
صفحة مقال كاملة من طلب واحد: العنوان والناشر والنص والملخص والتعليقات والأخبار ذات الصلة.
اضغط زر التشغيل (أو Ctrl+Enter)، ثم غيّر المتغيرات في الأسفل.

A whole article page from one request: headline, publisher, body, summary, comments, related stories.
Press the run button (or Ctrl+Enter), then change the variables below.
`;

const ARTICLE_PAGE_ENGLISH = `
The same operation for an English article: what the server words (times, labels) follows $locale, what was written stays as written.

العملية نفسها لمقال إنجليزي: ما يصوغه الخادم (الأوقات والتسميات) يتبع ‎$locale، وما كُتب يبقى كما كُتب.
`;

const HOME_FEED = `
الصفحة الأولى: أحدث الأخبار بالعربية. للصفحة التالية ضع قيمة endCursor في المتغير after.

The home page: the newest stories in Arabic. For the next page put endCursor into the variable after.
`;

const THREAD = `
تعليقات مقال واحد مع ردودها، بترقيم وترتيب. viewerCan يتبع صاحب الرمز.

The comments of one article with replies, paged and ordered. viewerCan depends on whose token it is.
`;

const COMMENT_CREATE = `
كتابة تعليق. تحتاج إلى رمز: نفّذ ‎npm run -s newsgraph -- token --role READER‎ وضعه في الحقل في الأعلى.
إعادة الإرسال بالمفتاح idempotencyKey نفسه لا تكتب تعليقًا ثانيًا. أخطاء المستخدم تعود في errors داخل الجواب.

Write a comment. It needs a token: run  npm run -s newsgraph -- token --role READER  and paste it into the field above.
Sending again with the same idempotencyKey writes no second comment. A user's mistakes come back in the payload's errors.
`;

const FOREIGN_GRAPH = `
هذه البوابة تخدم مخططًا آخر. الوثائق على الجانب تشرح ما فيه.

This gateway serves another graph. The docs beside this editor explain what is in it.
`;

function tab(explanation: string, operation: string, variables: object): ReadyMadeTab {
  const comment = explanation.trim().split('\n').map((line) => `# ${line}`.trimEnd());
  return { query: `${comment.join('\n')}\n\n${operation}`, variables: JSON.stringify(variables, null, 2) };
}
