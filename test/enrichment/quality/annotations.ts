/** What one editor wrote down about the articles of the set: docs/enrichment-quality.md. */
import { readFileSync } from 'node:fs';
import type { EntityType } from '../../../src/data/enrichments/enrichment.record.ts';

export const ENTITY_TYPES: readonly EntityType[] = ['PERSON', 'PLACE', 'ORGANISATION', 'EVENT'];

export interface GoldEntity {
  /** As the article writes it at its fullest, without title and particle. */
  readonly name: string;
  readonly type: EntityType;
}

export interface Annotation {
  /** File name without its ending, or an id of the archive. */
  readonly article: string;
  readonly language: 'ar' | 'en';
  /** First level IPTC media topics, weightiest first. */
  readonly topics: readonly string[];
  /** Articles of one story have one label. */
  readonly story: string;
  /** The sentences that an editor would take: quoted, or, where the text is not ours to quote, as places [from, to) counted in letters and digits of all blocks (letter-place.ts). */
  readonly summary: readonly (string | readonly [from: number, to: number])[];
  readonly entities: readonly GoldEntity[];
  /** Names that may be told or left out: part of another name, half a description, of a type that one could argue about. */
  readonly optional?: readonly GoldEntity[];
  /** Articles of the set that a reader of this one should be offered. */
  readonly related?: readonly string[];
  /** Letters and digits of all blocks when the places were counted. */
  readonly letters?: number;
}

/**
 * `sample` and `english` are our own texts, `archive` are articles of the archive in groups of the same events, `random` are drawn from it by lot: nobody who works on the
 * engine is told what it misses there.
 */
export type Part = 'sample' | 'english' | 'archive' | 'random';

export function readAnnotations(part: Part): readonly Annotation[] {
  return JSON.parse(readFileSync(new URL(`${part}.json`, import.meta.url), 'utf8')) as readonly Annotation[];
}

/** What is wrong with annotations apart from their texts, a sentence each. */
export function faultsOf(annotations: readonly Annotation[]): readonly string[] {
  const names = new Set(annotations.map(({ article }) => article));
  const seen = new Set<string>();
  return annotations.flatMap(({ article, topics, story, summary, entities, optional = [], related = [] }) => {
    const faults: string[] = [];
    if (seen.has(article)) faults.push('is annotated twice');
    seen.add(article);
    if (topics.length < 1 || topics.length > 3 || new Set(topics).size !== topics.length) faults.push('has not one to three topics');
    faults.push(...topics.filter((code) => !/^(0[1-9]|1[0-7])000000$/.test(code)).map((code) => `"${code}" is no first level topic`));
    if (!/^[a-z\d-]+$/.test(story)) faults.push('has no story');
    if (summary.length < 2 || summary.length > 4) faults.push('has not two to four sentences');
    for (const { name, type } of [...entities, ...optional]) {
      if (!ENTITY_TYPES.includes(type)) faults.push(`"${name}" is of no type`);
      if (name === '' || name !== name.trim()) faults.push(`"${name}" has blanks around it`);
    }
    faults.push(...related.filter((other) => other === article || !names.has(other)).map((other) => `"${other}" is not of the set`));
    faults.push(...related.filter((other) => !mutual(annotations, article, other)).map((other) => `"${other}" does not relate back`));
    return faults.map((fault) => `${article}: ${fault}`);
  });
}

function mutual(annotations: readonly Annotation[], one: string, other: string): boolean {
  return annotations.find(({ article }) => article === other)?.related?.includes(one) ?? false;
}
