/** Names in English: runs of capitals, told apart by their heads, titles and given names. */
import type { EntityType } from '../../data/enrichments/enrichment.record.ts';
import type { FoundName } from './entity-cues-ar.ts';
import type { EntityToken } from './entity-tokens.ts';
import { ENGLISH_GIVEN_NAMES } from './given-names.ts';

const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

const TITLES = set(
  'mr mrs ms miss dr prof professor president minister chancellor senator sen representative rep gov governor mayor king queen prince princess sheikh emir sir lord lady dame gen general col colonel capt captain maj major lt lieutenant sgt admiral judge justice pope bishop archbishop imam rev coach secretary ambassador detective sheriff commander inspector rabbi captain chief officer nurse engineer director',
);
const ORGANISATION_ENDS = set(
  'inc corp corporation ltd llc plc company co group bank university college ministry council committee authority agency association party institute institution foundation fund court department union federation organisation organization commission club united city-council airlines airways hospital museum parliament assembly bureau board lines terminal branch grid ventures holdings systems technologies labs laboratory laboratories press times post news journal army navy force police church school academy society league-office team exchange partners capital motors electronics pharmaceuticals energy media studios records center centre initiative alliance coalition network service services office administration service guard',
);
const ORGANISATION_STARTS = set(
  'ministry university bank department institute office house college federation association council court national-bank board bureau',
);
const PLACE_ENDS = set(
  'city river province island islands street airport mountain mountains sea bay strait valley lake county district beach park desert peninsula harbour harbor port village road avenue bridge square forest hills coast state canal ocean region territory',
);
const PLACE_STARTS = set('lake mount gulf strait bay port cape island isle river');
const EVENT_ENDS = set(
  'cup olympics summit conference festival championship championships forum expo games award awards prix marathon fair open derby tournament war revolution day agreement accord treaty',
);
/** Capitals that begin sentences or stand for themselves, and name nobody. */
const NO_NAMES = set(
  `the a an in on at of to for from with by as but and or if when while after before since although though this that these those it its he she they we you i his her their our your there here what why how who which where some many most more all no not one two three four five six seven eight nine ten
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december
  mr mrs ms dr yes however meanwhile also still now then today yesterday tomorrow last next first second new old other another each every both few several such even just only later earlier according despite during under over between among against through about into out up down off
  american british french german russian chinese japanese indian arab arabic saudi egyptian israeli palestinian iranian iraqi syrian turkish european asian african english spanish italian canadian australian dutch swiss islamic muslim christian jewish catholic western eastern northern southern korean ukrainian polish greek mexican brazilian
  breaking update exclusive opinion analysis photo video read more getty images image credit caption source ceo cfo ai tv uk us eu pm am gmt ok diy faq gdp covid dna`,
);
const INNER = set('of the for and de la el al bin ibn von van der den du da dos di le');
/** Before a capital they say where. */
const WHERE = set('in near outside around across off');
const DIRECTIONS = set(
  'north south east west northeast northwest southeast southwest town city village island port coast valley outskirts mayor',
);
const STORMS = set('storm hurricane cyclone typhoon');
const ROLES = set(
  'captain coach chief owner colleague nurse pilot chef head founder cofounder spokesman spokeswoman spokesperson professor mayor chairman chairwoman chair president minister neighbour neighbor friend wife husband son daughter brother sister mother father guide artist architect lawyer judge poet critic economist ecologist scientist journalist analyst executive clerk mechanic surgeon geologist student resident volunteer fisherman guard partner lead champion goalkeeper winger star defender colonel secretary',
);
const REPORTING = set('said says told added wrote writes explained argued tweeted announced warned insisted recalled joked');

/** The name that begins at a token, or null. `isKnown` says where known names begin: a run ends before one only if it has a head of its own. */
export function englishNameAt(tokens: readonly EntityToken[], at: number): FoundName | null {
  const titled = titledPersonAt(tokens, at);
  if (titled !== null) return titled;
  const first = tokens[at]!;
  if (!isNameWord(first)) return null;
  const to = runEnd(tokens, at);
  const last = tokens[to - 1]!.folded;
  const found = (type: EntityType, from = at, end = to): FoundName => ({ type, from, to: end, skip: 0, core: from });

  if (to - at > 1) {
    if (ORGANISATION_ENDS.has(last) || ORGANISATION_STARTS.has(first.folded)) return found('ORGANISATION');
    if (EVENT_ENDS.has(last)) return found('EVENT');
    if (PLACE_ENDS.has(last) || PLACE_STARTS.has(first.folded)) return found('PLACE');
  }
  if (STORMS.has(first.folded) && to - at === 2) return found('EVENT');
  const before = tokens[at - 1];
  const plain = plainEnd(tokens, at);
  if (before !== undefined && !first.isAfterBreak && plain - at <= 2 && !ENGLISH_GIVEN_NAMES.has(first.folded)) {
    if (WHERE.has(before.folded) || (before.folded === 'of' && tokens[at - 2] !== undefined && DIRECTIONS.has(tokens[at - 2]!.folded)))
      return found('PLACE', at, plain);
  }
  const length = plain - at;
  if (length >= 2 && length <= 4) {
    if (ENGLISH_GIVEN_NAMES.has(first.folded)) return found('PERSON', at, plain);
    if (length <= 3 && (isRole(before) || isExplained(tokens, plain))) return found('PERSON', at, plain);
    // "… said Aoife Brennan", "Aoife Brennan said".
    if (length <= 3 && (isReporting(tokens[plain]) || isReporting(tokens[at - 1])) && !tokens[at]!.possessive)
      return found('PERSON', at, plain);
  }
  return null;
}

/** "Prime Minister Keir Starmer", "Dr Brennan": the name without the title. */
function titledPersonAt(tokens: readonly EntityToken[], at: number): FoundName | null {
  const previous = tokens[at - 1];
  const first = tokens[at]!;
  if (previous === undefined || !previous.isCapital || !TITLES.has(previous.folded) || !isNameWord(first) || TITLES.has(first.folded))
    return null;
  // "Mr. Obama": the full stop of a shortening is a break to others.
  if (first.isAfterBreak && !/^(?:mr|mrs|ms|dr|prof|sen|rep|gov|gen|col|capt|maj|lt|sgt|rev)$/.test(previous.folded)) return null;
  const to = plainEnd(tokens, at);
  return to - at > 4 ? null : { type: 'PERSON', from: at, to, skip: 0, core: at };
}

/** "the ecologist Warren Tsosie", "its director, Sorcha Macaulay". */
function isRole(token: EntityToken | undefined): boolean {
  if (token === undefined || token.isCapital || token.isStop) return false;
  return (
    ROLES.has(token.folded) ||
    /^[a-z]{3,}(?:ist|ian|eer|ologer|winner|grapher|keeper|maker|manager|driver|teacher|trainer|worker|writer|singer|dancer|player|farmer|officer|leader|minister|doctor|author|editor|director|actor|sculptor|instructor|coordinator|researcher)$/.test(
      token.folded,
    )
  );
}

/** "…, 52, …", "…, who …", "…, a teacher", "…, the chief engineer, …", "…, head of …". */
function isExplained(tokens: readonly EntityToken[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined || !token.isAfterBreak) return false;
  if (/^(?:who|whose|a|an|aged|[1-9][0-9])$/.test(token.text) || isRole(token)) return true;
  if (!/^(?:the|its|their|his|her|our)$/.test(token.text)) return false;
  // "…, the biologist", "…, its acting director": a role within the next words, and nothing between.
  for (let i = at + 1; i < at + 4 && tokens[i] !== undefined && !tokens[i]!.isAfterBreak; i++) if (isRole(tokens[i])) return true;
  return false;
}

function isReporting(token: EntityToken | undefined): boolean {
  return token !== undefined && REPORTING.has(token.folded);
}

export function isNameWord(token: EntityToken): boolean {
  return token.isCapital && !token.isArabic && !NO_NAMES.has(token.folded) && /^\p{L}{2}/u.test(token.text);
}

/** Capitals in a row, small words between two of them included: "Bank of England". */
function runEnd(tokens: readonly EntityToken[], at: number): number {
  let to = at + 1;
  while (to < tokens.length && to - at < 8 && tokens[to - 1]!.possessive === 0) {
    const token = tokens[to]!;
    if (token.isAfterBreak) break;
    if (token.isCapital && !/^(?:the|a|in|on|at)$/.test(token.folded)) {
      to++;
      continue;
    }
    const next = tokens[to + 1];
    const inner = INNER.has(token.folded) && next !== undefined && !next.isAfterBreak;
    // "Shares of Harbour Lines" begins behind the small word, "Bank of England" before it.
    const head = tokens[to - 1]!.folded;
    if (token.folded === 'of' && !ORGANISATION_STARTS.has(head) && !ORGANISATION_ENDS.has(head) && !PLACE_STARTS.has(head)) break;
    if (inner && next.isCapital && token.folded !== 'and') to += 2;
    else if (inner && token.folded === 'of' && next.folded === 'the' && tokens[to + 2]?.isCapital === true) to += 3;
    else break;
  }
  return to;
}

/** Capitals in a row and the small words of names: "Ursula von der Leyen". */
export function plainEnd(tokens: readonly EntityToken[], at: number): number {
  let to = at + 1;
  while (to < tokens.length && tokens[to - 1]!.possessive === 0 && !tokens[to]!.isAfterBreak) {
    if (isNameWord(tokens[to]!) && !TITLES.has(tokens[to]!.folded)) to++;
    else {
      let inner = to;
      while (
        inner < tokens.length &&
        /^(?:de|la|el|al|bin|ibn|von|van|der|den|du|da|dos|di|le)$/.test(tokens[inner]!.folded) &&
        !tokens[inner]!.isAfterBreak
      )
        inner++;
      if (inner === to || inner - to > 2 || tokens[inner] === undefined || tokens[inner]!.isAfterBreak || !isNameWord(tokens[inner]!))
        break;
      to = inner + 1;
    }
  }
  return to;
}
