/** Up to five short statements (three and more where the article has them), each citing where it stands: less of a whole than the summary, more different from each other. */
import type { CitedText } from '../../data/enrichments/enrichment.record.ts';
import { fold } from '../../text/fold.ts';
import { countWords } from '../../text/words.ts';
import { cite } from './citation.ts';
import type { Passage } from './passages.ts';
import type { Salience } from './salience.ts';

/** Weight of relevance against novelty in maximal marginal relevance (J. Carbonell and J. Goldstein, "The Use of MMR", SIGIR 1998). */
const LAMBDA = 0.65;
const FEWEST = 3;
const MOST = 5;

/**
 * Key points in document order. List items and the sentence under a heading are preferred, what the summary says already comes last, questions and labels never.
 * A long sentence is cut where a clause ends that can be left out («، مشيرًا إلى …», ", which …").
 * @param inSummary indexes that `chooseSummary` gave
 */
export function keyPointsOf(passages: readonly Passage[], salience: Salience, inSummary: readonly number[]): CitedText[] {
  const all = passages.map((passage, index) => candidateOf(passage, index, salience, inSummary)).filter((candidate) => candidate.worth > 0);
  // What is too long for a point, and then what the summary says, only where nothing else is there.
  const others = all.filter((candidate) => !inSummary.includes(candidate.index));
  const short = others.filter((candidate) => candidate.words <= TOO_LONG);
  const candidates = short.length >= 2 ? short : others.length > 0 ? others : all;
  const wanted = candidates.length < 6 ? FEWEST : candidates.length < 14 ? FEWEST + 1 : MOST;
  const best = Math.max(...candidates.map((candidate) => candidate.worth));

  const chosen: Candidate[] = [];
  while (chosen.length < wanted && chosen.length < candidates.length) {
    let next: Candidate | undefined;
    let nextMargin = Number.NEGATIVE_INFINITY;
    for (const candidate of candidates) {
      if (chosen.includes(candidate)) continue;
      const likeness = Math.max(0, ...chosen.map((other) => salience.similarity.between(candidate.index, other.index)));
      const margin = LAMBDA * (candidate.worth / best) - (1 - LAMBDA) * likeness;
      if (margin > nextMargin) {
        next = candidate;
        nextMargin = margin;
      }
    }
    chosen.push(next!);
  }
  return chosen.sort((a, b) => a.index - b.index).map(({ passage, length }) => cite(passage, length));
}

interface Candidate {
  readonly passage: Passage;
  readonly index: number;
  /** UTF-16 units of the passage that are kept, and the words in them. */
  readonly length: number;
  readonly words: number;
  readonly worth: number;
}

function candidateOf(passage: Passage, index: number, { scores, independence }: Salience, inSummary: readonly number[]): Candidate {
  const length = withoutTrailingClauses(passage.text);
  const words = length === passage.text.length ? passage.wordCount : countWords(passage.text.slice(0, length));
  let worth = scores[index]! * independence[index]!;
  if (passage.kind === 'LIST_ITEM') worth *= 1.6;
  else if (passage.opensSection) worth *= 1.3;
  if (passage.kind === 'QUOTE') worth *= 0.7;
  if (inSummary.includes(index)) worth *= 0.3;
  if (words < 7) worth *= 0.6;
  if (words > MAX_WORDS) worth *= (MAX_WORDS / words) ** 1.5;
  return { passage, index, length, words, worth };
}

/** No point at all. */
const TOO_LONG = 45;
const MAX_WORDS = 28;
/** What is left must be a sentence still. */
const MIN_WORDS = 9;

/** Length of the text up to the first clause that may go, where it is longer than a key point should be; else its whole length. */
function withoutTrailingClauses(text: string): number {
  if (countWords(text) <= MAX_WORDS) return text.length;
  for (const match of text.matchAll(CLAUSE_BREAK)) {
    const head = text.slice(0, match.index);
    if (countWords(head) < MIN_WORDS) continue;
    if (!isClosed(head)) continue;
    const opening = fold(text.slice(match.index + match[0].length, match.index + match[0].length + 40));
    if (match[0].startsWith('؛') || match[0].startsWith(';') || ARABIC_TRAILING.test(opening) || ENGLISH_TRAILING.test(opening))
      return head.length;
  }
  return text.length;
}

const CLAUSE_BREAK = /[،,؛;]\s+/g;

/** Participles of saying, and conjunctions that add: the sentence before them is whole. */
const ARABIC_TRAILING =
  /^(?:و?(?:مشير|مضيف|موكد|لافت|موضح|مبين|منوه|معرب|معتبر|مطالب|داعي|محذر|كاشف|متوقع|واصف|مشدد|مبديا|مرجع|متهم|منتقد|مستشهد|معلن)(?:ا|ه|ين)? |حيث |اذ |وذلك |فيما |بينما |في حين |في الوقت الذي |مما |ما يعني |ما يجعل |ما ادي |ما ادى |ما دفع |الامر الذي |وهو |وهي |وهم |علما |خصوصا |خاصه |لاسيما |لا سيما |فضلا عن |بالاضافه |اضافه الي |كما |وقال |واضاف |واكد |واوضح |واشار |وبين |ولفت |ولكن |لكن |غير ان |الا ان |بعدما |بعد ان |قبل ان |رغم |علي الرغم |بهدف |من اجل |وفقا |وفق |بحسب |حسب |سواء |وسط |تمهيدا |والتي |والذي |التي |الذي )/;
const ENGLISH_TRAILING =
  /^(?:which |who |while |although |though |adding |saying |noting |according |but |after |before |because |since |as |where |when |with |including |despite |following |meaning |making |leaving |prompting |and (?:he|she|it|they|the|that|a|an) )/;

function isClosed(head: string): boolean {
  const count = (mark: string): number => head.split(mark).length - 1;
  return count('«') === count('»') && count('“') === count('”') && count('"') % 2 === 0 && count('(') === count(')');
}
