/** Names that are not known but stand behind words that announce them: «وزارة …», «شركة …», «الدكتور …», or are made like names: «… بن …». */
import type { EntityType } from '../../data/enrichments/enrichment.record.ts';
import { fold } from '../../text/fold.ts';
import type { EntityToken } from './entity-tokens.ts';
import { knownEntity } from './gazetteer.ts';
import {
  BODIES,
  DEFINITE_BODIES,
  DIRECTIONS,
  EVENT_HEADS,
  FAMILY_NAMES,
  FOREIGN,
  JOINED,
  LINKS,
  NAMED_BODIES,
  NEED_TAIL,
  NOT_FAMILY,
  OFFICES,
  PERSON_TITLES,
  PLACE_HEADS,
  PLAIN,
  SAYING,
} from './entity-words-ar.ts';
import { ARABIC_GIVEN_NAMES, ARABIC_WORD_NAMES, FOREIGN_GIVEN_NAMES } from './given-names.ts';
import { isGenericStem, isReportingStem } from './news-words.ts';
import { stem } from '../../text/stem.ts';

export interface FoundName {
  readonly type: EntityType;
  /** Index of its first token and of the one behind its last. */
  readonly from: number;
  readonly to: number;
  /** UTF-16 units of particles at the beginning of the first token. */
  readonly skip: number;
  /** First token that belongs to the name proper: behind «مدينة», not behind «وزارة». */
  readonly core: number;
}

/** The name that begins at a token, or null. */
export function arabicNameAt(tokens: readonly EntityToken[], at: number): FoundName | null {
  return (
    bodyAt(tokens, at) ??
    placeAt(tokens, at) ??
    eventAt(tokens, at) ??
    titledPersonAt(tokens, at) ??
    personAt(tokens, at, false) ??
    explainedPersonAt(tokens, at)
  );
}

export function readingIn(token: EntityToken, words: ReadonlySet<string>): { form: string; skip: number } | null {
  if (!token.isArabic) return null;
  for (const reading of token.readings) if (words.has(reading.form)) return reading;
  return null;
}

/** «وزارة الصحة», «شركة زين السعودية», «هيئة حقوق الإنسان», «الاتحاد السعودي لكرة القدم». */
function bodyAt(tokens: readonly EntityToken[], at: number): FoundName | null {
  const definite = readingIn(tokens[at]!, DEFINITE_BODIES);
  if (definite !== null) {
    let to = at + 1;
    while (to < at + 3 && isAdjective(tokens[to])) to++;
    if (to === at + 1) return null;
    const beforeTail = to;
    if (continues(tokens[to]) && (/^لل../.test(tokens[to]!.folded) || (/^ل..../.test(tokens[to]!.folded) && isDefinite(tokens[to + 1])))) {
      to++;
      while (to < beforeTail + 3 && (isDefinite(tokens[to]) || joins(tokens[to]))) to++;
    }
    if (to === beforeTail && NEED_TAIL.has(definite.form)) return null;
    return { type: 'ORGANISATION', from: at, to, skip: definite.skip, core: at };
  }
  const head = readingIn(tokens[at]!, BODIES);
  if (head === null) return null;
  const next = tokens[at + 1];
  if (!continues(next)) return null;
  // «مدينة الملك فهد الطبية» is a hospital, «مدينة الرياض» a place.
  if (head.form === 'مدينه' && !isRoyal(next!)) return null;
  if (isRoyal(next!)) {
    const person = personAt(tokens, at + 2, true);
    let to = person?.to ?? at + 3;
    if (person === null && (tokens[at + 2] === undefined || tokens[at + 2]!.isAfterBreak)) return null;
    while (
      to < tokens.length &&
      to < (person?.to ?? at + 3) + 2 &&
      (isAdjective(tokens[to]) || /^لل..../.test(tokens[to]!.folded) || joins(tokens[to]))
    )
      to++;
    return { type: 'ORGANISATION', from: at, to: Math.min(to, tokens.length), skip: head.skip, core: at };
  }
  // «شركة «سيرا»»: what stands between quotation marks is the name.
  if (/[«“]$/.test(next!.quotes)) {
    let end = at + 2;
    while (end < at + 6 && tokens[end] !== undefined && tokens[end]!.quotes === '' && !tokens[end]!.isAfterBreak) end++;
    if (tokens[end] === undefined || /^[»”]/.test(tokens[end]!.quotes))
      return { type: 'ORGANISATION', from: at, to: end, skip: head.skip, core: at + 1 };
  }
  let to = at + 1;
  if (isDefinite(next)) {
    while (to < at + 4 && (isDefinite(tokens[to]) || (to > at + 1 && joins(tokens[to])))) to++;
    if (to < at + 4 && to > at + 1 && continues(tokens[to]) && /^لل..../.test(tokens[to]!.folded)) to++;
    // «شركة السيارات» may be any; «مجلس الإدارة», «فريق العمل» are no names.
    if (to === at + 2 && isPlain(tokens[at + 1]!)) return null;
    return { type: 'ORGANISATION', from: at, to, skip: head.skip, core: at };
  }
  if (!isNameLike(next!) || agrees(head.form, next!)) return null;
  to = at + 2;
  while (to < at + 4 && isDefinite(tokens[to])) to++;
  if (to > at + 2)
    return isPlain(next!) && !NAMED_BODIES.has(head.form) ? null : { type: 'ORGANISATION', from: at, to, skip: head.skip, core: at };
  return NAMED_BODIES.has(head.form) && !isPlain(next!) && next!.folded.length >= 3
    ? { type: 'ORGANISATION', from: at, to, skip: head.skip, core: at }
    : null;
}

/** «مدينة بيرمنغهام», «محافظة القنفذة», «مطار الملك خالد الدولي». */
function placeAt(tokens: readonly EntityToken[], at: number): FoundName | null {
  const head = readingIn(tokens[at]!, PLACE_HEADS);
  const next = tokens[at + 1];
  if (head === null || !continues(next)) return null;
  if (head.form === 'مطار' && isRoyal(next!)) {
    const person = personAt(tokens, at + 2, true);
    let to = person?.to ?? Math.min(at + 3, tokens.length);
    if (fold('الدولي') === tokens[to]?.folded) to++;
    return { type: 'PLACE', from: at, to, skip: head.skip, core: at };
  }
  if (isPlain(next!) || !isNameLike(next!) || next!.folded.length < 3) return null;
  // «منطقة الخليج», «حي كامل», «عاصمة الثقافة»: too often no name; known ones are found by the gazetteer.
  if (/^(?:منطقه|عاصمه|حي|اقليم|مطار|ميناء)$/.test(head.form) && !(isDefinite(next) && head.form === 'حي')) return null;
  if (head.form === 'مدينه' && agrees(head.form, next!)) return null;
  if (/^(?:قريه|جزيره|ولايه|مقاطعه|بلده)$/.test(head.form) && agrees(head.form, next!) && !isDefinite(next)) return null;
  // «محافظة شمال سيناء», «مدينة جسر الشغور»: an indefinite word and a definite one are one name.
  const to =
    !isDefinite(next) && (isDefinite(tokens[at + 2]) || DIRECTIONS.has(next!.folded)) && continues(tokens[at + 2]) ? at + 3 : at + 2;
  if (to === at + 3 && isAdjective(tokens[at + 2]) && !DIRECTIONS.has(next!.folded))
    return { type: 'PLACE', from: at, to: at + 2, skip: head.skip, core: at + 1 };
  return { type: 'PLACE', from: at, to, skip: head.skip, core: head.form === 'حي' ? at : at + 1 };
}

/** «مهرجان الورد», «كأس السوبر», «قمة العشرين». */
function eventAt(tokens: readonly EntityToken[], at: number): FoundName | null {
  const head = readingIn(tokens[at]!, EVENT_HEADS);
  const next = tokens[at + 1];
  if (head === null || !continues(next)) return null;
  let to = at + 1;
  if (!isDefinite(next)) {
    if (!isNameLike(next!) || isPlain(next!) || agrees(head.form, next!) || /^(?:موسم|معركه|سباق|قمه)$/.test(head.form)) return null;
    to++;
  }
  while (to < at + 4 && isDefinite(tokens[to])) to++;
  if (to === at + 1) return null;
  if (to === at + 2 && isPlain(tokens[at + 1]!)) return null;
  return { type: 'EVENT', from: at, to, skip: head.skip, core: at };
}

/** «الدكتور محمد العلي», «الرئيس الفرنسي فرانسوا هولاند», «الأمير فيصل بن بندر». The name begins behind the title. */
function titledPersonAt(tokens: readonly EntityToken[], at: number): FoundName | null {
  const previous = tokens[at - 1];
  if (previous === undefined || !tokens[at]!.isArabic || (tokens[at]!.isAfterBreak && !/^[دم]$/.test(previous.folded))) return null;
  const title = readingIn(previous, PERSON_TITLES);
  if (title !== null) {
    const person = personAt(tokens, at, true) ?? royalAt(tokens, at);
    if (person !== null) return person;
    const unknown = unknownPersonAt(tokens, at);
    // «خبير ترميم مصري»: behind an indefinite word its own noun may stand, so the second must look like a family's name.
    return unknown !== null && (isFamilyName(tokens[at + 1]!) || !INDEFINITE.test(title.form)) ? unknown : null;
  }
  if (FOREIGN.has(previous.folded)) return personAt(tokens, at, true) ?? unknownPersonAt(tokens, at, true);
  // «المهندس البيئي رضوان الكتاني», «محلل المرافق بدر الخضيري», «يقول زياد الرفاعي».
  let head = at - 1;
  while (head > at - 3 && head > 0 && isDefinite(tokens[head])) head--;
  const announced = head < at - 1 && readingIn(tokens[head]!, PERSON_TITLES) !== null && !tokens[head + 1]!.isAfterBreak;
  if (!announced && !SAYING.has(previous.folded)) return null;
  const person = personAt(tokens, at, true);
  if (person !== null) return person;
  const unknown = unknownPersonAt(tokens, at);
  return unknown !== null && isFamilyName(tokens[at + 1]!) ? unknown : null;
}

/** «خبير», «صاحبة»; not «الخبير», «د.», «مدربه». */
const INDEFINITE = /^(?!ال|مدربه$|لاعبه$|نظيره$)..../;

/** «الملك سلمان», «الملا عمر»: one name suffices behind a crown or a turban, and is told with it. */
function royalAt(tokens: readonly EntityToken[], at: number): FoundName | null {
  const title = tokens[at - 1]!;
  const given = givenNameAt(tokens, at, true);
  if (given === null || tokens[at]!.isStop || !/^(?:الملك|الملكه|الملا|البابا|الشيخ|الامير|الاميره)$/.test(title.folded)) return null;
  return { type: 'PERSON', from: at - 1, to: given.to, skip: 0, core: at - 1 };
}

/** «بدر الخضيري، مدير المرافق»: what stands behind the comma says that it is a person. */
function explainedPersonAt(tokens: readonly EntityToken[], at: number): FoundName | null {
  const behind = tokens[at + 2];
  if (behind === undefined || !behind.isAfterBreak || behind.quotes !== '' || readingIn(behind, PERSON_TITLES) === null) return null;
  const unknown = unknownPersonAt(tokens, at);
  return unknown !== null && isFamilyName(tokens[at + 1]!) ? unknown : null;
}

/** Two words of which nothing is known, but that a title stands before them. */
function unknownPersonAt(tokens: readonly EntityToken[], at: number, isForeign = false): FoundName | null {
  const [first, second] = [tokens[at], tokens[at + 1]];
  if (first === undefined || second === undefined || second.isAfterBreak) return null;
  for (const token of [first, second]) {
    if (!isNameLike(token) || isPlain(token) || token.folded.length < 3 || token.text.includes('\u064B') || token.folded.endsWith('ه'))
      return null;
    if (/^[يت]...$/.test(token.folded) || (!isForeign && /^[بلو]/.test(token.folded))) return null;
  }
  if (isDefinite(first)) return null;
  if (isDefinite(second) && !isFamilyName(second)) return null;
  return { type: 'PERSON', from: at, to: at + 2, skip: 0, core: at };
}

/**
 * A name made of given names, links and a family name. `isCued`: a title stands before it, so that names that are words too count.
 */
function personAt(tokens: readonly EntityToken[], at: number, isCued: boolean): FoundName | null {
  const first = tokens[at];
  if (first === undefined || !first.isArabic) return null;
  // «هاجر بن يوسف»: whatever the first word is.
  const isLinked =
    /^(?:بن|بنت)$/.test(tokens[at + 1]?.folded ?? '') &&
    !tokens[at + 1]!.isAfterBreak &&
    isNameLike(first) &&
    !isDefinite(first) &&
    first.folded.length >= 3;
  const given = givenNameAt(tokens, at) ?? (isLinked ? { to: at + 1, skip: 0, form: first.folded } : null);
  if (given === null) return null;
  let to = given.to;
  let links = 0;
  let names = 1;
  let hasFamily = false;
  while (to < tokens.length && to - at < 9 && !tokens[to]!.isAfterBreak && names < 5) {
    const token = tokens[to]!;
    if (LINKS.has(token.folded) && tokens[to + 1] !== undefined && !tokens[to + 1]!.isAfterBreak) {
      const linked = givenNameAt(tokens, to + 1, true);
      const end = linked?.to ?? (isNameLike(tokens[to + 1]!) ? to + 2 : null);
      if (end === null) break;
      if (/^(?:بن|بنت|ابن)$/.test(token.folded)) links++;
      to = end;
      names++;
      if (token.folded === 'ال' || isDefinite(tokens[end - 1])) {
        hasFamily = true;
        break;
      }
      continue;
    }
    const more = givenNameAt(tokens, to, true);
    if (more !== null && more.skip === 0) {
      to = more.to;
      names++;
      continue;
    }
    // «الباحثة سلمى برادة»: behind a title and a given name, any word that can be a name; behind a foreign one without a title.
    const isTrusted = names === 1 && !first.isStop && !ARABIC_WORD_NAMES.has(given.form);
    if (
      isFamilyName(token) ||
      (isTrusted && FOREIGN_GIVEN_NAMES.has(given.form) && canBeFamilyName(token, true)) ||
      (isTrusted && isCued && canBeFamilyName(token))
    ) {
      to++;
      names++;
      hasFamily = true;
    }
    break;
  }
  if (names < 2) return null;
  const isWord = ARABIC_WORD_NAMES.has(given.form);
  if (isWord && !isCued && links === 0 && !(hasFamily && isNearOffice(tokens, at))) return null;
  if (!isCued && links === 0 && !hasFamily && names < 3 && !isNearOffice(tokens, at)) return null;
  return { type: 'PERSON', from: at, to, skip: given.skip, core: at };
}

/** A given name at a token: one word, or «عبد الله», «أبو بكر». `isBare`: particles may not be attached to it, for it stands within a name. */
function givenNameAt(tokens: readonly EntityToken[], at: number, isBare = false): { to: number; skip: number; form: string } | null {
  const token = tokens[at];
  if (token === undefined || !token.isArabic) return null;
  for (const { form, skip } of isBare ? token.readings.slice(0, 1) : token.readings) {
    if (form === 'عبد' && tokens[at + 1] !== undefined && /^ال../.test(tokens[at + 1]!.folded) && !tokens[at + 1]!.isAfterBreak)
      return { to: at + 2, skip, form };
    if (ARABIC_GIVEN_NAMES.has(form) || FOREIGN_GIVEN_NAMES.has(form) || /^عبدال.../.test(form)) return { to: at + 1, skip, form };
  }
  return null;
}

function isNearOffice(tokens: readonly EntityToken[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 6); i--) {
    if (readingIn(tokens[i]!, OFFICES) !== null || readingIn(tokens[i]!, PERSON_TITLES) !== null) return true;
    if (tokens[i + 1]!.isAfterBreak) return false;
  }
  return false;
}

export function isGivenName({ folded }: EntityToken): boolean {
  return ARABIC_GIVEN_NAMES.has(folded) || FOREIGN_GIVEN_NAMES.has(folded) || /^عبدال.../.test(folded);
}

export function isFamilyName(token: EntityToken): boolean {
  const { folded } = token;
  if (NOT_FAMILY.has(folded)) return false;
  return FAMILY_NAMES.has(folded) || /^ال[\u0621-\u064A]{2,8}ي$/.test(folded) || /^ال[\u0621-\u064A]{2,6}(?:ان|اوي)$/.test(folded);
}

function canBeFamilyName(token: EntityToken, isForeign = false): boolean {
  return (
    isNameLike(token) &&
    !isDefinite(token) &&
    !isPlain(token) &&
    token.folded.length >= 4 &&
    !token.text.includes('\u064B') &&
    (isForeign || !/^[بلوف]/.test(token.folded)) &&
    !token.folded.endsWith('ت') &&
    readingIn(token, PERSON_TITLES) === null &&
    knownEntity(token.folded) === null
  );
}

function continues(token: EntityToken | undefined): boolean {
  return token !== undefined && token.isArabic && !token.isAfterBreak && !token.isStop;
}

function isDefinite(token: EntityToken | undefined): boolean {
  return continues(token) && /^ال[\u0621-\u064A]{2}/.test(token!.folded) && !/^الذي|^التي|^الذين/.test(token!.folded);
}

/** «السعودية», «العام», «العليا»: definite and of the form of an adjective. */
function isAdjective(token: EntityToken | undefined): boolean {
  return (
    isDefinite(token) &&
    /(?:ي|يه|العام|العامه|الاعلى|الاعلي|العليا|العالي|المركزي|الملكيه|المركزيه|المشترك|المشتركه|الكبري|الحر|الموحد|الموحده|الخيريه)$/.test(
      token!.folded,
    )
  );
}

function joins(token: EntityToken | undefined): boolean {
  return token !== undefined && !token.isAfterBreak && JOINED.has(token.folded);
}

function isRoyal({ folded }: EntityToken): boolean {
  return /^(?:الملك|الامير|الاميره|الامام|الشيخ)$/.test(folded);
}

/** Could be a noun that is a name: no particle, no verb of reporting, no number. */
export function isNameLike(token: EntityToken): boolean {
  return (
    token.isArabic &&
    !token.isStop &&
    !/^(?:لل|بال|وال|فال|كال)/.test(token.folded) &&
    !isReportingStem(stem(token.text, 'ar')) &&
    (ARABIC_GIVEN_NAMES.has(token.folded) ||
      knownEntity(token.folded) !== null ||
      !/^(?:[يت][\u0621-\u064A]{3}|ي[\u0621-\u064A]{4,}|ست[\u0621-\u064A]{4,}|سي[\u0621-\u064A]{4,}|ت[\u0621-\u064A]{5,})$/.test(
        token.folded,
      )) &&
    !OFFICES.has(token.folded)
  );
}

export function isPlain(token: EntityToken): boolean {
  return PLAIN.has(token.folded) || isGenericStem(stem(token.text, 'ar'));
}

/** «شركة عالمية», «مركز تجاري»: an adjective, no name. */
function agrees(head: string, { folded }: EntityToken): boolean {
  return head.endsWith('ه') ? folded.endsWith('ه') : folded.endsWith('ي');
}
