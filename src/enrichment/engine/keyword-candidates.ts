/** The phrases an article might be about: runs of content words, counted by their stems. */
import { conjunctionLength } from '../../text/particles.ts';
import { type ArticleText, textOfBlock } from './article-text.ts';
import { isReportingStem } from './news-words.ts';
import { type Term, termsOf } from './terms.ts';

const LONGEST_PHRASE = 3;
/** Words looked at: the body of all but the longest articles. */
const MAX_TERMS = 3_000;

export interface Candidate {
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

/** By the stems, joined by a space. */
export function candidatesOf(article: ArticleText): Map<string, Candidate> {
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
    const isBroken =
      run.length > 0 &&
      (!/^[ \u00A0]+$/.test(text.slice(end, term.start)) ||
        conjunctionLength(term.text) > 0 ||
        /^(?:لل|كال)[\u0621-\u064A]{3}/.test(term.text));
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
function looksLikeVerb({ folded, stem }: Term): boolean {
  if (/^[\u0621-\u064A]+$/.test(folded))
    return /^[وف]?(?:س?ي[\u0621-\u064A]{3,}|ست[\u0621-\u064A]{3,}|تت[\u0621-\u064A]{2,})$/.test(folded) && !YA_NOUNS.test(stem);
  return /^[a-z]{4,}ly$/.test(folded) && !/^(?:family|italy|july|supply|assembly|ally|rally|monopoly)$/.test(folded);
}

const YA_NOUNS =
  /^(?:يوم|يوليو|يونيو|يناير|يابان|يمن|يمين|يهود|يسار|يد|ينبع|يوسف|ياسر|ياسين|يحيي|يحي|يزيد|يورو|يوتيوب|يعقوب|يونان|يقين|ياسم|يوفنتوس|يونايتد|يام|يتيم|سيار|سياس|سياح|سيد|سيطر|سيناريو|سيناء|سينما|سيول|سينما|سيف|سيدني|سيلفا|سير|سيمنس|سيد|ستاد|ستار|ستاندرد|ستيف)/;

function add(found: Map<string, Candidate>, text: string, terms: Term[], where: 'title' | 'lead' | 'body', position: number): void {
  const stems = terms.map((term) => term.stem);
  const key = stems.join(' ');
  let candidate = found.get(key);
  if (candidate === undefined) {
    candidate = {
      stems,
      surfaces: new Map(),
      terms,
      nominal: false,
      capitalised: 0,
      count: 0,
      inTitle: false,
      inLead: false,
      first: position,
    };
    found.set(key, candidate);
  }
  const surface = text.slice(terms[0]!.start, terms.at(-1)!.end);
  candidate.surfaces.set(surface, (candidate.surfaces.get(surface) ?? 0) + 1);
  candidate.count++;
  candidate.inTitle ||= where === 'title';
  candidate.inLead ||= where === 'lead';
  if (isDefinite(terms.at(-1)!.folded) || isName(terms.at(-1)!.text)) candidate.nominal = true;
  // A capital at the beginning of a sentence says nothing.
  if (
    terms.every((term) => /^\p{Lu}/u.test(term.text)) &&
    (where === 'title' || /\p{Ll}[ \u00A0]$|[,«“"'(] ?$/u.test(text.slice(0, terms[0]!.start)))
  )
    candidate.capitalised++;
}

const ATTACHED_ARTICLE = /^(?:[وف]?(?:ال|بال|كال)|[وف]?لل)/;

/** «الشركة», «بالشركة», «للشركة»; folded. */
export function isDefinite(word: string): boolean {
  return word.length >= 4 && ATTACHED_ARTICLE.test(word);
}

/** A Latin word with a capital: within Arabic text always a name. */
export function isName(word: string): boolean {
  return /^\p{Lu}\p{L}/u.test(word);
}
