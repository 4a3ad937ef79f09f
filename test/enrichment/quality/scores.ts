/** How what was made is scored against what an editor would have made. Pure arithmetic. */
import { fold } from '../../../src/text/fold.ts';
import { words } from '../../../src/text/words.ts';
import type { GoldEntity } from './annotations.ts';

/** Right ones among those told, and among those wanted. Summed over articles, so that each name or sentence counts alike. */
export interface Tally {
  readonly right: number;
  readonly told: number;
  readonly wanted: number;
}

export const NOTHING: Tally = { right: 0, told: 0, wanted: 0 };

export function plus(a: Tally, b: Tally): Tally {
  return { right: a.right + b.right, told: a.told + b.told, wanted: a.wanted + b.wanted };
}

/** 0 where nothing was told; F1 is the harmonic mean. */
export function ratesOf({ right, told, wanted }: Tally): { precision: number; recall: number; f1: number } {
  const precision = told === 0 ? 0 : right / told;
  const recall = wanted === 0 ? 0 : right / wanted;
  return { precision, recall, f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

export function tallyOf<Item>(told: readonly Item[], wanted: readonly Item[], same: (told: Item, wanted: Item) => boolean): Tally {
  const left = [...wanted];
  let right = 0;
  for (const item of told) {
    const found = left.findIndex((one) => same(item, one));
    if (found < 0) continue;
    left.splice(found, 1);
    right++;
  }
  return { right, told: told.length, wanted: wanted.length };
}

/** Share of the gold's n-grams that the text has (ROUGE-N, C.-Y. Lin 2004), words folded, each as often as it stands there; and the share of the text's that the gold has. */
export function rouge(text: string, gold: string, n: number): Tally {
  return tallyOfCounts(gramsOf(text, n), gramsOf(gold, n));
}

function tallyOfCounts(told: ReadonlyMap<string, number>, wanted: ReadonlyMap<string, number>): Tally {
  let right = 0;
  for (const [gram, count] of told) right += Math.min(count, wanted.get(gram) ?? 0);
  const sum = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((a, b) => a + b, 0);
  return { right, told: sum(told), wanted: sum(wanted) };
}

function gramsOf(text: string, n: number): Map<string, number> {
  const tokens = words(text).map((word) => fold(text.slice(word.start, word.end)));
  const counts = new Map<string, number>();
  for (let i = 0; i + n <= tokens.length; i++) {
    const gram = tokens.slice(i, i + n).join(' ');
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

export interface EntityTally extends Tally {
  /** Of the right ones, those with the whole name and no more. */
  readonly exact: number;
  readonly missed: readonly GoldEntity[];
  readonly wrong: readonly GoldEntity[];
}

export interface ToldEntity extends GoldEntity {
  /** As the article writes it, where that is known: `name` may be the usual form ("United Kingdom" for "Britain"). */
  readonly mentions?: readonly { readonly quote: string }[];
}

/**
 * A name is right where it is of the type and one of the two contains the other, word by word: «محمد بن نايف» for «الأمير محمد بن نايف», "Bain" for "Roderick Bain". The
 * name as it is told and as it is written in the article both count. A gold name is found once; what says it again is wrong, and what is optional counts neither way.
 */
export function entityTally(told: readonly ToldEntity[], wanted: readonly GoldEntity[], optional: readonly GoldEntity[]): EntityTally {
  const left = [...wanted];
  const found: GoldEntity[] = [];
  const wrong: GoldEntity[] = [];
  let exact = 0;
  for (const entity of told) {
    const names = [entity.name, ...(entity.mentions ?? []).map(({ quote }) => quote)];
    const ofType = (same: (one: string, other: string) => boolean) =>
      left.findIndex((gold) => gold.type === entity.type && names.some((name) => same(name, gold.name)));
    const whole = ofType((one, other) => nameOf(one) === nameOf(other));
    const place = whole >= 0 ? whole : ofType(sameName);
    if (place >= 0) {
      if (whole >= 0) exact++;
      found.push(...left.splice(place, 1));
    } else if (!optional.some((one) => names.some((name) => sameName(name, one.name)))) wrong.push(entity);
  }
  return { right: found.length, told: found.length + wrong.length, wanted: wanted.length, exact, missed: left, wrong };
}

function sameName(one: string, other: string): boolean {
  const [a, b] = [` ${nameOf(one)} `, ` ${nameOf(other)} `];
  return a.includes(b) || b.includes(a);
}

/** Folded words without the article, «عبد الله» as one word. */
function nameOf(name: string): string {
  return words(name)
    .map((word) => fold(name.slice(word.start, word.end)).replace(/^ال(?=\p{L}{2})/u, ''))
    .join(' ')
    .replace(/(^| )عبد (?=\p{L})/gu, '$1عبدال')
    .replace(/عبدالال/g, 'عبدال');
}

/** Pairs of articles in one cluster, told and wanted. */
export function pairTally(
  articles: readonly string[],
  told: (article: string) => string | null,
  wanted: (article: string) => string | null,
): Tally & { readonly wrong: readonly string[]; readonly missed: readonly string[] } {
  const tally = { right: 0, told: 0, wanted: 0 };
  const wrong: string[] = [];
  const missed: string[] = [];
  for (const [i, one] of articles.entries()) {
    for (const other of articles.slice(i + 1)) {
      const isTold = told(one) !== null && told(one) === told(other);
      const isWanted = wanted(one) !== null && wanted(one) === wanted(other);
      tally.told += Number(isTold);
      tally.wanted += Number(isWanted);
      if (isTold && isWanted) tally.right++;
      else if (isTold) wrong.push(`${one} + ${other}`);
      else if (isWanted) missed.push(`${one} + ${other}`);
    }
  }
  return { ...tally, wrong, missed };
}
