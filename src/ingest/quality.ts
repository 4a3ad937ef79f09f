/** What is wrong with an article's text, so that pages can say so and enrichments can keep away. */
import type { QualityFlag } from '../data/articles/article.record.ts';
import { countWords } from '../text/words.ts';

/**
 * Flags in a fixed order.
 * - EMPTY: a title, no body.
 * - TRUNCATED: the text breaks off with an ellipsis or a «more» link.
 * - BOILERPLATE: it ends or begins with words of the site (subscription numbers, "appeared first on", slide controls).
 * - LIGATURE_LOSS: words that lost the letter after the article «ال», as happens when a font draws لم, لا and لأ as one glyph and a PDF or web
 *   font is turned to text: «الحتوى» for «المحتوى», «الستكشاف» for «الاستكشاف».
 * - ENCODING_DAMAGE: replacement characters, or UTF-8 that was read as another encoding («Ø§Ù„», "â€™").
 * @param phrases further boilerplate of one publisher or archive, looked for at the start and end
 */
export function qualityFlags(title: string, text: string, phrases: readonly string[] = []): QualityFlag[] {
  const flags: QualityFlag[] = [];
  if (text === '') flags.push('EMPTY');
  if (isTruncated(text)) flags.push('TRUNCATED');
  if (hasBoilerplate(text, phrases)) flags.push('BOILERPLATE');
  const all = `${title} ${text}`;
  if (hasLigatureLoss(all)) flags.push('LIGATURE_LOSS');
  if (hasEncodingDamage(all)) flags.push('ENCODING_DAMAGE');
  return flags;
}

const MORE =
  /(?:\[?(?:…|\.{3,})\]?\s*)?(?:اقرأ المزيد|إقرأ المزيد|للمزيد|المزيد|لقراءة المزيد|تابع القراءة|read more|continue reading|full story|read the full (?:story|article)|keep reading)\s*(?:…|\.{3}|»|>{1,2}|→|\.)?$/iu;

function isTruncated(text: string): boolean {
  const tail = text.slice(-80).trimEnd();
  if (/(?:^|\s|[^.…])\[(?:…|\.{3,}|&hellip;)\]$/.test(tail) || tail.endsWith('…') || /[^.]\.{3}$/.test(tail)) return true;
  // The link stands alone after a sentence or an ellipsis; «… من المزيد» at the end of a sentence has no such gap.
  const more = MORE.exec(tail);
  return (more !== null && /(?:^|[.!?؟…\n"»]|\.{2,})\s*$/.test(tail.slice(0, more.index))) || (more !== null && /^[[….]/.test(more[0]));
}

/** Looked for in the first and last 200 characters only: in the middle of a text they may be its subject. */
const BOILERPLATE: readonly RegExp[] = [
  /^Next Previous\b/,
  /The post .{1,200} (?:appeared first on|first appeared on) /,
  /This (?:article|story) (?:originally|first) appeared (?:on|in) /,
  /(?:Sign up|Subscribe) (?:for|to) (?:our|the) (?:free )?(?:daily |weekly )?newsletter/i,
  /All rights reserved\.?$/i,
  /جميع الحقوق محفوظة/,
  /رابط الخبر بصحيفة/,
  /(?:لمتابعة|تابعوا?) آخر الأخبار/,
  /حمّ?ل التطبيق الآن/,
  /(?:Stc|STC|Mobily|Zain)\s*-?\s*\d{5,6}|\d{5,6}\s*-\s*(?:Stc|STC|Mobily|Zain)/,
];

function hasBoilerplate(text: string, phrases: readonly string[]): boolean {
  const head = text.slice(0, 200);
  const tail = text.slice(-260);
  return (
    BOILERPLATE.some((pattern) => pattern.test(head) || pattern.test(tail)) ||
    phrases.some((phrase) => head.includes(phrase) || tail.includes(phrase))
  );
}

/** Common words as they are spelt once the letter after «ال» is lost; but for one, none is a word of its own. */
const DAMAGED =
  // The loss of mim: المحتوى المحلية المنطقة المدينة المجتمع المستقبل المعلومات المؤسسة المواطنين المشاريع المستخدم المنتجات المنصة المباراة …
  'الحتوى الحلية النطقة الدينة الجتمع الستقبل العلومات الؤسسة الؤسسات الواطنين الشاريع الستخدم الستخدمين النتجات النصة الباراة السؤولين السؤول ' +
  'الستشفى الشاركة الختلفة الجموعة الركز الستثمرين الجلس ' +
  // The loss of alif: الاستكشاف الاقتصاد الاجتماعية الاستثمار الاتحاد الانتخابات الاصطناعي الاستخدام الابتكار الاحتلال الاتصالات …
  'الستكشاف القتصاد القتصادي القتصادية الجتماع الجتماعي الجتماعية الستثمار الستثمارات التحاد النتخابات الصطناعي الستخدام البتكار الحتلل التصالت ' +
  'الستراتيجية الستقرار الحتياجات الحتفال النترنت ' +
  // The loss of alif with hamza: الأخبار الأوروبي الأميركية الأطفال الأسبوع الإلكترونية الأردن الإنسان …
  'الخبار الوروبي الوروبية المريكية الميركية الطفال السبوع اللكترونية الردن النسان';
/** Begins with the article, which all of them have: that is found fast. What may stand before it is looked at afterwards. */
const DAMAGED_WORD = new RegExp(`ال(?:${DAMAGED.replaceAll(/(?:^| )ال/g, '|').slice(1)})(?![\\u0621-\\u064A])`, 'g');
/** Nothing, or one of the prefixes that Arabic writes onto the article. */
const WORD_BEGINS = /(?:^|[^\u0621-\u064A])[وفبك]?$/;
/** Characters looked at; damage from a font is everywhere in the text. */
const LIGATURE_SAMPLE_CHARS = 20_000;
const FEW_WORDS = 40;
/** «Jewellery»; far more often it is «المحلية». It counts beside another word only. */
const RARE_BUT_SOUND = 'الحلية';

/** Two different damaged words, or one in a text of a few words: a single one in a long text is a slip of the pen. */
function hasLigatureLoss(text: string): boolean {
  const sample = text.slice(0, LIGATURE_SAMPLE_CHARS);
  const found = new Set<string>();
  for (const { 0: word, index } of sample.matchAll(DAMAGED_WORD))
    if (WORD_BEGINS.test(sample.slice(Math.max(0, index - 2), index))) found.add(word);
  return found.size >= 2 || (found.size === 1 && !found.has(RARE_BUT_SOUND) && countWords(sample) <= FEW_WORDS);
}

/** Lead bytes of two- and three-byte UTF-8 read as Windows-1252 or Windows-1256, with the bytes that follow them. */
const MOJIBAKE =
  /[ØÙÚÛ][\u0080-\u00BF\u0152-\u0178\u02C6\u02DC\u2013-\u203A\u20AC\u2122]|Ã[\u0080-\u00BF]|â€[\u0098-\u009D™œ\u201C\u201D¦“”˜]|ï»¿|ط[§ھ¹·±³²¬]ظ|ظ[„…†‡ˆ]/g;

/** Words of question marks, as letters become that an encoding does not have. Only at the start of a run: a long one would be tried from each of its marks. */
const QUESTION_MARKS = /(?<!\?)\?{4,}(?:\s\?{3,}){2}/;

function hasEncodingDamage(text: string): boolean {
  if (text.includes('\uFFFD')) return true;
  const hits = text.match(MOJIBAKE)?.length ?? 0;
  return hits >= 3 || (hits > 0 && hits * 20 >= text.length) || QUESTION_MARKS.test(text);
}
