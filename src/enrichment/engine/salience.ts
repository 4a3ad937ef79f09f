/** How much each sentence says about the article, and whether it can stand alone when it is taken out. */
import { fold } from '../../text/fold.ts';
import { primaryLanguage } from '../../text/locale.ts';
import { stem } from '../../text/stem.ts';
import type { ArticleText } from './article-text.ts';
import { lexRank, SentenceSimilarity } from './lexrank.ts';
import { isReportingStem } from './news-words.ts';
import type { Passage } from './passages.ts';
import { contentStems } from './terms.ts';

export interface Salience {
  readonly similarity: SentenceSimilarity;
  /** LexRank, biased to the title and to the opening; the mean is 1. */
  readonly scores: readonly number[];
  /** 0 to 1: 0 for what must not be quoted alone (questions, labels), less than 1 for what leans on its neighbours. */
  readonly independence: readonly number[];
}

export function salienceOf(article: ArticleText, passages: readonly Passage[]): Salience {
  const similarity = new SentenceSimilarity(passages.map((passage) => passage.stems));
  const title = bagOf(contentStems(`${article.title}\n${article.standfirst ?? ''}`, article.language));
  // News puts what matters first; half of the teleport goes by place, half by likeness to the title.
  const bias = passages.map((_, i) => 0.5 / (1 + i) + similarity.with(i, title) + 0.02);
  return {
    similarity,
    scores: lexRank(similarity, bias),
    independence: passages.map((passage) => independenceOf(passage, article.language)),
  };
}

export function bagOf(stems: readonly string[]): Map<string, number> {
  const bag = new Map<string, number>();
  for (const word of stems) bag.set(word, (bag.get(word) ?? 0) + 1);
  return bag;
}

function independenceOf(passage: Passage, language: string): number {
  const { text, wordCount } = passage;
  if (/[?؟][»”"'’)\]]*$/.test(text)) return 0;
  // «وقال:», and rows of a table («النورس: 5,730»).
  if (/[:：][\s\p{N}.,٬٫%٪]*$/u.test(text)) return 0;
  // Bylines, captions and crossheads that came in as paragraphs: few words and no full stop.
  if (passage.kind === 'PARAGRAPH' && wordCount < 8 && !/[.!۔…][»”"'’)\]]*$/.test(text)) return 0;
  if (ADDRESSES_READER.test(text)) return 0;
  if (wordCount < 4 || passage.stems.size < 3) return 0;
  let independence = 1;
  if (leansBack(text, language)) independence *= 0.55;
  else if (isHeadless(text, language)) independence *= 0.6;
  if (!quotesAreClosed(text)) independence *= 0.6;
  if (/^[.…]/.test(text) || /(?:\.\.|…)$/.test(text)) independence *= 0.6;
  return independence;
}

/** Begins with a word that points at the sentence before («وهذا», «كما», "But", "He"). */
function leansBack(text: string, language: string): boolean {
  const opening = fold(text.slice(0, 40)).replace(/^[^\p{L}]+/u, '');
  return (primaryLanguage(language) === 'ar' ? ARABIC_LEANING : ENGLISH_LEANING).test(opening);
}

/** Folded; passages have lost their leading و already. */
const ARABIC_LEANING =
  /^(?:و?(?:هذا|هذه|هذين|هولاء|ذلك|تلك|بذلك|لذلك|لذا|هكذا|هو|هي|هم|لكن|لكنه|لكنها|لكنهم|كما|ايضا|كذلك|بل|ثم|انه|انها|انهم|فيه|فيها|منها|منه|بعدها|حينها|عندها|هنا|هناك|بالتالي|اما|الا ان|غير ان|بيد ان|مع ذلك|رغم ذلك|بدل ذلك|بدلا من ذلك|قبل ذلك|بعد ذلك|نتيجه لذلك|تابع|استطرد|زاد|اردف|اضاف|مضيفا|موكدا|مشيرا|لان|بينما|حيث|اذ|ايضا|نوه بانه|عليه)|فقد|فان|فيما|اذا كان) /;
const ENGLISH_LEANING =
  /^(?:but|and|so|yet|or|he|she|it|they|this|that|these|those|however|therefore|thus|also|then|instead|meanwhile|moreover|furthermore|besides|nevertheless|still|such|his|her|its|their|there|here|as a result|for example|for instance|in addition|in contrast|on the other hand)[ ,]/;

/** A verb of saying without the one who says it: «أوضح أن …». The attribution must not be cut away, so the sentence stands behind those that name it. */
function isHeadless(text: string, language: string): boolean {
  const first = /^([\u0621-\u0652]+)\s+([\u0621-\u0652]+)/.exec(text);
  return (
    first !== null &&
    primaryLanguage(language) === 'ar' &&
    isReportingStem(stem(first[1]!, language)) &&
    HEADLESS_NEXT.test(fold(first[2]!))
  );
}

const HEADLESS_NEXT = /^(?:ان|انه|انها|بان|بانه|علي|في|الي|نقلا|ايضا|كذلك|قايلا|عن|من|خلال|بذلك|ذلك)$/;

function quotesAreClosed(text: string): boolean {
  const count = (mark: string): number => text.split(mark).length - 1;
  return count('«') === count('»') && count('“') === count('”') && count('"') % 2 === 0 && count('(') === count(')');
}

/** What a page says of itself: «اقرأ أيضا», «للتواصل», "Read more", "Sign up". */
const ADDRESSES_READER =
  /^(?:اقر[أا] [أا]يض|للمزيد|للتواصل|شاهد [أا]يض|تابعونا|تابعوا|انظر [أا]يض|رابط الخبر|سمات |وسوم|كلمات (?:دلالية|مفتاحية)|Read (?:more|also)|See also|Sign up|Subscribe|Follow us|Click |Advert)/i;
