/** The judged queries: what readers would type into the search of the archive, and which articles they would accept. How they were made: docs/search-quality.md. */
import { readFileSync } from 'node:fs';

export const CATEGORIES = [
  'inflection',
  'name',
  'spelling',
  'topic',
  'phrase',
  'exclusion',
  'mixed',
  'number',
  'rare',
  'common',
  'event',
  'question',
  'plural',
  'particle',
  'script',
] as const;
export type Category = (typeof CATEGORIES)[number];

export interface JudgedQuery {
  readonly id: string;
  /** As a reader types it. */
  readonly query: string;
  readonly category: Category;
  /** What the reader is after, where the words do not say it. */
  readonly note: string;
  /** More articles are relevant than could be judged: recall says nothing. */
  readonly many: boolean;
  /** Ids of articles about what was asked. */
  readonly relevant: readonly string[];
  /** Ids of articles that tell something of it beside their own subject: a reader takes them, but would not miss them. */
  readonly partly: readonly string[];
  /** Ids of articles that were looked at and are not what was asked. */
  readonly irrelevant: readonly string[];
}

/** As it is written in the file: ids in one string, divided by spaces. */
interface StoredQuery extends Omit<JudgedQuery, 'many' | 'relevant' | 'partly' | 'irrelevant'> {
  readonly many?: true;
  readonly relevant: string;
  readonly partly?: string;
  readonly irrelevant?: string;
}

export function readJudgedQueries(): readonly JudgedQuery[] {
  const stored = JSON.parse(readFileSync(new URL('judged-queries.json', import.meta.url), 'utf8')) as readonly StoredQuery[];
  return stored.map(({ many, relevant, partly, irrelevant, ...rest }) => ({
    ...rest,
    many: many ?? false,
    relevant: ids(relevant),
    partly: ids(partly),
    irrelevant: ids(irrelevant),
  }));
}

/** What is wrong with a set, a sentence each: ids twice or not of the form of article ids, an article judged twice, nothing relevant, no such category. */
export function faultsOf(queries: readonly JudgedQuery[]): readonly string[] {
  const seen = { ids: new Set<string>(), texts: new Set<string>() };
  return queries.flatMap((judged) => {
    const faults: string[] = [];
    const { id, query, category, relevant, partly, irrelevant } = judged;
    if (!/^[a-z][a-z\d-]*$/.test(id)) faults.push('its id is no short name');
    if (seen.ids.has(id)) faults.push('its id is another one’s');
    if (query.trim() === '' || query !== query.trim()) faults.push('its query is empty or has blanks around it');
    if (seen.texts.has(query)) faults.push('its query is asked twice');
    if (!CATEGORIES.includes(category)) faults.push(`"${category}" is no category`);
    if (relevant.length === 0) faults.push('nothing is relevant');
    const judgedIds = [...relevant, ...partly, ...irrelevant];
    if (new Set(judgedIds).size !== judgedIds.length) faults.push('an article is judged twice');
    faults.push(...judgedIds.filter((article) => !/^art_[\da-z]{20}$/.test(article)).map((article) => `"${article}" is no article id`));
    seen.ids.add(id);
    seen.texts.add(query);
    return faults.map((fault) => `${id}: ${fault}`);
  });
}

const ids = (text = ''): readonly string[] => text.split(' ').filter((id) => id !== '');
