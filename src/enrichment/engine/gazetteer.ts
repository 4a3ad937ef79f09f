/** Names that are known, found by their words. */
import type { EntityType } from '../../data/enrichments/enrichment.record.ts';
import { fold, foldSpelling } from '../../text/fold.ts';
import { words } from '../../text/words.ts';
import { type EntityToken, spellingOf } from './entity-tokens.ts';
import { COUNTRIES } from './gazetteer-countries.ts';
import { EVENTS } from './gazetteer-events.ts';
import { ORGANISATIONS } from './gazetteer-organisations.ts';
import { PEOPLE } from './gazetteer-people.ts';
import { PLACES } from './gazetteer-places.ts';

export interface KnownEntity {
  readonly type: EntityType;
  /** Shown in an article of this language; the other language's where there is none. */
  readonly name: Readonly<Record<'ar' | 'en', string>>;
}

export interface KnownName {
  readonly entity: KnownEntity;
  /** Tokens it takes. */
  readonly length: number;
  /** UTF-16 units of particles at the beginning of the first. */
  readonly skip: number;
}

/** The longest known name that begins at a token, or null. Latin names must be written with a capital, shortenings (US) wholly in capitals. */
export function knownNameAt(tokens: readonly EntityToken[], at: number): KnownName | null {
  const first = tokens[at]!;
  // Tanwin: «صيدًا» is hunting, no town.
  if (first.isArabic && first.text.includes('\u064B')) return null;
  let best: KnownName | null = null;
  for (const reading of first.readings) {
    const entries = NAMES.get(reading.form);
    if (entries === undefined || (!first.isArabic && !first.isCapital)) continue;
    for (const { entity, forms, spelling, marked, isShortening } of entries) {
      if (best !== null && forms.length <= best.length) continue;
      if (
        spelling !== null &&
        (spellingOf(first, reading) !== spelling || /^[بلك]/.test(first.text.slice(0, reading.skip).replace(/^[وف]/, '')))
      )
        continue;
      if (marked !== null && !first.text.endsWith(marked)) continue;
      if (
        isShortening &&
        first.text.slice(0, first.text.length - first.possessive) !==
          first.text.slice(0, first.text.length - first.possessive).toUpperCase()
      )
        continue;
      if (matches(tokens, at, forms)) best = { entity, length: forms.length, skip: reading.skip };
    }
  }
  return best;
}

function matches(tokens: readonly EntityToken[], at: number, forms: readonly string[]): boolean {
  for (let i = 1; i < forms.length; i++) {
    const token = tokens[at + i];
    if (token === undefined || token.folded !== forms[i]) return false;
  }
  return true;
}

/** The known entity that a whole name stands for, or null: «محافظة جدة» is looked up as «جدة». */
export function knownEntity(name: string): KnownEntity | null {
  const [first, ...rest] = words(name).map((word) => fold(word.text));
  if (first === undefined) return null;
  const found = NAMES.get(first)?.find(({ forms }) => forms.length === rest.length + 1 && rest.every((form, i) => form === forms[i + 1]));
  return found?.entity ?? null;
}

interface Entry {
  readonly entity: KnownEntity;
  readonly forms: readonly string[];
  /** How the first word must be spelt. */
  readonly spelling: string | null;
  /** How the first word must be written, diacritics and all: «عمّان» is Amman. */
  readonly marked: string | null;
  readonly isShortening: boolean;
}

/** By the first word, folded. */
const NAMES: ReadonlyMap<string, readonly Entry[]> = readNames();

function readNames(): Map<string, Entry[]> {
  const names = new Map<string, Entry[]>();
  const lists: readonly (readonly [EntityType, string])[] = [
    ['PLACE', COUNTRIES],
    ['PLACE', PLACES],
    ['ORGANISATION', ORGANISATIONS],
    ['PERSON', PEOPLE],
    ['EVENT', EVENTS],
  ];
  for (const [type, list] of lists) {
    for (const line of list.trim().split('\n')) {
      const [arabic = [], english = []] = line.split('|').map((side) =>
        side
          .split(/[،,]/)
          .map((name) => name.trim())
          .filter(Boolean),
      );
      const entity: KnownEntity = {
        type,
        name: { ar: bare(arabic[0] ?? english[0]!), en: bare(english[0] ?? arabic[0]!) },
      };
      for (const name of [...arabic, ...english]) add(names, name, entity);
    }
  }
  return names;
}

/** Without the mark of an exact spelling. */
function bare(name: string): string {
  return name.replace(/^[=!]/, '');
}

function add(names: Map<string, Entry[]>, name: string, entity: KnownEntity): void {
  const forms = words(bare(name)).map((word) => fold(word.text.replace(/['’]s$/, '')));
  const entry: Entry = {
    entity,
    forms,
    spelling: name.startsWith('=') ? foldSpelling(words(bare(name))[0]!.text) : null,
    marked: name.startsWith('!') ? bare(name) : null,
    isShortening: forms.length === 1 && /^[A-Z.]{2,}$/.test(name),
  };
  const known = names.get(forms[0]!);
  if (known === undefined) names.set(forms[0]!, [entry]);
  else known.push(entry);
}
