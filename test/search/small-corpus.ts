/** A few articles of our own writing, and what a search among them must find. Made so that each query has its traps beside it. */
import { draftOf } from '../contract/drafts.ts';
import type { ArticleDraft } from '../../src/data/articles/article.record.ts';

type Name = keyof typeof TEXTS;

const TEXTS = {
  startups: ['الشركات الناشئة توسع أعمالها', 'تقول شركة محلية تعمل في الدفع إن نموها مستمر.'],
  airlines: ['شركات الطيران ترفع أسعار التذاكر', 'يتوقع المسافرون صيفًا مزدحمًا في المطارات.'],
  partners: ['شركاء الحكم يتفقون على برنامج مشترك', 'وقّع قادة الأحزاب الثلاثة الوثيقة مساءً.'],
  ali: ['علي بابا تفتتح مركز بيانات', 'يقع المركز قرب الميناء ويعمل بالطاقة النظيفة.'],
  school: ['مدرسة القرية تستقبل طلابها', 'عاد التلاميذ بعد العطلة إلى مقاعدهم.'],
  hospital: ['مستشفى المدينة يفتتح قسمًا للطوارئ', 'يضم القسم أربعين سريرًا.'],
  newsroom: ['الذكاء الاصطناعي يدخل غرف الأخبار', 'يكتب البرنامج ملخصات قصيرة، ويراجعها محرر.'],
  openai: ['OpenAI تعلن عن نموذج جديد', 'تقول الشركة إن نموذجها يجيب بالذكاء الاصطناعي أسرع من سابقه.'],
  quake: ['زلزال يضرب الساحل', 'بلغت قوة الهزة ٥٫٧ درجات، ولم تقع إصابات.'],
  earthquake: ['Earthquake shakes the coast', 'Seismologists measured several aftershocks during the night.'],
  derby: ['الهلال يفوز في مباراة القمة', 'سجل المهاجم هدفين في الشوط الثاني.'],
  crescent: ['الهلال الأحمر ينقل المصابين', 'وصلت سيارات الإسعاف خلال دقائق.'],
  worldCup: ['قرعة كأس العالم ٢٠٢٢', 'تستعد الملاعب لاستقبال المنتخبات.'],
  declaration: ['إعلان القاهرة يعزز التعاون', 'رحبت العواصم العربية بالوثيقة.'],
  race: ['إعلان نتائج سباق الدراجات', 'جرى السباق في شوارع القاهرة القديمة.'],
  abdullah: ['عبدالله بن ناصر يرأس الاتحاد', 'انتخبته الجمعية العمومية بالإجماع.'],
  bees: ['يوم النحّال في الجبل', 'عرض النحالون أنواعًا من العسل.'],
} satisfies Record<string, readonly [title: string, text: string]>;

export interface SmallQuery {
  readonly query: string;
  /** All that must be found. */
  readonly finds: readonly Name[];
  /** What may be found behind them: it has some of the words. Nothing else may. */
  readonly fillsUpWith?: readonly Name[];
  /** Found first, where one spelling is nearer than the others. */
  readonly first?: Name;
}

export const SMALL_QUERIES: readonly SmallQuery[] = [
  { query: 'والشركات', finds: ['startups', 'airlines', 'openai'] },
  { query: 'للنحالين', finds: ['bees'] },
  { query: 'بالذكاء', finds: ['newsroom', 'openai'] },
  { query: 'مَدْرَسَةُ', finds: ['school'] },
  { query: 'مدرســـه', finds: ['school'] },
  { query: 'مستشفي', finds: ['hospital'] },
  { query: 'ﺯﻟﺰﺍﻝ', finds: ['quake'] },
  { query: 'كاس العالم 2022', finds: ['worldCup'] },
  { query: '5.7', finds: ['quake'] },
  { query: '"إعلان القاهرة"', finds: ['declaration'] },
  { query: 'إعلان القاهرة', finds: ['declaration', 'race'], first: 'declaration' },
  { query: 'الهلال -الأحمر', finds: ['derby'] },
  { query: 'openai', finds: ['openai'] },
  { query: 'OpenAI الذكاء', finds: ['openai'], fillsUpWith: ['newsroom'] },
  { query: 'earthquakes', finds: ['earthquake'] },
  { query: 'عبد الله بن ناصر', finds: ['abdullah'] },
  { query: 'متى يفوز الهلال؟', finds: ['derby'], fillsUpWith: ['crescent'] },
];

export function smallCorpus(): readonly ArticleDraft[] {
  return Object.entries(TEXTS).map(([name, [title, text]], n) =>
    draftOf(n, {
      title,
      lead: text,
      language: name === 'earthquake' ? 'en' : 'ar',
      direction: name === 'earthquake' ? 'LTR' : 'RTL',
      body: { blocks: [{ kind: 'PARAGRAPH', text }], text },
    }),
  );
}

/** Which text an article of the corpus was made of. */
export function nameOf(articleId: string): string {
  const index = smallCorpus().findIndex(({ id }) => id === articleId);
  return Object.keys(TEXTS)[index] ?? articleId;
}
