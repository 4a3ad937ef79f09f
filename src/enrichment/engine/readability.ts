/** How hard a text is to read. */
import type { Readability } from '../../data/enrichments/enrichment.record.ts';
import { primaryLanguage } from '../../text/locale.ts';
import { sentences } from '../../text/sentences.ts';
import { words } from '../../text/words.ts';
import { fold } from '../../text/fold.ts';
import { type ArticleText, textOfBlock } from './article-text.ts';

/** Fewer words say nothing of how a text is written. */
const FEWEST_WORDS = 30;
const MAX_WORDS = 1_500;

/**
 * English: Flesch Reading Ease (R. Flesch, "A New Readability Yardstick", 1948): 206.835 − 1.015 words per sentence − 84.6 syllables per word; 60 and more is plain, under
 * 30 hard. Arabic: LIX (C. H. Björnsson, "Läsbarhet", 1968), which needs no syllables, for Arabic does not write its vowels: words per sentence + the
 * percentage of words of more than six letters; Björnsson's news stand at 45, under 40 is easy and from 55 on hard. Null for other languages and for texts of fewer than 30 words.
 */
export function readabilityOf(article: ArticleText): Readability | null {
  const arabic = primaryLanguage(article.language) === 'ar';
  let sentenceCount = 0;
  let wordCount = 0;
  let heavy = 0;
  for (const block of article.blocks) {
    if (wordCount > MAX_WORDS) break;
    const text = block.kind === 'PARAGRAPH' || block.kind === 'QUOTE' ? textOfBlock(block) : null;
    if (text === null) continue;
    for (const sentence of sentences(text)) {
      sentenceCount++;
      for (const word of words(sentence.text)) {
        wordCount++;
        heavy += arabic ? Number(fold(word.text).length > 6) : syllables(word.text);
      }
    }
  }
  if (wordCount < FEWEST_WORDS) return null;
  const score = arabic
    ? wordCount / sentenceCount + (100 * heavy) / wordCount
    : 206.835 - (1.015 * wordCount) / sentenceCount - (84.6 * heavy) / wordCount;
  return {
    measure: arabic ? 'LIX' : 'FLESCH',
    score: Math.round(score * 10) / 10,
    level: arabic ? levelOf(-score, -40, -55) : levelOf(score, 60, 30),
  };
}

function levelOf(ease: number, easyFrom: number, hardBelow: number): Readability['level'] {
  if (ease >= easyFrom) return 'EASY';
  return ease < hardBelow ? 'HARD' : 'MEDIUM';
}

/** Runs of vowels, a silent e at the end left out: within a tenth of the dictionary's count on running text. */
function syllables(word: string): number {
  const lower = word.toLowerCase().replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '');
  return Math.max(1, lower.match(/[aeiouy]+/g)?.length ?? 0);
}
