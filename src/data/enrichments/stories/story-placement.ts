/** Which story an article belongs to: the decision alone, over what the write has read. */
import { storyId } from '../../ids.ts';
import type { StoryLink } from './story.record.ts';
import { JOIN_FROM, LINK_FROM, MAX_STORY_SIZE, MAX_STORY_SPAN_MS, MERGE_FROM, NEAREST_MEMBERS, STORY_WINDOW_MS } from './story-rules.ts';

/** An article as the clustering knows it. */
export interface PlacedArticle {
  readonly id: string;
  storyId: string | null;
  readonly title: string;
  readonly language: string;
  readonly publishedAt: number;
  /** Its publisher. */
  readonly sourceId: string;
}

/** A story while it is worked on. */
export interface OpenStory {
  readonly id: string;
  size: number;
  first: number;
  last: number;
}

export interface Placements {
  /** By id: the articles that are placed and those their links name. Their `storyId` is changed. */
  readonly articles: Map<string, PlacedArticle>;
  /** By id: the stories of these. Their sizes and times are changed. */
  readonly stories: Map<string, OpenStory>;
  /** Stories whose articles are now another's: old id to new id. */
  readonly merged: Map<string, string>;
}

/**
 * Takes the article out of its story, if it is in one, and puts it where its links say: into the story whose nearest members are most like it (k-nearest linkage:
 * a single chain of likenesses does not suffice), or into a new one with the single article most like it, or nowhere. Stories that it holds together are merged: the
 * larger one keeps its id, of equals the one that began first.
 */
export function place(state: Placements, article: PlacedArticle, links: readonly StoryLink[]): void {
  const home = article.storyId;
  leave(state, article);
  const groups = groupsOf(state, article, links, home);
  const best = groups[0];
  if (best === undefined || best.likeness < JOIN_FROM) return;
  let story = best.story ?? begin(state, article, best.single!);
  join(story, article);
  for (const group of groups.slice(1)) {
    if (group.likeness < MERGE_FROM) continue;
    if (group.story === null) {
      if (fits(story, group.single!)) join(story, group.single!);
    } else if (fitTogether(story, group.story)) story = merge(state, story, group.story);
  }
}

/** A story without articles is left to the caller to delete. Its times stay as they are: they are read again when it is stored. */
export function leave({ stories }: Placements, article: PlacedArticle): void {
  if (article.storyId === null) return;
  const story = stories.get(article.storyId);
  if (story !== undefined) story.size--;
  article.storyId = null;
}

/** A story, or a single article that could begin one. */
interface Group {
  readonly story: OpenStory | null;
  readonly single: PlacedArticle | null;
  readonly likeness: number;
}

/** Most like the article first. The story it comes from is preferred, so that an article that is made again stays where it was. */
function groupsOf(state: Placements, article: PlacedArticle, links: readonly StoryLink[], home: string | null): Group[] {
  const scores = new Map<string, number[]>();
  for (const { articleId, score } of links) {
    const other = state.articles.get(articleId);
    if (other === undefined || other === article || score < LINK_FROM) continue;
    if (Math.abs(other.publishedAt - article.publishedAt) > STORY_WINDOW_MS) continue;
    const key = other.storyId ?? other.id;
    const known = scores.get(key);
    if (known === undefined) scores.set(key, [score]);
    else known.push(score);
  }
  const groups: Group[] = [];
  for (const [key, found] of scores) {
    const story = state.stories.get(key) ?? null;
    if (story !== null && !fits(story, article)) continue;
    found.sort((a, b) => b - a);
    const nearest = Math.min(NEAREST_MEMBERS, Math.max(1, story?.size ?? 1));
    let sum = 0;
    for (let i = 0; i < nearest; i++) sum += found[i] ?? 0;
    groups.push({ story, single: story === null ? state.articles.get(key)! : null, likeness: sum / nearest });
  }
  const preference = (group: Group) => group.likeness + (group.story !== null && group.story.id === home ? HOME_PREFERENCE : 0);
  return groups.sort((a, b) => preference(b) - preference(a) || (keyOf(a) < keyOf(b) ? -1 : 1));
}

const HOME_PREFERENCE = 0.05;
const keyOf = ({ story, single }: Group) => story?.id ?? single!.id;

/** The id is made of the two articles that it begins with, so that a cluster that is made again gets the same one. */
function begin(state: Placements, article: PlacedArticle, other: PlacedArticle): OpenStory {
  const pair = [article.id, other.id].sort().join(' ');
  let id = storyId(pair);
  // The two have left a story that began with them and goes on without them.
  for (let turn = 2; state.stories.has(id) || state.merged.has(id); turn++) id = storyId(`${pair} ${turn}`);
  const story: OpenStory = { id, size: 0, first: other.publishedAt, last: other.publishedAt };
  state.stories.set(id, story);
  join(story, other);
  return story;
}

function join(story: OpenStory, article: PlacedArticle): void {
  article.storyId = story.id;
  story.size++;
  story.first = Math.min(story.first, article.publishedAt);
  story.last = Math.max(story.last, article.publishedAt);
}

function fits(story: OpenStory, { publishedAt }: PlacedArticle): boolean {
  return story.size < MAX_STORY_SIZE && Math.max(story.last, publishedAt) - Math.min(story.first, publishedAt) <= MAX_STORY_SPAN_MS;
}

function fitTogether(one: OpenStory, other: OpenStory): boolean {
  return one.size + other.size <= MAX_STORY_SIZE && Math.max(one.last, other.last) - Math.min(one.first, other.first) <= MAX_STORY_SPAN_MS;
}

function merge(state: Placements, one: OpenStory, other: OpenStory): OpenStory {
  const [kept, gone] =
    one.size > other.size || (one.size === other.size && (one.first < other.first || (one.first === other.first && one.id < other.id)))
      ? [one, other]
      : [other, one];
  kept.size += gone.size;
  kept.first = Math.min(kept.first, gone.first);
  kept.last = Math.max(kept.last, gone.last);
  for (const article of state.articles.values()) if (article.storyId === gone.id) article.storyId = kept.id;
  gone.size = 0;
  state.stories.delete(gone.id);
  state.merged.set(gone.id, kept.id);
  return kept;
}
