/** Which phrases could be keywords at all: noun phrases, by what can be seen of them without a tagger. */
import { type Candidate, isDefinite, isName } from './keyword-candidates.ts';
import { isGenericStem } from './news-words.ts';

/** `recurring`: what an article comes back to; `prominent`: also what the headline or the lead says once. */
export type Standard = 'recurring' | 'prominent';

export function isWorthy(candidate: Candidate, arabic: boolean, standard: Standard): boolean {
  const { stems, inTitle, inLead } = candidate;
  if (stems.every((stem) => isGenericStem(stem) || stem.length < 3)) return false;
  if (stems.length > 1 && new Set(stems).size < stems.length) return false;
  if (standard === 'prominent' && !inTitle && !inLead) return false;
  return arabic && candidate.terms.some((term) => /^[\u0621-\u064A]/.test(term.folded))
    ? isWorthyInArabic(candidate, standard)
    : isWorthyInLatin(candidate, standard);
}

/** «وزارة الصحة», «الذكاء الاصطناعي»: definite at its end. Names of persons are not, they must recur. */
function isWorthyInArabic({ stems, terms, count, inTitle, inLead, nominal }: Candidate, standard: Standard): boolean {
  if (stems.length === 1) return nominal && (count >= 2 || inTitle || standard === 'prominent') && stems[0]!.length >= 3;
  const words = terms.map((term) => term.folded);
  if (NAME_LINKS.has(words[0]!) || NAME_LINKS.has(words.at(-1)!) || HONORIFICS.has(words.at(-1)!)) return false;
  // «أخفاها الحبر»: a noun with a pronoun, or a verb with its object, does not begin a phrase.
  if (/(?:[^\u0629]ه|ها|هم|هن|هما)$/.test(terms[0]!.text)) return false;
  // «لضبط مخالفات»: a preposition stands before it; few nouns begin with ل.
  if (/^ل(?!ل|ا)/.test(words[0]!) && !LAM_NOUNS.test(words[0]!)) return false;
  if (nominal) {
    // «الفريق وزير»: a definite word is followed by definite ones, or the phrase ends with it.
    if (isDefinite(terms[0]!.folded) && !terms.every((term) => isDefinite(term.folded) || isName(term.text))) return false;
    return (
      count >= 2 || inTitle || standard === 'prominent' || (inLead && terms.length === 2 && words.every((word) => word.startsWith('ال')))
    );
  }
  if (isDefinite(terms[0]!.folded)) return false;
  // Adverbs in tanwin and nouns with a pronoun end no name.
  if (words.some((word) => word.length > 4 && /(?:[^ي]ا|ها|هم|نا|ته)$/.test(word))) return false;
  return count >= 3 || (count >= 2 && inTitle);
}

/** They stand within names, never at their end; «ابن رشد» loses its beginning for «خالد بن فهد» to be whole. */
const NAME_LINKS = new Set(['بن', 'بنت', 'ابن', 'ابو', 'ابي', 'ال', 'عبد', 'ام']);

/** They belong to the name that follows. */
const HONORIFICS = new Set(
  'الدكتور الدكتوره المهندس المهندسه الامير الاميره الشيخ السيد السيده النقيب العميد اللواء العقيد المقدم الرايد الملازم الفريق الاستاذ الاستاذه المتحدث الناطق الوزير الرييس القاضي المستشار السفير'.split(
    ' ',
  ),
);
const LAM_NOUNS = /^(?:لجن|لغ|لبنان|ليبي|لندن|لواء|لوايح|لوح|لقاء|لقاح|لحوم|لحظ|ليل|لون|ليون|ليفربول|ليستر)/;

function isWorthyInLatin({ stems, count, inTitle, inLead, capitalised }: Candidate, standard: Standard): boolean {
  if (stems.length === 1)
    return (count >= 2 && (capitalised > 0 || stems[0]!.length > 3)) || (standard === 'prominent' && (inTitle || capitalised > 0));
  return count >= 2 || inTitle || (inLead && (capitalised > 0 || (standard === 'prominent' && stems.length === 2)));
}
