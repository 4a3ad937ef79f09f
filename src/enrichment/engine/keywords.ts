/** What an article is about, as phrases in its own spelling. */
import { fold } from '../../text/fold.ts';
import { primaryLanguage } from '../../text/locale.ts';
import { conjunctionLength, withoutParticles } from '../../text/particles.ts';
import { type ArticleText, textOfBlock } from './article-text.ts';
import { isGenericStem, isReportingStem } from './news-words.ts';
import { type Term, termsOf } from './terms.ts';

export interface Keyword {
  /** As written in the article, without a conjunction or preposition that is attached to it. */
  readonly text: string;
  /** 0 to 1; the best keyword has 1. */
  readonly score: number;
}

const MOST = 10;
/** Once so many are found, those that score less than a fifth of the best are left out. */
const ENOUGH = 5;
const FAINT = 0.2;
const LONGEST_PHRASE = 3;
/** Words looked at: the body of all but the longest articles. */
const MAX_TERMS = 3_000;

/**
 * Keywords, best first, ten at most; fewer where the article gives no more. Candidates are runs of up to three content words, as in RAKE (S. Rose et al., "Automatic
 * Keyword Extraction from Individual Documents", 2010), scored as in C-value (K. Frantzi, S. Ananiadou, H. Mima, 2000): longer phrases that recur win over their
 * parts. Phrases with the same stems are one.
 */
export function keywordsOf(article: ArticleText): Keyword[] {
  const arabic = primaryLanguage(article.language) === 'ar';
  const found = [...candidatesOf(article).values()];
  const chosen: Scored[] = [];
  choose(chosen, found.filter((candidate) => isWorthy(candidate, arabic, 'recurring')), article, MOST);
  // Short news says everything once.
  if (chosen.length < ENOUGH) choose(chosen, found.filter((candidate) => isWorthy(candidate, arabic, 'prominent')), article, ENOUGH);
  chosen.sort((a, b) => b.score - a.score);
  const best = chosen[0]?.score ?? 1;
  return chosen.map(({ candidate, score }) => ({ text: display(candidate, arabic), score: Math.round((score / best) * 1000) / 1000 }));
}

interface Scored {
  readonly candidate: Candidate;
  readonly score: number;
}

/** Adds the best of the candidates that do not overlap with what is chosen, until there are `most`. */
function choose(chosen: Scored[], candidates: readonly Candidate[], article: ArticleText, most: number): void {
  const within = countsWithinLonger(candidates);
  const scored = candidates
    .map((candidate): Scored => ({ candidate, score: scoreOf(candidate, within.get(candidate.stems.join(' ')) ?? 0, article) }))
    .filter((entry) => entry.score > 0);
  // Ties by place, so that the answer does not hang on the order of a map.
  scored.sort((a, b) => b.score - a.score || a.candidate.first - b.candidate.first || b.candidate.stems.length - a.candidate.stems.length);
  for (const entry of scored) {
    if (chosen.length >= most || (chosen.length >= ENOUGH && entry.score < chosen[0]!.score * FAINT)) break;
    if (chosen.some((other) => overlaps(entry.candidate.stems, other.candidate.stems))) continue;
    chosen.push(entry);
  }
}

interface Candidate {
  readonly stems: readonly string[];
  /** How it was written, and how often. */
  readonly surfaces: Map<string, number>;
  readonly terms: readonly Term[];
  /** Whether some occurrence could be a name or a definite noun phrase. */
  nominal: boolean;
  capitalised: number;
  count: number;
  inTitle: boolean;
  inLead: boolean;
  /** Running number of the first occurrence. */
  first: number;
}

function candidatesOf(article: ArticleText): Map<string, Candidate> {
  const found = new Map<string, Candidate>();
  let position = 0;
  const read = (text: string, where: 'title' | 'lead' | 'body'): void => {
    for (const run of runsOf(text, article.language)) {
      for (let from = 0; from < run.length; from++) {
        for (let length = 1; length <= LONGEST_PHRASE && from + length <= run.length; length++) {
          add(found, text, run.slice(from, from + length), where, position + from);
        }
      }
      position += run.length;
    }
  };
  read(article.title, 'title');
  if (article.standfirst !== null) read(article.standfirst, 'title');
  let paragraphs = 0;
  for (const block of article.blocks) {
    if (position > MAX_TERMS) break;
    const text = textOfBlock(block);
    if (text !== null) read(text, block.kind === 'PARAGRAPH' && paragraphs++ === 0 ? 'lead' : 'body');
  }
  return found;
}

/** Words that follow each other with nothing but a space between, no stop word and no verb of reporting among them. */
function runsOf(text: string, language: string): Term[][] {
  const runs: Term[][] = [];
  let run: Term[] = [];
  let end = -1;
  for (const term of termsOf(text, language)) {
    // «الأمن والدفاع» are two, and «مركز للذكاء الاصطناعي»: the particle begins a phrase of its own.
    const isBroken = run.length > 0 && (!/^[ \u00A0]+$/.test(text.slice(end, term.start)) || conjunctionLength(term.text) > 0 || /^(?:لل|كال)[\u0621-\u064A]{3}/.test(term.text));
    const isBarred = term.isStop || isReportingStem(term.stem) || looksLikeVerb(term);
    if ((isBroken || isBarred) && run.length > 0) {
      runs.push(run);
      run = [];
    }
    if (!isBarred) run.push(term);
    end = term.end;
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

/** Present-tense forms: no Arabic noun but a few begins with ي, and none with سي or ست before four letters. "-ly" is an adverb. */
function looksLikeVerb({ text, stem }: Term): boolean {
  const folded = fold(text);
  if (/^[\u0621-\u064A]+$/.test(folded)) return /^[وف]?(?:س?ي[\u0621-\u064A]{3,}|ست[\u0621-\u064A]{3,}|تت[\u0621-\u064A]{2,})$/.test(folded) && !YA_NOUNS.test(stem);
  return /^[a-z]{4,}ly$/.test(folded) && !/^(?:family|italy|july|supply|assembly|ally|rally|monopoly)$/.test(folded);
}

const YA_NOUNS = /^(?:يوم|يوليو|يونيو|يناير|يابان|يمن|يمين|يهود|يسار|يد|ينبع|يوسف|ياسر|ياسين|يحيي|يحي|يزيد|يورو|يوتيوب|يعقوب|يونان|يقين|ياسم|يوفنتوس|يونايتد|يام|يتيم|سيار|سياس|سياح|سيد|سيطر|سيناريو|سيناء|سينما|سيول|سينما|سيف|سيدني|سيلفا|سير|سيمنس|سيد|ستاد|ستار|ستاندرد|ستيف)/;

function add(found: Map<string, Candidate>, text: string, terms: Term[], where: 'title' | 'lead' | 'body', position: number): void {
  const stems = terms.map((term) => term.stem);
  const key = stems.join(' ');
  let candidate = found.get(key);
  if (candidate === undefined) {
    candidate = { stems, surfaces: new Map(), terms, nominal: false, capitalised: 0, count: 0, inTitle: false, inLead: false, first: position };
    found.set(key, candidate);
  }
  const surface = text.slice(terms[0]!.start, terms.at(-1)!.end);
  candidate.surfaces.set(surface, (candidate.surfaces.get(surface) ?? 0) + 1);
  candidate.count++;
  candidate.inTitle ||= where === 'title';
  candidate.inLead ||= where === 'lead';
  if (isDefinite(terms.at(-1)!.text) || isName(terms.at(-1)!.text)) candidate.nominal = true;
  // A capital at the beginning of a sentence says nothing.
  if (terms.every((term) => /^\p{Lu}/u.test(term.text)) && (where === 'title' || /\p{Ll}[ \u00A0]$|[,«“"'(] ?$/u.test(text.slice(0, terms[0]!.start)))) candidate.capitalised++;
}

/** `recurring`: what an article comes back to; `prominent`: also what the headline or the lead says once. */
type Standard = 'recurring' | 'prominent';

function isWorthy(candidate: Candidate, arabic: boolean, standard: Standard): boolean {
  const { stems, inTitle, inLead } = candidate;
  if (stems.every((stem) => isGenericStem(stem) || stem.length < 3)) return false;
  if (stems.length > 1 && new Set(stems).size < stems.length) return false;
  if (standard === 'prominent' && !inTitle && !inLead) return false;
  return arabic && candidate.terms.some((term) => /^[\u0621-\u064A]/.test(fold(term.text))) ? isWorthyInArabic(candidate, standard) : isWorthyInLatin(candidate, standard);
}

/** «وزارة الصحة», «الذكاء الاصطناعي»: definite at its end. Names of persons are not, they must recur. */
function isWorthyInArabic({ stems, terms, count, inTitle, inLead, nominal }: Candidate, standard: Standard): boolean {
  if (stems.length === 1) return nominal && (count >= 2 || inTitle || standard === 'prominent') && stems[0]!.length >= 3;
  const words = terms.map((term) => fold(term.text));
  if (NAME_LINKS.has(words[0]!) || NAME_LINKS.has(words.at(-1)!) || HONORIFICS.has(words.at(-1)!)) return false;
  // «أخفاها الحبر»: a noun with a pronoun, or a verb with its object, does not begin a phrase.
  if (/(?:[^\u0629]ه|ها|هم|هن|هما)$/.test(terms[0]!.text)) return false;
  // «لضبط مخالفات»: a preposition stands before it; few nouns begin with ل.
  if (/^ل(?!ل|ا)/.test(words[0]!) && !LAM_NOUNS.test(words[0]!)) return false;
  if (nominal) {
    // «الفريق وزير»: a definite word is followed by definite ones, or the phrase ends with it.
    if (isDefinite(terms[0]!.text) && !terms.every((term) => isDefinite(term.text) || isName(term.text))) return false;
    return count >= 2 || inTitle || standard === 'prominent' || (inLead && terms.length === 2 && words.every((word) => word.startsWith('ال')));
  }
  if (isDefinite(terms[0]!.text)) return false;
  // Adverbs in tanwin and nouns with a pronoun end no name.
  if (words.some((word) => word.length > 4 && /(?:[^ي]ا|ها|هم|نا|ته)$/.test(word))) return false;
  return count >= 3 || (count >= 2 && inTitle);
}

/** They stand within names, never at their end; «ابن رشد» loses its beginning for «خالد بن فهد» to be whole. */
const NAME_LINKS = new Set(['بن', 'بنت', 'ابن', 'ابو', 'ابي', 'ال', 'عبد', 'ام']);

/** They belong to the name that follows. */
const HONORIFICS = new Set('الدكتور الدكتوره المهندس المهندسه الامير الاميره الشيخ السيد السيده النقيب العميد اللواء العقيد المقدم الرايد الملازم الفريق الاستاذ الاستاذه المتحدث الناطق الوزير الرييس القاضي المستشار السفير'.split(' '));
const LAM_NOUNS = /^(?:لجن|لغ|لبنان|ليبي|لندن|لواء|لوايح|لوح|لقاء|لقاح|لحوم|لحظ|ليل|لون|ليون|ليفربول|ليستر)/;

function isWorthyInLatin({ stems, count, inTitle, inLead, capitalised }: Candidate, standard: Standard): boolean {
  if (stems.length === 1) return (count >= 2 && (capitalised > 0 || stems[0]!.length > 3)) || (standard === 'prominent' && (inTitle || capitalised > 0));
  return count >= 2 || inTitle || (inLead && (capitalised > 0 || (standard === 'prominent' && stems.length === 2)));
}

/** By phrase: the mean count of the longer candidates it is part of. What hardly stands outside of them is no phrase of its own. */
function countsWithinLonger(candidates: readonly Candidate[]): Map<string, number> {
  const sums = new Map<string, { total: number; longer: number }>();
  for (const { stems, count } of candidates) {
    for (let length = 1; length < stems.length; length++) {
      for (let from = 0; from + length <= stems.length; from++) {
        const key = stems.slice(from, from + length).join(' ');
        const sum = sums.get(key) ?? { total: 0, longer: 0 };
        sums.set(key, { total: sum.total + count, longer: sum.longer + 1 });
      }
    }
  }
  return new Map([...sums].map(([key, { total, longer }]) => [key, total / longer]));
}

function scoreOf(candidate: Candidate, countWithinLonger: number, article: ArticleText): number {
  const { stems, count, inTitle, inLead } = candidate;
  const alone = count - countWithinLonger;
  if (alone < 0.5) return 0;
  let score = Math.log2(stems.length + 1) * (alone + (inTitle ? 1.5 : 0) + (inLead ? 0.5 : 0));
  if (stems.length === 1) score *= isRelation(candidate) ? 0.4 : 0.8;
  // What the headline or the lead says once, and the article never again.
  if (count === 1) score *= 0.5;
  if (candidate.capitalised > 0) score *= 1.25;
  score *= 1 - (0.4 * stems.filter(isGenericStem).length) / stems.length;
  const phrase = stems.join(' ');
  if (article.tags.some((tag) => termsOf(tag, article.language).map((term) => term.stem).join(' ') === phrase)) score *= 1.5;
  return score;
}

/** «الأمني», «الفرنسية»: an adjective of relation says little without its noun. Names of countries in ية do. */
function isRelation({ terms, stems }: Candidate): boolean {
  return /^(?:[\u0621-\u064A]{3,})(?:ي|يه)$/.test(fold(terms[0]!.text)) && fold(terms[0]!.text).includes('ال') && stems[0] !== 'سعود';
}

/** Whether one phrase is within the other, or both share a word that says something («كبار خبراء الذكاء» beside «الذكاء الاصطناعي» is a phrase cut in two). */
function overlaps(a: readonly string[], b: readonly string[]): boolean {
  if (a.length > 1 && b.length > 1 && a.some((stem) => b.includes(stem) && !isGenericStem(stem))) return true;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  for (let from = 0; from + short.length <= long.length; from++) {
    if (short.every((stem, i) => stem === long[from + i])) return true;
  }
  return false;
}

const ATTACHED_ARTICLE = /^(?:[وف]?(?:ال|بال|كال)|[وف]?لل)/;

function isDefinite(word: string): boolean {
  return ATTACHED_ARTICLE.test(fold(word)) && fold(word).length >= 4;
}

/** A Latin word with a capital: within Arabic text always a name. */
function isName(word: string): boolean {
  return /^\p{Lu}\p{L}/u.test(word);
}

/** The most frequent spelling that carries no attached particle, a definite one before others; else the most frequent one with the particle taken off. */
function display({ surfaces, stems }: Candidate, arabic: boolean): string {
  const spellings = [...surfaces].sort((a, b) => b[1] - a[1]).map(([surface]) => surface.replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '').replace(/\s+/g, ' '));
  if (!arabic) return spellings[0]!.replace(/['’]s?$/, '');
  const bare = spellings.filter((spelling) => bareSpelling(spelling) === spelling);
  if (stems.length === 1) {
    const definite = bare.find(isDefinite) ?? spellings.map(bareSpelling).find(isDefinite);
    if (definite !== undefined) return definite;
  }
  return bare[0] ?? bareSpelling(spellings[0]!);
}

function bareSpelling(phrase: string): string {
  const end = phrase.search(/\s|$/);
  return withoutParticles(phrase.slice(0, end)) + phrase.slice(end);
}
