/** Who and what an article names, with every place where it does. */
import type { Citation, EntityRecord, EntityType } from '../../data/enrichments/enrichment.record.ts';
import { fold } from '../../text/fold.ts';
import { primaryLanguage } from '../../text/locale.ts';
import { words } from '../../text/words.ts';
import { type ArticleText, textOfBlock } from './article-text.ts';
import { arabicNameAt, type FoundName } from './entity-cues-ar.ts';
import { englishNameAt } from './entity-cues-en.ts';
import { speakerOf } from './entity-speakers.ts';
import { type EntityToken, entityTokens } from './entity-tokens.ts';
import { knownEntity, type KnownName, knownNameAt } from './gazetteer.ts';

/** Names told at most, and mentions of each. */
export const MAX_ENTITIES = 20;
export const MAX_MENTIONS = 20;
/** Names followed while reading: what a list of a thousand names may take. */
const MAX_FOLLOWED = 300;

/**
 * Known names (gazetteer.ts) and names that cues announce (entity-cues-*.ts), the longest at each place, one after the other. Spellings of one entity are one:
 * those of the gazetteer, those that fold alike, a body with and without its nationality, and a family name behind its whole name. Prominence: in the headline 3, in
 * the first paragraph 2, elsewhere 1 each, the most prominent one has 1. Empty for languages other than Arabic and English.
 */
export function entitiesOf(article: ArticleText): EntityRecord[] {
  const language = primaryLanguage(article.language);
  if (language !== 'ar' && language !== 'en') return [];
  const found = new Followed(language);
  found.read(article.title, null, 3);
  if (article.standfirst !== null) found.read(article.standfirst, null, 2);
  let paragraphs = 0;
  for (const [block, content] of article.blocks.entries()) {
    const text = textOfBlock(content);
    if (text !== null) found.read(text, block, content.kind === 'PARAGRAPH' && paragraphs++ === 0 ? 2 : 1);
    if (content.kind === 'QUOTE' && content.attribution !== null) found.readSpeaker(content.attribution);
  }
  return found.entities();
}

interface FollowedEntity {
  name: string;
  readonly type: EntityType;
  readonly isKnown: boolean;
  weight: number;
  readonly mentions: Citation[];
  readonly first: number;
}

class Followed {
  private readonly language: 'ar' | 'en';
  private readonly byKey = new Map<string, FollowedEntity>();
  private seen = 0;

  constructor(language: 'ar' | 'en') {
    this.language = language;
  }

  /** `block` is null for the headline: it counts, but offsets into it are not told. */
  read(text: string, block: number | null, weight: number): void {
    const tokens = entityTokens(text, this.language);
    for (let at = 0; at < tokens.length;) {
      const name = nameAt(tokens, at, this.language);
      if (name === null) {
        at++;
        continue;
      }
      this.add(text, tokens, name, block, weight);
      at = name.to;
    }
  }

  /** The line below a quotation: citations point at texts of blocks, so it counts but is not told as a mention. */
  readSpeaker(attribution: string): void {
    const tokens = entityTokens(attribution, this.language);
    const speaker = speakerOf(tokens);
    if (speaker !== null) this.add(attribution, tokens, { ...speaker, known: null }, null, 1);
  }

  entities(): EntityRecord[] {
    const merged = this.mergeShortForms();
    const most = Math.max(...merged.map((entity) => entity.weight), 1);
    return merged
      .sort((a, b) => b.weight - a.weight || a.first - b.first)
      .slice(0, MAX_ENTITIES)
      .map(({ name, type, weight, mentions }) => ({ name, type, prominence: Math.round((weight / most) * 1000) / 1000, mentions }));
  }

  private add(text: string, tokens: readonly EntityToken[], name: TypedName, block: number | null, weight: number): void {
    const start = tokens[name.from]!.start + name.skip;
    const last = tokens[name.to - 1]!;
    const end = last.end - last.possessive;
    const written = text.slice(start, end);
    const core = name.core > name.from ? text.slice(tokens[name.core]!.start, end) : written;
    const known = name.known ?? knownEntity(core);
    // «للجيش المصري»: the article's alef is not written behind ل.
    const article = name.core === name.from && name.skip > 0 && /^[وف]?لل$/.test(text.slice(tokens[name.from]!.start, start)) ? 'ال' : '';
    const shown = known === null ? article + tidy(core) : known.name[this.language];
    const type = known?.type ?? name.type;
    const key = `${type} ${known === null ? keyOf(shown) : fold(shown)}`;
    let entity = this.byKey.get(key);
    if (entity === undefined) {
      if (this.byKey.size >= MAX_FOLLOWED) return;
      entity = { name: shown, type, isKnown: known !== null, weight: 0, mentions: [], first: this.seen++ };
      this.byKey.set(key, entity);
    }
    entity.weight += weight;
    if (block !== null && entity.mentions.length < MAX_MENTIONS) entity.mentions.push({ block, start, end, quote: written });
  }

  /** «وزارة الصحة السعودية» is «وزارة الصحة», "Brennan" is "Aoife Brennan": the whole name that stands for both takes the mentions of the other. */
  private mergeShortForms(): FollowedEntity[] {
    const entities = [...this.byKey.values()];
    const gone = new Set<FollowedEntity>();
    for (const short of entities) {
      if (short.isKnown) continue;
      const whole = entities.find((other) => other !== short && !gone.has(other) && other.type === short.type && standsFor(short, other));
      if (whole === undefined) continue;
      gone.add(short);
      whole.weight += short.weight;
      whole.mentions.push(...short.mentions);
      whole.mentions.sort((a, b) => a.block - b.block || a.start - b.start);
      whole.mentions.length = Math.min(whole.mentions.length, MAX_MENTIONS);
    }
    return entities.filter((entity) => !gone.has(entity));
  }
}

/** A person's family name alone, or a body's name with more words behind it. */
function standsFor(short: FollowedEntity, whole: FollowedEntity): boolean {
  const [shortWords, wholeWords] = [short.name.split(' ').map(fold), whole.name.split(' ').map(fold)];
  switch (short.type) {
    case 'PERSON':
      return shortWords.length < wholeWords.length && isWithin(shortWords, wholeWords);
    case 'ORGANISATION':
    case 'EVENT':
      // The longer one goes into the shorter: what follows is «السعودية», «بالمملكة».
      return wholeWords.length >= 2 && shortWords.length > wholeWords.length && wholeWords.every((word, i) => word === shortWords[i]);
    case 'PLACE':
      return false;
  }
}

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const word of all) if (word === some[at]) at++;
  return at === some.length;
}

interface TypedName extends FoundName {
  readonly known: KnownName['entity'] | null;
}

function nameAt(tokens: readonly EntityToken[], at: number, language: 'ar' | 'en'): TypedName | null {
  const token = tokens[at]!;
  const known = knownNameAt(tokens, at);
  const cued = token.isArabic ? arabicNameAt(tokens, at) : englishNameAt(tokens, at);
  // «قناة السويس المقرر»: a known name of several words is not made longer.
  const isWhole =
    known !== null &&
    known.length >= 2 &&
    token.isArabic &&
    cued?.type !== 'PERSON' &&
    cued?.from === at &&
    cued.core === at &&
    known.skip === cued.skip;
  if (
    known === null ||
    (!isWhole &&
      cued !== null &&
      cued.to > at + known.length &&
      (language === 'ar' || cued.type !== 'PERSON' || known.entity.type === 'PERSON'))
  )
    return cued === null ? null : { ...cued, known: null };
  return { type: known.entity.type, from: at, to: at + known.length, skip: known.skip, core: at, known: known.entity };
}

/** Shown on one line, without marks that are not seen. */
function tidy(name: string): string {
  return name
    .replace(/[\u0640\u064B-\u0652\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF«»"“”]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function keyOf(name: string): string {
  return words(name)
    .map((word) => fold(word.text))
    .join(' ');
}
