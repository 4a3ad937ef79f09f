/** What an article is about, as phrases in its own spelling. */
import { fold } from '../../text/fold.ts';
import { primaryLanguage } from '../../text/locale.ts';
import { withoutParticles } from '../../text/particles.ts';
import type { ArticleText } from './article-text.ts';
import { type Candidate, candidatesOf, isDefinite } from './keyword-candidates.ts';
import { isWorthy } from './keyword-worth.ts';
import { isGenericStem } from './news-words.ts';
import { termsOf } from './terms.ts';

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

/**
 * Keywords, best first, ten at most; fewer where the article gives no more. Candidates are runs of up to three content words, as in RAKE (S. Rose et al., "Automatic
 * Keyword Extraction from Individual Documents", 2010), scored as in C-value (K. Frantzi, S. Ananiadou, H. Mima, 2000): longer phrases that recur win over their
 * parts. Phrases with the same stems are one.
 */
export function keywordsOf(article: ArticleText): Keyword[] {
  const arabic = primaryLanguage(article.language) === 'ar';
  const found = [...candidatesOf(article).values()];
  const chosen: Scored[] = [];
  choose(
    chosen,
    found.filter((candidate) => isWorthy(candidate, arabic, 'recurring')),
    article,
    MOST,
  );
  // Short news says everything once.
  if (chosen.length < ENOUGH)
    choose(
      chosen,
      found.filter((candidate) => isWorthy(candidate, arabic, 'prominent')),
      article,
      ENOUGH,
    );
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
    if (chosen.some((other) => overlaps(entry.candidate, other.candidate))) continue;
    chosen.push(entry);
  }
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
  if (
    article.tags.some(
      (tag) =>
        termsOf(tag, article.language)
          .map((term) => term.stem)
          .join(' ') === phrase,
    )
  )
    score *= 1.5;
  return score;
}

/** «الأمني», «الفرنسية»: an adjective of relation says little without its noun. Names of countries in ية do. */
function isRelation({ terms, stems }: Candidate): boolean {
  return /^(?:[\u0621-\u064A]{3,})(?:ي|يه)$/.test(terms[0]!.folded) && terms[0]!.folded.includes('ال') && stems[0] !== 'سعود';
}

/**
 * Whether a phrase adds nothing to one that is chosen: one is within the other, or it shares a word with it and is rare («كبار خبراء الذكاء» beside «الذكاء الاصطناعي» is a
 * phrase cut in two; «الذكاء الفائق», four times, is a subject of its own).
 */
function overlaps({ stems, count }: Candidate, { stems: chosen }: Candidate): boolean {
  if (stems.length > 1 && chosen.length > 1 && count < OFTEN && stems.some((stem) => chosen.includes(stem) && !isGenericStem(stem)))
    return true;
  const [short, long] = stems.length <= chosen.length ? [stems, chosen] : [chosen, stems];
  for (let from = 0; from + short.length <= long.length; from++) {
    if (short.every((stem, i) => stem === long[from + i])) return true;
  }
  return false;
}

const OFTEN = 3;

/** The most frequent spelling that carries no attached particle, a definite one before others; else the most frequent one with the particle taken off. */
function display({ surfaces, stems }: Candidate, arabic: boolean): string {
  const spellings = [...surfaces]
    .sort((a, b) => b[1] - a[1])
    .map(([surface]) => surface.replace(/[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '').replace(/\s+/g, ' '));
  if (!arabic) return spellings[0]!.replace(/['’]s?$/, '');
  const bare = spellings.filter((spelling) => bareSpelling(spelling) === spelling);
  if (stems.length === 1) {
    const isDefiniteSpelling = (spelling: string) => isDefinite(fold(spelling));
    const definite = bare.find(isDefiniteSpelling) ?? spellings.map(bareSpelling).find(isDefiniteSpelling);
    if (definite !== undefined) return definite;
  }
  return bare[0] ?? bareSpelling(spellings[0]!);
}

function bareSpelling(phrase: string): string {
  const end = phrase.search(/\s|$/);
  return withoutParticles(phrase.slice(0, end)) + phrase.slice(end);
}
