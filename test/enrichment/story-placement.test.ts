import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type PlacedArticle, type Placements, place } from '../../src/data/enrichments/stories/story-placement.ts';
import { MAX_STORY_SIZE, MAX_STORY_SPAN_MS, STORY_WINDOW_MS } from '../../src/data/enrichments/stories/story-rules.ts';

const HOUR = 3_600_000;

function world() {
  const state: Placements = { articles: new Map(), stories: new Map(), merged: new Map() };
  return {
    state,
    put(id: string, likes: Readonly<Record<string, number>>, hours = 0): void {
      const known = state.articles.get(id);
      const article: PlacedArticle = known ?? {
        id,
        storyId: null,
        title: id,
        language: 'ar',
        publishedAt: hours * HOUR,
        sourceId: 'src_1',
      };
      state.articles.set(id, article);
      place(
        state,
        article,
        Object.entries(likes).map(([articleId, score]) => ({ articleId, score })),
      );
    },
    storyOf: (id: string) => state.articles.get(id)!.storyId,
    /** The partition: ids that are together, ids alone left out. */
    clusters: () =>
      [
        ...Map.groupBy(
          [...state.articles.values()].filter(({ storyId }) => storyId !== null),
          ({ storyId }) => storyId,
        ).values(),
      ]
        .map((members) => members.map(({ id }) => id).toSorted())
        .filter((ids) => ids.length > 1)
        .toSorted(),
  };
}

describe('where an article belongs', () => {
  it('is not decided by a single chain of likenesses', () => {
    const { put, storyOf } = world();
    put('a', {});
    put('b', { a: 0.7 });
    put('c', { a: 0.7, b: 0.7 });
    // As like b as b is like a, but like nothing else of the story.
    put('d', { b: 0.7 });
    expect(storyOf('c')).toBe(storyOf('a'));
    expect(storyOf('d')).not.toBe(storyOf('a'));
  });

  it('is the more alike of two stories', () => {
    const { put, storyOf } = world();
    put('a1', {});
    put('a2', { a1: 0.7 });
    put('b1', {});
    put('b2', { b1: 0.7 });
    put('n', { a1: 0.45, a2: 0.45, b1: 0.49, b2: 0.49 });
    expect(storyOf('n')).toBe(storyOf('b1'));
    expect(storyOf('a1')).not.toBe(storyOf('b1'));
  });

  it('is nowhere where it is days apart', () => {
    const { put, storyOf } = world();
    put('a', {}, 0);
    put('b', { a: 0.9 }, STORY_WINDOW_MS / HOUR + 1);
    expect(storyOf('b')).toBeNull();
  });

  it('gives the same story the same id, whoever came first', () => {
    const [one, other] = [world(), world()];
    one.put('a', {});
    one.put('b', { a: 0.7 });
    other.put('b', {});
    other.put('a', { b: 0.7 });
    expect(one.storyOf('a')).toBe(other.storyOf('b'));
    expect(one.storyOf('a')).toMatch(/^sty_[0-9a-z]{20}$/);
  });
});

describe('for any articles', () => {
  const arrivals = fc.array(
    fc.record({
      subject: fc.integer({ min: 0, max: 4 }),
      hours: fc.integer({ min: 0, max: 400 }),
      likeness: fc.constantFrom(0.45, 0.55, 0.8),
    }),
    { maxLength: 60 },
  );
  const fill = (given: readonly { subject: number; hours: number; likeness: number }[]) => {
    const made = world();
    for (const [n, { subject, hours, likeness }] of given.entries()) {
      const likes = Object.fromEntries(given.slice(0, n).flatMap((other, i) => (other.subject === subject ? [[`n${i}`, likeness]] : [])));
      made.put(`n${n}`, likes, hours);
    }
    return made;
  };

  it('stories hold what is alike, within their bounds, and count their articles', () => {
    fc.assert(
      fc.property(arrivals, (given) => {
        const { state } = fill(given);
        for (const story of state.stories.values()) {
          const members = [...state.articles.values()].filter(({ storyId }) => storyId === story.id);
          expect(members).toHaveLength(story.size);
          expect(story.size).toBeLessThanOrEqual(MAX_STORY_SIZE);
          const times = members.map(({ publishedAt }) => publishedAt);
          if (members.length > 0) expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(MAX_STORY_SPAN_MS);
          expect(new Set(members.map(({ id }) => given[Number(id.slice(1))]!.subject)).size).toBeLessThanOrEqual(1);
        }
        for (const { storyId } of state.articles.values()) if (storyId !== null) expect(state.stories.has(storyId)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('putting the last one in again changes nothing, and the same arrivals make the same stories', () => {
    fc.assert(
      fc.property(arrivals, (given) => {
        const [once, again] = [fill(given), fill(given)];
        expect(again.clusters()).toEqual(once.clusters());
        const last = given.at(-1);
        if (last === undefined) return;
        const n = given.length - 1;
        again.put(
          `n${n}`,
          Object.fromEntries(given.slice(0, n).flatMap((other, i) => (other.subject === last.subject ? [[`n${i}`, last.likeness]] : []))),
          last.hours,
        );
        expect(again.clusters()).toEqual(once.clusters());
      }),
      { numRuns: 200 },
    );
  });
});
