/** Words of the trade: frequent in any news text, so they say nothing about what it is about. */
import { stem } from '../../text/stem.ts';

/** Stems of verbs of saying and of reporting: they never stand in a keyword, and weigh little in a vector. */
export function isReportingStem(stemmed: string): boolean {
  return REPORTING.has(stemmed);
}

/** Stems of nouns so general that they make no keyword alone («العام», "people"), though they may be part of one («الأمين العام»). */
export function isGenericStem(stemmed: string): boolean {
  return GENERIC.has(stemmed);
}

const stems = (language: string, text: string): string[] =>
  text
    .trim()
    .split(/\s+/)
    .map((word) => stem(word, language));

const REPORTING = new Set([
  ...stems(
    'ar',
    `
    قال قالت يقول تقول قائلا قائلة القول أضاف أضافت يضيف مضيفا مضيفة أكد أكدت يؤكد تؤكد مؤكدا مؤكدة تأكيد أوضح أوضحت يوضح توضح موضحا موضحة أشار أشارت يشير تشير مشيرا مشيرة إشارة ذكر ذكرت يذكر تذكر أعلن أعلنت يعلن تعلن معلنا
    كشف كشفت يكشف تكشف كاشفا بين بينت مبينا مبينة أفاد أفادت يفيد مفيدا لفت لفتت لافتا لافتة نوه نوهت منوها شدد شددت يشدد مشددا صرح صرحت يصرح تصريح تصريحات وصف وصفت يصف واصفا تابع تابعت متابعا استطرد
    اعتبر اعتبرت يعتبر تعتبر معتبرا رأى يرى ترى دعا دعت يدعو تدعو داعيا طالب طالبت يطالب مطالبا نقل نقلت ينقل عبر عبرت معربا أعرب أعربت يعرب زعم نفى نفت ينفي توقع توقعت يتوقع تتوقع متوقعا بحسب كتب كتبت يكتب
    جاء جاءت يأتي تأتي بدأ بدأت يبدأ تبدأ شهد شهدت يشهد تشهد حضر حضرت عقد عقدت تلقى تلقت قام قامت يقوم تقوم بلغ بلغت يبلغ تبلغ وصل وصلت يصل تصل ضم ضمت يضم تضم شمل شملت يشمل تشمل تضمن تضمنت يتضمن تتضمن
    اختتم ختم يعد تعد يعمل تعمل يهدف تهدف يسعى تسعى يأتي أدى أدت يؤدي تؤدي حصل حصلت يحصل قدم قدمت يقدم تقدم أطلق أطلقت يطلق تطلق قرر قررت يقرر عرض عرضت يعرض أظهر أظهرت يظهر تظهر سجل سجلت يسجل تسجل
    يتوجب يستطيع تستطيع استطاع تواصل يواصل واصل واصلت يحتاج تحتاج يريد تريد يعني تعني يجعل تجعل جعل يبدو تبدو يوجد توجد وجد وجدت طرح طرحت يتم يحقق تحقق حقق حققت يساعد تساعد ساعد يساهم تساهم ساهم يشكل تشكل شكل شكلت
    يمثل تمثل مثل مثلت يشارك تشارك شارك شاركت يستخدم تستخدم استخدم يعيش تعيش يدعم تدعم يصبح يقع تقع وقع يتجاوز تتجاوز تجاوز تفضل يفضل باتوا يعتقد تعتقد اعتقد نشر نشرت ينشر لقي لقيت توجه
    انطلق انطلقت تنطلق ينطلق حدد حددت يحدد تحدد خلق تخلق يخلق احتاج تراوح يتراوح تتراوح وافق وافقت أجرى أجرت تجري تولى تولت يتولى تتولى واجه واجهت يواجه تواجه ارتكب ارتكبت ألقى ألقت رفض رفضت يرفض ترفض تمنى تمثلت شغل تعاني يعاني`,
  ),
  ...stems(
    'en',
    `
    said says say saying tell tells told add added adds adding announce announced announces report reported reports reporting state stated states claim claimed claims explain explained explains describe described note noted notes warn
    warned warns argue argued ask asked asks asking call called calls suggest suggested believe believed believes expect expected expects show showed shows shown find found finds begin began begun start started starts continue continued
    become became help helped helps want wanted wants know known knew think thought thinks look looked looks work worked works working use used using include included includes including provide provided lead led leads leading
    come comes coming came bring brought hold held holds run runs running move moved set sets turn turned leave left remain remained remains allow allowed allows mean means meant happen happened speak spoke spoken write wrote written
    follow followed follows following agree agreed decide decided plan planned plans need needed needs try tried tries trying win won wins face faced faces open opened opens close closed closes build built reach reached grow grew grown
    rise rose risen fall fell fallen pay paid take spend spent sell sold buy bought send sent meet met lose lost stand stood hear heard live lived lives stay stayed wait waited sit sat stop stopped carry carried offer offered
    quarter half third double`,
  ),
]);

const GENERIC = new Set([
  ...stems(
    'ar',
    `
    العام العمل العالم المنطقة المملكة الدولة الدول البلاد الوقت الفترة المرحلة المجال مجالات الجانب الجهات الجهة الأمر الأمور الموضوع القضية الحال الشأن الإطار الشكل النوع أنواع الجزء أجزاء القسم المستوى النسبة الرقم العدد المجموعة
    الناس الشخص الأشخاص الرجل الرجال المرأة النساء الأفراد الجميع المواطن الرئيس المدير الوزير المسؤول المسؤولين الأمير الملك الشيخ الدكتور المهندس السيد سمو معالي سعادة صاحب خادم الحرمين الشريفين المتحدث الناطق الرسمي العضو الأعضاء
    القيام الحصول الوصول الدخول الخروج التوصل استخدام وجود عملية عمليات إجراء إجراءات خطة خطط خطوة خطوات نتيجة نتائج سبب أسباب هدف أهداف دور أهمية قدرة إمكانية فرصة فرص تحقيق تنفيذ تقديم توفير زيادة ارتفاع انخفاض
    الكبير الكبيرة الجديد الجديدة الخاص الخاصة العامة المختلفة مختلف الرئيسي الرئيسية المتعددة اللازمة المناسبة الأساسية الحقيقي المهم الأهم الأفضل الأعلى الأدنى المزيد البعض الغير الأساس الأمثل الأخرى الحاجة الطريقة الطرق المكان الأماكن
    بيان الخبر الأخبار التقرير تقارير الصحيفة صحيفة المصدر مصادر الموقع المؤتمر اللقاء الاجتماع الحديث الكلمة السؤال الجواب الرد المنشور حساب صفحة الصورة الفيديو الرابط الهاتف
    الهوية الإثارة الضخم الرقم التمثال القصة المسألة المشكلة الفكرة التجربة الحياة النجاح البداية النهاية القائمة المقابل الاسم اسم أسماء الثمن شركة شركات مؤسسة مؤسسات دولار ريال درهم دينار جنيه يورو مبلغ قيمة سعر حجم معدل متر كيلومتر طن برميل الواقع الظروف الأوضاع الوضع الطرف الأطراف أطراف كبار`,
  ),
  ...stems(
    'en',
    `
    people person man men woman women world country place way ways part parts number numbers group groups member members case cases point points problem problems question questions thing kind sort area areas level levels line side end
    work job move step steps plan result results reason reasons example idea ideas change changes need use report story news statement spokesman spokeswoman official officials minister president chief director manager head
    new old big small large good better best great high higher low lower long short early late next different important major main full whole public local national international general special common real right left top
    amount lot bit set rest fact matter issue issues system process service services company companies firm firms dollar dollars pound pounds euro euros thousands hundreds dozens millions home life name names week month morning evening night afternoon`,
  ),
]);
