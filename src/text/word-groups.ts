/** Tables of words that stand for each other: plurals, names in two scripts. */
import { foldSpelling } from './fold.ts';
import { stem } from './stem.ts';

/** What may stand in a word's place: words beside each other, by their stems or letter by letter. */
export interface Alternative {
  readonly form: 'stem' | 'spelling';
  readonly words: readonly string[];
}

interface Word {
  readonly stem: string;
  readonly spelling: string;
}

/**
 * Reads groups, divided by commas, of words that find each other; of `a > b c` only a finds the others, because what they are spelled like means something else.
 * `=word`: known and found by its spelling (with the usual particles), for its stem is another word's, too: «أبل» and «إبل». `two_words` are found
 * beside each other, but find nothing. The table is made with the first question.
 */
export function readWordGroups(groups: () => string): (word: Word) => readonly Alternative[] {
  let table: ReadonlyMap<string, readonly Alternative[]> | null = null;
  return ({ stem: stemmed, spelling }) => {
    table ??= tableOf(groups());
    return table.get(stemmed) ?? table.get(SPELLED + spelling) ?? [];
  };
}

const SPELLED = '=';
const PARTICLES = ['', 'ال', 'وال', 'بال', 'لل', 'و', 'ب', 'ل'];

interface Member {
  /** What it is looked up by. */
  readonly keys: readonly string[];
  readonly alternatives: readonly Alternative[];
}

function tableOf(groups: string): ReadonlyMap<string, readonly Alternative[]> {
  const table = new Map<string, readonly Alternative[]>();
  for (const group of groups.split(',')) {
    const members = group.split(/[\s>]+/).flatMap((text) => (text === '' ? [] : memberOf(text)));
    const asking = group.includes('>') ? members.slice(0, 1) : members;
    for (const { keys } of asking) {
      for (const key of keys) {
        const others = members.filter((member) => !member.keys.includes(key)).flatMap(({ alternatives }) => alternatives);
        if (others.length > 0) table.set(key, distinct([...(table.get(key) ?? []), ...others]));
      }
    }
  }
  return table;
}

function memberOf(text: string): Member {
  if (text.startsWith(SPELLED)) {
    const spelled = foldSpelling(text.slice(1));
    const spellings = /^[a-z]/.test(spelled) ? [spelled] : PARTICLES.map((particle) => particle + spelled);
    return {
      keys: spellings.map((spelling) => SPELLED + spelling),
      alternatives: spellings.map((spelling) => ({ form: 'spelling', words: [spelling] })),
    };
  }
  const words = text.split('_').map((word) => stem(foldSpelling(word), 'und'));
  return { keys: words.length === 1 ? words : [], alternatives: [{ form: 'stem', words }] };
}

function distinct(alternatives: readonly Alternative[]): readonly Alternative[] {
  return [...new Map(alternatives.map((one) => [`${one.form} ${one.words.join(' ')}`, one])).values()];
}
