/** What a story is called and what it is about, from what its articles say. */
import type { EnrichmentRecord, TopicRecord } from '../enrichment.record.ts';

export interface StoryMember {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly publishedAt: number;
  readonly sourceId: string;
  readonly keywords: EnrichmentRecord['keywords'];
  readonly topics: readonly TopicRecord[];
}

export interface StoryDescription {
  readonly title: string;
  readonly language: string;
  readonly sourceCount: number;
  readonly keywords: readonly string[];
  readonly topics: readonly TopicRecord[];
}

const MOST_KEYWORDS = 8;
const MOST_TOPICS = 3;

/**
 * @param members one at least, in order of time
 * @param likeness by article: the sum of its likenesses to the others. The title is that of the article that has most; of equals the first.
 */
export function describeStory(members: readonly StoryMember[], likeness: ReadonlyMap<string, number>): StoryDescription {
  let central = members[0]!;
  for (const member of members) if ((likeness.get(member.id) ?? 0) > (likeness.get(central.id) ?? 0)) central = member;
  return {
    title: central.title,
    language: central.language,
    sourceCount: new Set(members.map(({ sourceId }) => sourceId)).size,
    keywords: keywordsOf(members),
    topics: topicsOf(members),
  };
}

/** Those of most articles first; where the story is large, only what more than one article says. */
function keywordsOf(members: readonly StoryMember[]): string[] {
  const found = new Map<string, { text: string; articles: number; score: number }>();
  for (const { keywords } of members) {
    for (const { text, score } of keywords) {
      const key = text.toLowerCase();
      const known = found.get(key) ?? { text, articles: 0, score: 0 };
      known.articles++;
      known.score += score;
      found.set(key, known);
    }
  }
  return [...found.values()]
    .filter(({ articles }) => articles > 1 || members.length <= 3)
    .sort((a, b) => b.articles - a.articles || b.score - a.score || (a.text < b.text ? -1 : 1))
    .slice(0, MOST_KEYWORDS)
    .map(({ text }) => text);
}

/** Mean scores over all articles. */
function topicsOf(members: readonly StoryMember[]): TopicRecord[] {
  const sums = new Map<string, number>();
  for (const { topics } of members) for (const { code, score } of topics) sums.set(code, (sums.get(code) ?? 0) + score);
  return [...sums]
    .map(([code, sum]): TopicRecord => ({ code, score: Math.round((sum / members.length) * 1000) / 1000 }))
    .filter(({ score }) => score >= 0.2)
    .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
    .slice(0, MOST_TOPICS);
}
