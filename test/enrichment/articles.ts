/** Articles written for these tests: two that tell of one subject and one that does not, in Arabic and in English. */
import type { Block } from '../../src/data/articles/article.record.ts';
import type { ArticleText } from '../../src/enrichment/engine/article-text.ts';

const paragraph = (text: string): Block => ({ kind: 'PARAGRAPH', text });
const heading = (text: string): Block => ({ kind: 'HEADING', level: 2, text });
const list = (...items: string[]): Block => ({ kind: 'LIST', ordered: false, items });
const PUBLISHED = Date.UTC(2026, 10, 24, 8);

const picture: Block = {
  kind: 'IMAGE',
  image: { url: '/media/a.svg', width: null, height: null, alt: 'قاعة الخوادم في المبنى الجديد', credit: null },
  caption: 'قاعة الخوادم في المبنى الجديد.',
};

/** Headings, a question, a list, quotes, decimals, ellipses, Latin names. */
export const offer: ArticleText = {
  articleId: 'art_offer',
  publishedAt: PUBLISHED,
  title: 'مهندسة ترفض 1.4 مليار دولار من شركة «سيرا» للذكاء الاصطناعي',
  standfirst: null,
  language: 'ar',
  section: 'تقنية',
  tags: ['الذكاء الاصطناعي'],
  blocks: [
    paragraph(
      'رفضت المهندسة نور الحداد عرضًا بقيمة 1.4 مليار دولار من شركة «سيرا» Sira مقابل الانضمام إلى فريقها لأبحاث الذكاء الاصطناعي مدة خمس سنوات. المفاجأة؟ كان ردها كلمة واحدة.',
    ),
    picture,
    paragraph(
      'وقال مدير المختبر د. سامي العلي: «لم نرَ رقمًا كهذا من قبل... ومع ذلك بقيت معنا.» وأضاف أن قيمة العرض تفوق ميزانية الجامعة كلها، مشيرًا إلى أن شركات أخرى اتصلت بالمختبر في الأسبوع نفسه.',
    ),
    heading('لماذا رفضت؟'),
    paragraph(
      'تخوض شركات الذكاء الاصطناعي سباقًا على عدد قليل من الخبراء، وتبني لهم مراكز بيانات تستهلك من الكهرباء ما تستهلكه مدينة كاملة.',
    ),
    list(
      'الاستقلال: تفضل الحداد نشر أبحاثها مفتوحة للجميع بلا إذن من شركة.',
      'القلق الأخلاقي: تخشى المهندسة أن تُستعمل نماذج الذكاء الاصطناعي في المراقبة.',
      'الأثر: ترى أن التعليم في الجامعة يترك أثرًا أطول من راتب كبير.',
    ),
    heading('ماذا بعد؟'),
    paragraph(
      'كما أعلنت الجامعة صندوقًا جديدًا لدعم أبحاث الذكاء الاصطناعي قيمته 20 مليون دولار، وهو مبلغ صغير بمقاييس الشركات. ويتوقع خبراء أن ترتفع عروض الشركات في العام المقبل.',
    ),
    paragraph('وهذا ليس كل شيء.'),
  ],
};

/** Tells of the same subject as `offer`. */
export const dataCentre: ArticleText = {
  articleId: 'art_centre',
  publishedAt: PUBLISHED,
  title: 'شركة «سيرا» تبني مركز بيانات للذكاء الاصطناعي في الشمال',
  standfirst: 'الكلفة ثمانية مليارات دولار، والكهرباء من السدود.',
  language: 'ar',
  section: 'تقنية',
  tags: ['مراكز البيانات'],
  blocks: [
    paragraph(
      'أعلنت شركة «سيرا» أنها ستبني مركز بيانات للذكاء الاصطناعي قرب السد الشمالي، بكلفة ثمانية مليارات دولار. وسيعمل المركز بالطاقة الكهرومائية وحدها.',
    ),
    paragraph(
      'ويأتي المشروع فيما تتنافس شركات الذكاء الاصطناعي على الخبراء وعلى الكهرباء معًا. وقالت الشركة إن المركز سيضم مئة ألف معالج، وإن جزءًا من قدرته سيخصص للجامعات والباحثين.',
    ),
    paragraph('وتخشى البلدية أن يستهلك مركز البيانات مياه المدينة في الصيف، بينما تؤكد الشركة أن التبريد يجري في دائرة مغلقة.'),
  ],
};

export const match: ArticleText = {
  articleId: 'art_match',
  publishedAt: PUBLISHED,
  title: 'النورس يفوز على الهضبة ويتأهل إلى نهائي كأس اليد',
  standfirst: null,
  language: 'ar',
  section: 'رياضة',
  tags: [],
  blocks: [
    paragraph(
      'فاز فريق النورس على ضيفه الهضبة بثلاثين هدفًا مقابل سبعة وعشرين، في مباراة رائعة شهدها سبعة آلاف متفرج، فتأهل إلى المباراة النهائية لكأس كرة اليد.',
    ),
    paragraph('وسجل القائد بلال الشريف أحد عشر هدفًا، وتألق الحارس في الدقائق الأخيرة. وعبّر المدرب عن سعادته بالانتصار، وأشاد بحماسة الجمهور.'),
    paragraph('ويلتقي النورس في النهائي فريق الميناء الذي نجح في إقصاء حامل اللقب.'),
  ],
};

export const flood: ArticleText = {
  articleId: 'art_flood',
  publishedAt: PUBLISHED,
  title: 'مقتل ستة وإصابة العشرات في انهيار سد ترابي',
  standfirst: null,
  language: 'ar',
  section: 'حوادث',
  tags: [],
  blocks: [
    paragraph(
      'قُتل ستة أشخاص وأصيب أربعون بجروح في انهيار سد ترابي بعد عاصفة عنيفة ضربت القرى الجبلية فجر اليوم. ودمرت المياه عشرات المنازل، وتضررت الطرق المؤدية إلى المنطقة.',
    ),
    paragraph(
      'وحذر الدفاع المدني من خطر فيضانات جديدة، فيما اتهم سكان غاضبون البلدية بالإهمال والفساد. وقالت ممرضة إن المستشفى يعاني نقصًا في الدم، وإن حالة بعض المصابين خطيرة.',
    ),
  ],
};

/** English, with abbreviations, a heading and a list. */
export const tram: ArticleText = {
  articleId: 'art_tram',
  publishedAt: PUBLISHED,
  title: 'Harbour city brings back its trams after forty years',
  standfirst: 'The first line opens on Monday; two more are planned.',
  language: 'en',
  section: 'Transport',
  tags: ['trams', 'public transport'],
  blocks: [
    paragraph(
      'The harbour city of Oldmouth will open a new tram line on Monday, forty years after the last tram left its depot. The line links the railway station with the university and the fish market, and cost $310.5 million.',
    ),
    paragraph(
      'Mr. J. K. Lowe, who runs the tram company, said ticket sales had passed all forecasts. "We expected four thousand passes. We have sold eleven thousand," he said.',
    ),
    heading('What changes for passengers?'),
    list(
      'Trams run every six minutes until midnight.',
      'A single ticket is valid on trams, buses and the harbour ferry for ninety minutes.',
      'Bicycles travel free outside the rush hour.',
    ),
    paragraph(
      'Meanwhile, shopkeepers on Market Street worry that the works, which are to begin in spring, will keep customers away. Is it worth it? The council promises compensation and says that shops along tram lines in other cities gained customers within a year.',
    ),
    paragraph('Two more tram lines are planned, although their funding is not secured.'),
  ],
};

export const busTicket: ArticleText = {
  articleId: 'art_bus',
  publishedAt: PUBLISHED,
  title: 'Oldmouth council merges bus and tram tickets',
  standfirst: null,
  language: 'en',
  section: 'Transport',
  tags: [],
  blocks: [
    paragraph('Passengers in Oldmouth will need only one ticket for trams, buses and the harbour ferry, the council decided on Thursday.'),
    paragraph(
      'The tram company and the bus operator will share the income by passenger numbers. The new ticket is sold at every tram stop and in the railway station.',
    ),
  ],
};

export const orchard: ArticleText = {
  articleId: 'art_orchard',
  publishedAt: PUBLISHED,
  title: 'Late frost threatens the apple harvest',
  standfirst: null,
  language: 'en',
  section: 'Farming',
  tags: [],
  blocks: [
    paragraph(
      'Growers fear for their apple blossom after three nights of severe frost. Losses may reach forty per cent in low valleys, an adviser warned.',
    ),
    paragraph(
      'Farmers lit candles between the trees, but wind blew most of the warmth away. Damaged buds turn brown within a day, and there is no remedy.',
    ),
  ],
};

export const ALL: readonly ArticleText[] = [offer, dataCentre, match, flood, tram, busTicket, orchard];
