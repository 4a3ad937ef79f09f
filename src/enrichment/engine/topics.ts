/** What kind of news it is: IPTC media topic codes by weighted words. */
import { primaryLanguage } from '../../text/locale.ts';
import { type ArticleText, textOfBlock } from './article-text.ts';
import { stem } from '../../text/stem.ts';
import { contentStems } from './terms.ts';
import { parentTopic } from './topic-codes.ts';
import { ARABIC_TOPIC_WORDS } from './topic-words-ar.ts';
import { ENGLISH_TOPIC_WORDS } from './topic-words-en.ts';

export interface Topic {
  /** Eight digits: `15000000` is sport. */
  readonly code: string;
  /** 0 to 1: how much of the text speaks for it. */
  readonly score: number;
}

const MOST = 4;
/** A second level topic that has less of its parent's weight is only touched upon. */
const SECOND_LEVEL_SHARE = 0.45;
/** Of the weightiest first level topic; what has less is not what the article is about. */
const FIRST_LEVEL_SHARE = 0.42;
/** Weight below which nothing is said: a word or two in passing. */
const LEAST = 5.5;
/** Words looked at: news says early what it is about. */
const MAX_STEMS = 600;

/**
 * At most four codes, most certain first: first level topics, and of each the second level topic that carries it. A word counts (1 + ln of its occurrences) times
 * its weight, in the headline three times as much; what counts for a second level topic counts for its parent as well. Long texts have more of everything, so
 * weights are divided by the root of the length in hundreds of words. Empty where nothing stands out.
 */
export function topicsOf(article: ArticleText): Topic[] {
  const words = wordsOf(article.language);
  if (words === null) return [];
  const { weights, kinds } = weigh(article, words);

  const ranked = [...weights].filter(([code]) => parentTopic(code) === null).sort(byWeight);
  const best = ranked[0]?.[1] ?? 0;
  const chosen: [string, number][] = [];
  for (const [code, weight] of ranked) {
    if (chosen.length >= MOST || weight < LEAST || weight < best * FIRST_LEVEL_SHARE || kinds.get(code)! < 2) break;
    chosen.push([code, weight]);
    const second = [...weights].filter(([other]) => parentTopic(other) === code).sort(byWeight)[0];
    if (second !== undefined && chosen.length < MOST && second[1] >= weight * SECOND_LEVEL_SHARE && second[1] >= LEAST * 0.8)
      chosen.push(second);
  }
  return chosen.sort(byWeight).map(([code, weight]) => ({ code, score: Math.round((1 - Math.exp(-weight / 25)) * 1000) / 1000 }));
}

const byWeight = ([a, left]: [string, number], [b, right]: [string, number]) => right - left || (a < b ? -1 : 1);

function weigh(article: ArticleText, words: TopicWords): { weights: Map<string, number>; kinds: Map<string, number> } {
  const counts = new Map<number, number>();
  const read = (text: string, times: number): number => {
    const stems = contentStems(text, article.language);
    for (let i = 0; i < stems.length; i++) {
      const single = words.get(stems[i]!);
      if (single !== undefined) counts.set(single, (counts.get(single) ?? 0) + times);
      const pair = i + 1 < stems.length ? words.get(`${stems[i]} ${stems[i + 1]}`) : undefined;
      if (pair !== undefined) counts.set(pair, (counts.get(pair) ?? 0) + times);
    }
    return stems.length;
  };
  let length = read(article.title, 3);
  if (article.standfirst !== null) length += read(article.standfirst, 2);
  for (const block of article.blocks) {
    if (length > MAX_STEMS) break;
    const text = textOfBlock(block);
    if (text !== null) length += read(text, 1);
  }

  const weights = new Map<string, number>();
  /** How many different words speak for a first level topic. */
  const kinds = new Map<string, number>();
  const scale = 1 / Math.sqrt(Math.max(1, length / 100));
  for (const [entry, count] of counts) {
    const seen = new Set<string>();
    for (const { code, weight } of words.entries[entry]!) {
      const amount = weight * (1 + Math.log(count)) * scale;
      weights.set(code, (weights.get(code) ?? 0) + amount);
      const parent = parentTopic(code);
      if (parent !== null) weights.set(parent, (weights.get(parent) ?? 0) + amount);
      seen.add(parent ?? code);
    }
    for (const code of seen) kinds.set(code, (kinds.get(code) ?? 0) + 1);
  }
  return { weights, kinds };
}

/** Stems, and pairs of stems joined by a space, to the topics they speak for. */
class TopicWords {
  readonly entries: { readonly code: string; readonly weight: number }[][] = [];
  private readonly places = new Map<string, number>();

  constructor(lists: Readonly<Record<string, string>>, language: string) {
    for (const [code, list] of Object.entries(lists)) {
      for (const item of list.split(' ')) {
        const [phrase, weight = '1'] = item.split('*');
        const key = phrase!
          .split('_')
          .map((word) => stem(word, language))
          .join(' ');
        this.add(key, code, Number(weight));
      }
    }
  }

  get(key: string): number | undefined {
    return this.places.get(key);
  }

  /** Forms of one word that were listed twice count once, as the weightier. */
  private add(key: string, code: string, weight: number): void {
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.entries.push([]) - 1;
      this.places.set(key, place);
    }
    const entry = this.entries[place]!;
    const known = entry.findIndex((topic) => topic.code === code);
    if (known < 0) entry.push({ code, weight });
    else if (entry[known]!.weight < weight) entry[known] = { code, weight };
  }
}

const ARABIC = new TopicWords(ARABIC_TOPIC_WORDS, 'ar');
const ENGLISH = new TopicWords(ENGLISH_TOPIC_WORDS, 'en');

function wordsOf(language: string): TopicWords | null {
  switch (primaryLanguage(language)) {
    case 'ar':
      return ARABIC;
    case 'en':
      return ENGLISH;
    default:
      return null;
  }
}
