/** What each change makes wrong. That it is enough is for test/differential/caching.test.ts to find; here stands what it is, and that no kind of change is forgotten. */
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { entityTag } from '../../src/cache/keys.ts';
import { cachingOfProgram } from '../../src/compose/subgraphs.ts';
import { writes } from '../../src/data/writes.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const { tagsOf } = cachingOfProgram();
const of = (subgraph: string, type: string, ...ids: string[]): string[] =>
  ids.map((id) => entityTag(subgraph, type, JSON.stringify({ id })));
/** Named ones, and the one for answers of which nobody knows whose they are. */
const named = (thing: string, ...ids: string[]): string[] => [...ids.map((id) => `${thing}:${id}`), `${thing}:`];
const enriched = (...ids: string[]): string[] => [...of('enrichments', 'Article', ...ids), ...named('enrichments', ...ids)];

const CHANGES: readonly (readonly [topic: string, subjectId: string, payload: Record<string, unknown>, tags: readonly string[]])[] = [
  [
    'article.written',
    'art_1',
    { id: 'art_1', contentHash: 'h', sourceIds: ['src_new', 'src_old'] },
    [
      ...of('articles', 'Article', 'art_1'),
      ...named('article', 'art_1'),
      'article-lists',
      ...of('articles', 'Source', 'src_new', 'src_old'),
      ...named('source-articles', 'src_new', 'src_old'),
      ...named('node', 'art_1'),
    ],
  ],
  ['article.repeated', 'art_1', { articleIds: ['art_1'] }, ['article:']],
  ['search.indexed', 'art_1', { articleIds: ['art_1'] }, ['article-lists']],
  ['topics.learnt', 'art_1', { articleIds: ['art_1'] }, ['article-topics']],
  [
    'source.written',
    'src_1',
    { id: 'src_1' },
    [...of('sources', 'Source', 'src_1'), ...named('source', 'src_1'), 'source-lists', ...named('node', 'src_1')],
  ],
  [
    'comment.created',
    'com_2',
    { id: 'com_2', articleId: 'art_1', parentId: 'com_1', listed: true },
    [...thread('art_1'), ...comments('com_2', 'com_1'), ...named('node', 'com_2')],
  ],
  [
    'comment.deleted',
    'com_3',
    { id: 'com_3', articleId: 'art_1', parentId: 'com_2', unlisted: ['com_3', 'com_2'], above: 'com_1' },
    [...thread('art_1'), ...comments('com_3', 'com_2', 'com_1')],
  ],
  ['commenting.changed', 'art_1', { articleId: 'art_1', state: 'CLOSED' }, [...thread('art_1'), 'comment-permissions']],
  ['enrichment.requested', 'art_1', { articleIds: ['art_1', 'art_2'] }, enriched('art_1', 'art_2')],
  ['enrichment.dropped', 'art_1', { articleIds: ['art_1'] }, enriched('art_1')],
  ['enrichment.forgotten', 'art_1', { articleIds: ['art_1'] }, enriched('art_1')],
  ['enrichment.finished', 'art_1', { articleId: 'art_1', inputHash: 'h', engineVersion: '1', topics: [] }, enriched('art_1')],
  ['enrichment.failed', 'art_1', { articleId: 'art_1', inputHash: 'h', engineVersion: '1', error: null }, enriched('art_1')],
  ['related.changed', 'art_2', { articleIds: ['art_2'] }, enriched('art_2')],
  [
    'story.created',
    'sty_1',
    { id: 'sty_1', articleIds: ['art_2'], memberIds: ['art_1', 'art_2'] },
    [...story('sty_1', 'art_2', 'art_1'), ...named('node', 'sty_1')],
  ],
  [
    'story.changed',
    'sty_1',
    { id: 'sty_1', articleIds: ['art_3'], memberIds: ['art_1', 'art_2'] },
    story('sty_1', 'art_3', 'art_1', 'art_2'),
  ],
  ['story.removed', 'sty_1', { id: 'sty_1', articleIds: ['art_2'], memberIds: ['art_1'] }, story('sty_1', 'art_2', 'art_1')],
  ['user.written', 'usr_1', { id: 'usr_1' }, [...named('node', 'usr_1'), ...of('platform', 'User', 'usr_1')]],
  ['feed.created', 'fee_1', { id: 'fee_1', url: 'https://feeds.example/' }, named('node', 'fee_1')],
  // What feeds and ingest are doing is never kept.
  ...['feed.paused', 'feed.resumed', 'feed.requested', 'feed.polled', 'feed.failed', 'ingest.finished'].map(
    (topic) => [topic, 'id_1', { id: 'id_1' }, []] as const,
  ),
];

describe('a change', () => {
  it.each(CHANGES)('%s', (topic, subjectId, payload, tags) => {
    expect(new Set(tagsOf({ topic, subjectId, payload }))).toEqual(new Set(tags));
  });

  it('is of a kind that is known here, whatever writes it', () => {
    const literals = globSync('src/data/**/*.{write,writes,read-model}.ts', { cwd: ROOT }).flatMap((file) =>
      [...readFileSync(`${ROOT}/${file}`, 'utf8').matchAll(/'([a-z]+\.[a-z]+)'/g)].map(([, literal]) => literal!),
    );
    const topics = new Set(literals.filter((literal) => !Object.hasOwn(writes, literal)));
    expect(topics.size).toBeGreaterThan(20);
    expect([...topics].toSorted()).toEqual(CHANGES.map(([topic]) => topic).toSorted());
  });

  it('without what it should tell makes nothing wrong that nobody can name', () => {
    for (const [topic, subjectId] of CHANGES)
      expect(tagsOf({ topic, subjectId, payload: { articleIds: null, memberIds: [1], articleId: 7 } }).join()).not.toMatch(
        /undefined|null|\[object/,
      );
  });
});

function thread(articleId: string): string[] {
  return [...of('comments', 'Article', articleId), ...named('comments', articleId)];
}

function comments(...ids: string[]): string[] {
  return [...of('comments', 'Comment', ...ids), ...named('comment', ...ids), 'comment-threads'];
}

function story(id: string, ...articleIds: string[]): string[] {
  return [...of('enrichments', 'Story', id), ...named('story', id), 'stories', ...enriched(...articleIds)];
}
