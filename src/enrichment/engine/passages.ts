/** The sentences of an article that may be quoted, each with its place and its content words. */
import { primaryLanguage } from '../../text/locale.ts';
import { conjunctionLength } from '../../text/particles.ts';
import { sentences } from '../../text/sentences.ts';
import { stem } from '../../text/stem.ts';
import { type ArticleText, textOfBlock } from './article-text.ts';
import { isReportingStem } from './news-words.ts';
import { termsOf } from './terms.ts';

export interface Passage {
  /** Index of the block, and UTF-16 offsets into its text as `textOfBlock` gives it. */
  readonly block: number;
  readonly start: number;
  readonly end: number;
  /** The slice itself. */
  readonly text: string;
  readonly kind: 'PARAGRAPH' | 'LIST_ITEM' | 'QUOTE';
  /** First sentence of the block that stands under a heading. */
  readonly opensSection: boolean;
  readonly wordCount: number;
  /** Stems of content words and how often each stands in the sentence. */
  readonly stems: ReadonlyMap<string, number>;
}

/** Lines that a web page puts below its text. */
const TAG_LINE = /^(?:رابط الخبر|سمات|الوسوم|كلمات دلالية|اقرأ أيضا|Tags:|Read more:)/;

/** Sentences looked at; what an article says first, it means most, and LexRank is quadratic. */
export const MAX_PASSAGES = 200;

/** In document order, without headings, captions, repetitions, datelines, and words that only tie a sentence to the one before. */
export function passagesOf(article: ArticleText): Passage[] {
  const passages: Passage[] = [];
  const seen = new Set<string>();
  let underHeading = false;
  for (const [block, content] of article.blocks.entries()) {
    if (content.kind === 'HEADING') {
      underHeading = true;
      continue;
    }
    const text = textOfBlock(content);
    if (text === null) continue;
    for (const sentence of sentences(text)) {
      const dateline = passages.length === 0 ? datelineLength(sentence.text) : 0;
      const start = sentence.start + dateline + openerLength(sentence.text.slice(dateline), article.language);
      const slice = text.slice(start, sentence.end);
      if (seen.has(slice) || TAG_LINE.test(slice)) continue;
      seen.add(slice);
      const terms = termsOf(slice, article.language);
      const stems = new Map<string, number>();
      for (const term of terms) if (!term.isStop) stems.set(term.stem, (stems.get(term.stem) ?? 0) + 1);
      passages.push({
        block,
        start,
        end: sentence.end,
        text: slice,
        kind:
          content.kind === 'LIST' || isLabelled(slice, article.language) ? 'LIST_ITEM' : content.kind === 'QUOTE' ? 'QUOTE' : 'PARAGRAPH',
        opensSection: underHeading,
        wordCount: terms.length,
        stems,
      });
      underHeading = false;
      if (passages.length >= MAX_PASSAGES) return passages;
    }
  }
  return passages;
}

/**
 * Length of what only ties a sentence to the one before, and goes without loss: the conjunction in «وأكد», «من جانبه، », «كما » before a verb of saying, "Meanwhile, ". What is left
 * is still a slice of the text.
 */
function openerLength(sentence: string, language: string): number {
  if (primaryLanguage(language) !== 'ar') return ENGLISH_OPENER.exec(sentence)?.[0].length ?? 0;
  const phrase = ARABIC_OPENER.exec(sentence)?.[0].length ?? 0;
  const rest = sentence.slice(phrase);
  // «وقد أعلن»: the particle only stresses a past; before a present it means "may", and stays.
  const stress = /^وقد\s+(?=[\u0621-\u0652]{3})(?![يتنأ])/.exec(rest);
  if (stress !== null) return phrase + stress[0].length;
  if (/^فال[\u0621-\u064A]{3}/.test(rest)) return phrase + 1;
  const first = /^(?:كما\s+)?([\u0621-\u0652]+)/.exec(rest);
  if (first === null) return phrase;
  if (first[0] !== first[1]) return isReportingStem(stem(first[1]!, language)) ? phrase + first[0].length - first[1]!.length : phrase;
  return phrase + conjunctionLength(first[1]!);
}

const ARABIC_OPENER =
  /^(?:و?من (?:جهته|جهتها|جهتهم|جانبه|جانبها|جانبهم|ناحيته|ناحيتها|جهة (?:ثانية|أخرى|اخرى)|ناحية (?:ثانية|أخرى|اخرى)|جانب آخر)|و?في المقابل|و?إلى ذلك|و?في السياق(?: نفسه| ذاته)?|و?في هذا السياق|و?على صعيد آخر|و?في سياق (?:متصل|آخر)|و?بدور(?:ه|ها|هم)|و?(?:ال)?جدير بالذكر أن(?=\s+ال))[،,]?\s+/;
const ENGLISH_OPENER =
  /^(?:Meanwhile|Moreover|Furthermore|In addition|Additionally|Separately|Elsewhere|For (?:his|her|its|their) part),\s+/;

/** "Running costs: they fell …", written as a paragraph where a list item was meant; not «وقال الوزير: …». */
function isLabelled(sentence: string, language: string): boolean {
  const label = /^([\p{L}\p{M} ]{3,40})[:：]\s+\S/u.exec(sentence)?.[1];
  if (label === undefined) return false;
  const terms = termsOf(label, language);
  return terms.length <= 4 && terms.every((term) => !isReportingStem(term.stem)) && !terms[0]!.isStop;
}

/** Length of "LONDON (Reuters) - " or «سبق - الرياض: », 0 where there is none. It must have a dash, be short, and leave a sentence behind. */
function datelineLength(sentence: string): number {
  const match = ARABIC_DATELINE.exec(sentence) ?? LATIN_DATELINE.exec(sentence);
  return match !== null && match[0].length <= 80 && sentence.length - match[0].length > 30 ? match[0].length : 0;
}

const ARABIC_DATELINE =
  /^[\u0621-\u064A«»"“”()٬،, .]{2,40}?\s*[-–—ـ/]\s*(?:[\u0621-\u064A«»"“”()،. -]{2,40}?\s*[:：]|[\u0621-\u064A«»"“”()]{2,14}(?:\s[\u0621-\u064A«»"“”()]{2,14})?\s*[-–—])\s*/;
const LATIN_DATELINE = /^[A-Z][A-Z .,]{2,30}(?:\([\w ]{2,20}\))?\s*[-–—]\s+/;
