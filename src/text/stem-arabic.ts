/**
 * A light stemmer for Arabic of our own, after the idea of L. S. Larkey, L. Ballesteros and M. E. Connell, "Light Stemming for Arabic Information
 * Retrieval" (2007): take off the conjunction, the article with its prepositions, then endings of number, gender, possession and relation; leave the root and its
 * pattern alone. «والشركات», «الشركات», «شركات», «شركة», «شركتها» → شرك. Broken plurals stay apart (شركاء).
 *
 * One-letter prefixes are taken off only where the word cannot begin with them: و before three letters and no root in و (وزير stays), ب ك ف only with
 * the article, ل in «لل». A bare ب or ل is a root letter too often (بنك, لبنان).
 */

/**
 * @param word folded by `foldKeepingMaqsura`: ة is ه, hamza carriers are bare, ى still stands
 * @returns two letters at least; function words in ى («على») are returned as they are, so that they stay apart from names («علي»). Idempotent: steps are
 * repeated until none applies.
 */
export function stemArabic(word: string): string {
  if (MAQSURA_PARTICLES.has(word)) return word;
  let stem = word.replaceAll('ى', 'ي');
  for (;;) {
    // All prefixes go before the first ending is looked at: what must stay is counted without them.
    for (let bare = withoutPrefix(stem); bare !== stem; bare = withoutPrefix(stem)) stem = bare;
    const next = withoutSuffix(stem);
    if (next === stem) return stem;
    stem = next;
  }
}

const MAQSURA_PARTICLES = new Set(['على', 'الى', 'حتى', 'متى', 'لدى', 'سوى', 'وعلى', 'والى', 'وحتى', 'ولدى', 'فعلى']);

/**
 * Whether the first letter is the conjunction و before a word of its own, and no root letter: «وقال», not «وقت».
 * @param word folded by `foldKeepingMaqsura`
 */
export function beginsWithConjunction(word: string): boolean {
  return word[0] === 'و' && word.length >= 4 && !KEPT_WHOLE.has(word) && !hasRoot(word, WAW_ROOTS);
}

/** Whether the word's own first letter is the second ل: «للجنة» is لجنة with ل. */
export function isLamBeforeLam(word: string): boolean {
  return word.startsWith('لل') && hasRoot(word.slice(1), LAM_ROOTS);
}

function withoutPrefix(word: string): string {
  if (KEPT_WHOLE.has(word) || (word.endsWith('الله') && word[0] !== 'و')) return word;
  const length = word.length;
  if (beginsWithConjunction(word)) return word.slice(1);
  if (word.startsWith('ال') && length >= 4 && !hasRoot(word, AL_ROOTS)) return word.slice(2);
  if (isLamBeforeLam(word)) return word.slice(1);
  if (word.startsWith('لل') && length >= 5) return word.slice(2);
  if (word.startsWith('بال') || word.startsWith('كال') || word.startsWith('فال')) {
    const rest = word.slice(3);
    if ((length >= 6 && !hasRoot(word, AL_WITH_PREPOSITION_ROOTS)) || TWO_LETTER_NOUNS.has(rest)) return rest;
  }
  // No Arabic root begins with بم, few with لم: «بمدينة», «لمكافحة».
  if (length >= 5 && (word.startsWith('بم') || (word.startsWith('لم') && !hasRoot(word, LAM_MIM_ROOTS)))) return word.slice(1);
  return word;
}

function withoutSuffix(word: string): string {
  if (isWhole(word)) return word;
  for (const [suffix, shortest] of SUFFIXES) {
    if (word.length - suffix.length >= shortest && word.endsWith(suffix)) {
      const rest = word.slice(0, -suffix.length);
      // ولاية, نهائي: a ي after a long alef is the word's own.
      if (suffix[0] === 'ي' && rest.endsWith('ا')) continue;
      // Before a pronoun the ta marbuta opens: شركتها is شركة with ها.
      return POSSESSIVE.has(suffix) && rest.length >= 4 && rest.endsWith('ت') ? rest.slice(0, -1) : rest;
    }
  }
  return word;
}

/** Ending and the letters that must stay, longest first. */
const SUFFIXES: readonly [string, number][] = [
  ['تهما', 3],
  ['يتها', 3],
  ['يتهم', 3],
  ['هما', 3],
  ['تان', 3],
  ['تين', 3],
  ['يين', 3],
  ['يون', 3],
  ['اتي', 4],
  ['ها', 3],
  ['هم', 3],
  ['هن', 3],
  ['كم', 4],
  ['نا', 4],
  ['ات', 3],
  ['ون', 4],
  ['ين', 3],
  ['ان', 4],
  ['وا', 3],
  ['يه', 3],
  ['يا', 3],
  ['ه', 3],
  ['ي', 3],
  ['ت', 4],
  ['ا', 4],
];
const POSSESSIVE = new Set(['ها', 'هم', 'هن', 'هما', 'كم', 'نا', 'ه']);

/** A word of its own, or a name with «الله» (عبدالله). */
function isWhole(word: string): boolean {
  return KEPT_WHOLE.has(word) || word.endsWith('الله');
}

/** Whether the word is one of the roots with nothing or only an ending behind it: وقت and وقتها are وقت, وقتل is و and قتل. */
function hasRoot(word: string, roots: ReadonlySet<string>): boolean {
  for (let length = Math.min(word.length, LONGEST_ROOT); length >= 3; length--) {
    if (roots.has(word.slice(0, length)) && ENDINGS.has(word.slice(length))) return true;
  }
  return false;
}

const LONGEST_ROOT = 9;
const ENDINGS = new Set([
  '',
  ...'ه ها هم هن هما ات ون ين ان وا يه ي يا ا ت نا تا تين تان ته تي تها تهم اته اتها اتهم اتنا يين يون يتها يته ني نه نها ونه وها وه وهم تهما انه هما'.split(
    ' ',
  ),
]);

/** Words that look as if they carried a prefix or an ending, folded. */
const KEPT_WHOLE = new Set(
  `الله المان البرت الف الفا الفين الاف الان الات اليه اليات الياف الم الما الوان الحان الهه الهام القاب العاب الام الخ الي البوم الماس
  بحرين لبنان ايران عمان سودان يونان يابان برلمان رمضان سلطان انسان ميدان عدوان اردوغان شيشان
  حسين ياسين امين يمين يقين جنين حنين تامين تمكين تكوين تمويل تدوين تحسين تعيين تخزين تضمين تدشين تمرين
  قانون تلفزيون مليون كانون سجون ديون شوون عيون غضون هارون صهيون
  بيت وقت صوت موت انترنت كويت بيروت توقيت تثبيت سبت تشتيت
  كاليدون وطن وعد نبا سما هدايا قضايا ضحايا مزايا زوايا مرايا خلايا بقايا نوايا وصايا
  كيمياء فيزياء جغرافيا تكنولوجيا ايديولوجيا`.split(/\s+/),
);

/** Words whose و is a root letter, folded, without endings. */
const WAW_ROOTS = new Set(
  `وزار وزير وزرا وزراء وكال وكيل وكلا وكلاء والد واحد وحد وحدان وحيد وجه وجود وجد واجه واجب وجب وصل وصول وصف وضع وضوح واضح وضح وظيف وظايف وظف وعد وعود وعي وفد وفود وفاه وفا وفات وفي وفق وفير وفر وقت وقع وقوع
  وقف وقوف وقود وقاي وقايع وقي ولاد ولاي ولد وليد ولي ولاء وهم وهب وهاب ورش ورق ورد ورود ورث وراث وسط وسيط وسيل وسايل وسايط وسام وسع واسع وشيك واصل واقع وافق وافد واشنطن وارد وارسو واد وادي والي واعد واثق وثيق
  وثايق وثق وباء وباي وتر وتير وتيره وثب وحش وداع وديع ودي ورم وزن وزع وعر وعاء وطن وريد وريث وصاي وصي وصيف وقح وقار ولع وليم وهج ويب ويل ويكيبيديا وتساب واتساب واتس ولوج وقاحه وسوس ورديه واعظ وعظ وصم وصلات وجل وجاه وجيز وجهه`.split(
    /\s+/,
  ),
);

/** Words whose ال belongs to them: ألمانيا, إلكتروني, التزام, إلغاء. */
const AL_ROOTS = new Set(
  'المان الماني الكترون التزام الزام الغاء التهاب التماس التحاق الحاق الكسندر الكساندر البرت الباني البان التقاء القاء الياس الواح'.split(
    ' ',
  ),
);

/** After «لل» one ل is the word's own: «للجنة» is لجنة with ل. */
const LAM_ROOTS = new Set(
  'لجن لجان لغه لغات لغو لاعب لاجي لقاء لقاح لوح لواء لبنان ليبي ليل ليالي لندن لحوم لحظ لباس لون لاعبي لعب'.split(' '),
);
const LAM_MIM_ROOTS = new Set('لمس لمح لمع لماذا لمار لمبا لمى'.split(' '));

/** بالغ, بالون, كالسيوم, فالنسيا: no preposition with the article. */
const AL_WITH_PREPOSITION_ROOTS = new Set('بالغ بالون باليه بالستي باليستي كاليفورن كالسيوم كاليدون فالنس فالنتين فالكون'.split(' '));
/** Nouns of two letters that stand behind «بال» in news. */
const TWO_LETTER_NOUNS = new Set('حق حد دم حب يد رد فن نص خط صف حل حي كم شق جو حس فم شك ظل طب بر حج كل سر خط'.split(' '));
