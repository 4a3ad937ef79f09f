/** Words that carry grammar rather than content, Arabic and English; lists of our own. */
import { fold, foldKeepingMaqsura } from './fold.ts';
import { primaryLanguage } from './locale.ts';

/**
 * Whether a word is a stop word of the language. Latin words in Arabic texts are asked of the English list.
 * @param word as written (any spelling that folds to it), or folded with `foldKeepingMaqsura`; ى must not have been lost: «على» is one, «علي» is a name
 */
export function isStopWord(word: string, language: string): boolean {
  const folded = foldKeepingMaqsura(word);
  if (ARABIC_LETTER.test(folded))
    return primaryLanguage(language) !== 'fa' && primaryLanguage(language) !== 'ur' && isArabicStopWord(folded);
  return ENGLISH.has(folded);
}

const ARABIC_LETTER = /[\u0621-\u064A]/;

function isArabicStopWord(folded: string): boolean {
  if (ARABIC.has(folded)) return true;
  // «وفي», «فإن»: a conjunction before a stop word makes no content.
  return folded.length > 2 && (folded[0] === 'و' || folded[0] === 'ف') && ARABIC.has(folded.slice(1));
}

/** Prepositions and particles that take pronouns: the form before a pronoun, folded. */
const ARABIC_WITH_PRONOUNS =
  'في من عن علي الي مع ل ب ك ان لان بان كان ليت لكن لعل بين عند لدي حول بعد قبل خلال ضد نحو دون منذ فوق تحت امام وراء خلف كل بعض جميع نفس غير مثل احد احدي كلا ازاء تجاه عبر ضمن وفق حسب اثر بعيد بعيدا لولا سوي معظم اغلب'.split(
    ' ',
  );
const ARABIC_PRONOUNS = ['ه', 'ها', 'هم', 'هن', 'هما', 'ك', 'كم', 'نا', 'ي', 'ني'];

const ARABIC_PARTICLES = `
  في من عن على إلى مع ب ل ك و ف أن إن لأن بأن كأن لكن لكنما ليت لعل بين بينما عند عندما لدى حول بعد بعدما قبل قبيل قبلما بعيد خلال ضد نحو دون منذ مذ فوق تحت أمام وراء خلف حتى سوى خلا عدا حاشا
  كل بعض جميع كافة عامة نفس ذات غير مثل مثلما أحد إحدى كلا كلتا كلما أي أية أيا أيضا أيضاً إزاء تجاه عبر ضمن وفق وفقا حسب حسبما بحسب إثر جراء بسبب نتيجة بشأن بخصوص بالنسبة ضد
  هو هي هم هن هما أنت أنتم أنا نحن هذا هذه هذان هذين هاتان هاتين هؤلاء ذلك تلك ذاك أولئك هنا هناك هنالك الذي التي الذين اللذان اللذين اللتان اللتين اللاتي اللواتي من ما ماذا لماذا لم لما لن لا ليس ليست ليسوا لست
  متى أين كيف كم هل أو أم إما ثم إذ إذا إذن إذاً لو لولا لوما كي لكي قد لقد سوف قط ربما إنما فإنما كما كيما بل بلى نعم كلا إلا ألا أما أن
  كان كانت كانوا كنا كنت يكون تكون يكونون نكون أكون ليكون سيكون ستكون كونه كونها كون أصبح أصبحت يصبح تصبح أضحى ظل ظلت يظل تظل بات باتت يبات صار صارت ما زال مازال زال زالت لازال تزال يزال عاد مادام دام لايزال
  يمكن يمكنها يمكنه تمكن يجب ينبغي لابد بد قد تم يتم تمت ستتم سيتم جرى يجري تجري جرت
  جدا جداً فقط معا معاً حاليا حالياً أيضا كذلك هكذا لذلك لذا بذلك وذلك منها منهم حيث حيثما حين حينما حينها عندئذ آنذاك بينها فيما فيها كثيرا كثيراً قليلا قليلاً أكثر أقل أكبر أول أولى ثان ثاني ثانية ثالث آخر أخرى آخرين أخيرا مؤخرا سابقا لاحقا
  وقت يوم أمس اليوم غدا غداً الآن بعد قبل مرة مرات عدة عدد عديد العديد كثير الكثير بضع بضعة نحو حوالي تقريبا نصف عام عاما عامين سنة سنوات شهر أشهر أسبوع يومين أيام ساعة ساعات
  واحد واحدة اثنان اثنين اثنتين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشرة عشر عشرين ثلاثين مئة مئات ألف آلاف مليون مليونا مليونين ملايين مليار ملياري مليارات بالمئة بالمائة المئة المائة
  الأول الأولى الثاني الثانية الثالث الثالثة الأخير الأخيرة الماضي الماضية المقبل المقبلة القادم القادمة الجاري الحالي الحالية السابق السابقة التالي التالية نفسه نفسها ذاته ذاتها
  إن إنه إنها إنهم أنه أنها أنهم له لها لهم لنا لي لك به بها بهم بنا فيه منه منها عنه عنها عليه عليها عليهم إليه إليها إليهم معه معها معهم لديه لديها لديهم بينهم بينها بعضها بعضهم كلها كلهم جميعا
  داخل خارج أجل لأجل بالتالي وبالتالي بما بذلك لهذا لهذه بهذا بهذه كهذا مما ممن فمن باسم بكل لكل بأي لأي إياه مجرد طبعا دائما أبدا غالبا عادة فورا مباشرة حتما إطلاقا
  الأحد الإثنين الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت البارحة مساء صباح صباحا مساءا ظهر ظهرا فجر ليلا نهارا الساعة الأسبوع الشهر السنة الأيام أيام يوما شهرا أسبوعا يوميا سنويا شهريا أسبوعيا
  يناير فبراير مارس أبريل إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر محرم صفر شوال رجب شعبان رمضان
  أي الى اللى إلي انه شيء شيئا أشياء حال حالة إطار شكل بشكل بصورة طريق سبيل جانب ناحية جهة صدد خصوص شأن مدى عدم بدون سيما لاسيما ولاسيما خاصة خصوصا خصوصاً فضلا رغم برغم الرغم بالرغم مقابل بدلا بدءا سواء إضافة بالإضافة علاوة
`;

const ARABIC = new Set([
  ...ARABIC_PARTICLES.trim().split(/\s+/).map(foldKeepingMaqsura),
  ...ARABIC_WITH_PRONOUNS.flatMap((stem) => ARABIC_PRONOUNS.map((pronoun) => fold(stem + pronoun))),
]);
// Made by joining, but words or names of their own.
for (const word of ['كلي', 'بي', 'بك', 'مثلي', 'ضمني', 'بعيدي', 'عنك', 'حولي', 'كاني']) ARABIC.delete(word);

const ENGLISH = new Set(
  `a about above after again against all almost alone along already also although always am among an and another any anyone anything are around as at away back be became because become been before behind being
  below between both but by came can cannot could did do does doing done down during each either else enough even ever every few first for from further get gets getting give given gives go goes going gone got had has
  have having he her here hers herself him himself his how however i if in indeed instead into is it its itself just keep kept last later least less let like likely made make makes making many may maybe me might mine
  more most much must my myself near nearly need neither never next no nobody none nor not nothing now of off often on once one only onto or other others otherwise our ours out over own per perhaps put quite rather
  really recent recently s same see seem seen several shall she should since so some someone something sometimes soon still such t take taken than that the their theirs them themselves then there thereby therefore these they
  thing things this those though three through throughout thus to today together told tomorrow too took toward towards two under until up upon us use used using very via was way we week weeks well went were what whatever
  when where whether which while who whole whom whose why will with within without would year years yesterday yet you your yours day days month months hour hours time times four five six seven eight nine ten eleven twelve thirteen fifteen twenty thirty forty fifty sixty seventy eighty ninety dozen hundred
  thousand million billion percent cent mr mrs ms dr don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't shouldn't hasn't haven't hadn't it's that's there's he's she's they're we're you're i'm
  i've we've they've you've who's what's let's re ve ll d m monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december
  around across amid despite including according`.split(/\s+/),
);
