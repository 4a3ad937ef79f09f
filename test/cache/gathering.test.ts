import { describe, expect, it } from '@jest/globals';
import { entityKey, type CacheKey } from '../../src/cache/keys.ts';
import { Gathering } from '../../src/cache/redis/gathering.ts';

const keyOf = (id: number): CacheKey<'public'> =>
  entityKey({
    scope: 'public',
    viewer: null,
    subgraph: 'news',
    type: 'Page',
    representation: `{"id":"${id}"}`,
    key: `{"id":"${id}"}`,
    selection: 's',
  });
const ids = (from: number, to: number): CacheKey[] => Array.from({ length: to - from }, (_, i) => keyOf(from + i));
const idOf = (key: CacheKey): number => Number(/\d+/.exec(key.tags[0])![0]);

describe('what is looked up in one turn', () => {
  it('is looked up together, each once, and everybody has their own in their order', async () => {
    const asked: number[][] = [];
    const gathering = new Gathering<string>(async (keys) => {
      asked.push(keys.map(idOf));
      return keys.map((key) => `found ${idOf(key)}`);
    });
    const later = Promise.resolve().then(() => gathering.ask([keyOf(3), keyOf(1)]));
    expect(await Promise.all([gathering.ask([keyOf(1), keyOf(2)]), gathering.ask([keyOf(2)]), gathering.ask([]), later])).toEqual([
      ['found 1', 'found 2'],
      ['found 2'],
      [],
      ['found 3', 'found 1'],
    ]);
    expect(asked).toEqual([[1, 2, 3]]);
    expect(await gathering.ask([keyOf(1)])).toEqual(['found 1']);
    expect(asked).toEqual([[1, 2, 3], [1]]);
  });

  it('is looked up in parts where it is much, and those of one caller stay together', async () => {
    const sizes: number[] = [];
    const gathering = new Gathering<number>(async (keys) => (sizes.push(keys.length), keys.map(idOf)));
    const [one, other, much] = await Promise.all([gathering.ask(ids(0, 150)), gathering.ask(ids(100, 190)), gathering.ask(ids(0, 500))]);
    expect(sizes).toEqual([150, 90, 500]);
    expect(one!.length + other!.length + much!.length).toBe(740);
    expect(much![499]).toBe(499);
  });

  it('fails for those who asked in it, and for nobody after them', async () => {
    let fails = true;
    const gathering = new Gathering<number>(async (keys) => (fails ? null : keys.map(idOf)));
    expect(await Promise.all([gathering.ask([keyOf(1)]), gathering.ask([keyOf(2)])])).toEqual([null, null]);
    fails = false;
    expect(await gathering.ask([keyOf(1)])).toEqual([1]);
  });
});
