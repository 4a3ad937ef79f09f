/**
 * Every query that a request can cause walks an index on SQLite: no table is scanned, and no list is sorted as a whole. Writes are in write-plans.test.ts.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  articleBodiesByIds,
  articleCount,
  articleCountsBySource,
  articlePage,
  articlePagesBySource,
  articlesByIds,
  articlesBySlugs,
  articlesByUrls,
} from '../../src/data/articles/article.queries.ts';
import {
  commentCountsByArticle,
  commentingStatesByArticle,
  commentsByIds,
  replyPagesByParent,
  rootPagesByArticle,
} from '../../src/data/comments/comment.queries.ts';
import type { Database } from '../../src/data/database.ts';
import {
  enrichmentsByArticle,
  enrichmentStatesByArticle,
  jobCounts,
  latestJobsByArticle,
  relatedByArticle,
  vectorsAfter,
} from '../../src/data/enrichments/enrichment.queries.ts';
import { usersByIds } from '../../src/data/platform/user.queries.ts';
import { dueFeeds, feedCountsByState, feedPage, feedsByIds, feedsBySources } from '../../src/data/sources/feeds/feed.queries.ts';
import { ingestRuns, storedArticleCount } from '../../src/data/sources/feeds/ingest-run.queries.ts';
import { sourcePage, sourcesByDomains, sourcesByIds, sourcesBySlugs } from '../../src/data/sources/source.queries.ts';
import { knownSubjects } from '../../src/data/subjects.ts';
import { latestPosition, outboxAfter } from '../../src/events/outbox.ts';
import { openTestDatabase, type TestDatabase } from '../testkit/database.ts';
import { draftOf, range } from './drafts.ts';
import { isTableScan, planOf } from './sqlite-plans.ts';

const [article, source] = [{ publishedAt: 1, id: 'art_1' }, ['src_1', 'src_2']];
const comment = { createdAt: 1, id: 'com_1', replyCount: 1 };

/** Query, and the indexes its plan must name. `pk` is a primary key. */
const QUERIES: readonly (readonly [name: string, indexes: readonly string[], run: (db: Database) => Promise<unknown>])[] = [
  ['articles by id', ['pk'], (db) => articlesByIds(db, ['art_1'])],
  ['articles by slug', ['articles_slug'], (db) => articlesBySlugs(db, ['a'])],
  ['articles by url', ['articles_url', 'articles_canonical_url'], (db) => articlesByUrls(db, ['a'])],
  ['bodies', ['pk'], (db) => articleBodiesByIds(db, ['art_1'])],
  ['newest articles', ['articles_time', 'pk'], (db) => articlePage(db, { order: 'NEWEST', page: { first: 20 } })],
  [
    'newest articles behind a cursor',
    ['articles_time', 'pk'],
    (db) => articlePage(db, { order: 'NEWEST', page: { first: 20, after: article } }),
  ],
  [
    'oldest articles before a cursor',
    ['articles_time', 'pk'],
    (db) => articlePage(db, { order: 'OLDEST', page: { last: 20, before: article } }),
  ],
  [
    'articles not of some sources',
    ['articles_time', 'pk'],
    (db) => articlePage(db, { filter: { sources: { notIn: source } }, order: 'NEWEST', page: { first: 20 } }),
  ],
  [
    'articles of some sources',
    ['articles_source_time', 'pk'],
    (db) =>
      articlePage(db, {
        filter: { sources: { in: source }, languages: { in: ['ar'] } },
        order: 'NEWEST',
        page: { first: 20, after: article },
      }),
  ],
  [
    'articles in some languages',
    ['articles_language_time', 'pk'],
    (db) => articlePage(db, { filter: { languages: { in: ['ar'] } }, order: 'OLDEST', page: { last: 20, before: article } }),
  ],
  [
    'articles of each source',
    ['articles_source_time', 'pk'],
    (db) => articlePagesBySource(db, source, { order: 'NEWEST', page: { first: 5, after: article } }),
  ],
  ['count of all articles', ['articles_time|articles_source_time|articles_language_time'], (db) => articleCount(db)],
  ['count of articles in a language', ['articles_language_time'], (db) => articleCount(db, { languages: { in: ['ar'] } })],
  ['count of articles of a source', ['articles_source_time'], (db) => articleCount(db, { sources: { in: source } })],
  ['counts by source', ['articles_source_time'], (db) => articleCountsBySource(db, source)],
  ['sources by id', ['pk'], (db) => sourcesByIds(db, source)],
  ['sources by slug', ['sources_slug'], (db) => sourcesBySlugs(db, source)],
  ['sources by domain', ['pk'], (db) => sourcesByDomains(db, ['a.example'])],
  ['sources', ['sources_slug', 'pk'], (db) => sourcePage(db, { page: { first: 20, after: { slug: 'a' } } })],
  ['feeds by id', ['pk'], (db) => feedsByIds(db, ['fee_1'])],
  ['feeds of each source', ['feeds_source'], (db) => feedsBySources(db, source)],
  ['feeds', ['feeds_added', 'pk'], (db) => feedPage(db, { page: { first: 20, after: { addedAt: 1, id: 'fee_1' } } })],
  ['feeds in a state', ['feeds_state', 'pk'], (db) => feedPage(db, { filter: { state: 'DEAD' }, page: { first: 20 } })],
  ['feeds by state', ['feeds_state'], (db) => feedCountsByState(db)],
  ['feeds that are due', ['feeds_due', 'pk'], (db) => dueFeeds(db, 1, 10)],
  ['runs of ingest', ['ingest_runs_started'], (db) => ingestRuns(db, 10)],
  ['articles ever stored', ['pk'], (db) => storedArticleCount(db)],
  ['comments by id', ['pk'], (db) => commentsByIds(db, ['com_1'])],
  ['comment counts', ['pk'], (db) => commentCountsByArticle(db, ['art_1'])],
  ['commenting states', ['pk'], (db) => commentingStatesByArticle(db, ['art_1'])],
  [
    'roots by time',
    ['comments_roots_time', 'pk'],
    (db) => rootPagesByArticle(db, ['art_1'], { order: 'NEWEST', page: { first: 20, after: comment } }),
  ],
  [
    'roots by replies',
    ['comments_roots_replies', 'pk'],
    (db) => rootPagesByArticle(db, ['art_1'], { order: 'MOST_REPLIES', page: { first: 20, after: comment } }),
  ],
  [
    'replies by time',
    ['comments_replies_time', 'pk'],
    (db) => replyPagesByParent(db, ['com_1'], { order: 'OLDEST', page: { last: 20, before: comment } }),
  ],
  [
    'replies by replies',
    ['comments_replies_replies', 'pk'],
    (db) => replyPagesByParent(db, ['com_1'], { order: 'MOST_REPLIES', page: { first: 20 } }),
  ],
  ['enrichments', ['pk'], (db) => enrichmentsByArticle(db, ['art_1'])],
  ['enrichment states', ['pk'], (db) => enrichmentStatesByArticle(db, ['art_1'])],
  ['newest jobs', ['pk'], (db) => latestJobsByArticle(db, ['art_1'])],
  ['related', ['related_best'], (db) => relatedByArticle(db, ['art_1'], 4)],
  ['vectors', ['rowid'], (db) => vectorsAfter(db, 1, 10)],
  ['job counts', ['enrichment_jobs_state'], (db) => jobCounts(db)],
  ['users', ['pk'], (db) => usersByIds(db, ['usr_1'])],
  ['subjects', ['pk'], (db) => knownSubjects(db, ['art_1'])],
  ['events', ['rowid'], (db) => outboxAfter(db, 1, 10)],
  ['newest event', [], (db) => latestPosition(db)],
];

/** They sort a handful of rows a key. */
const SORTED = new Set(['feeds of each source', 'sources by domain', 'enrichment states', 'newest jobs', 'related']);

describe('query plans on SQLite', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase();
    await test.database.write('articles.upsertMany', { drafts: range(300).map((n) => draftOf(n)) });
  });
  afterAll(() => test.remove());

  it.each(QUERIES)('%s', async (name, indexes, run) => {
    const [statement, ...more] = await test.statements(() => run(test.database));
    expect(more).toEqual([]);
    const plan = await planOf(test.database, statement!.sql);
    expect(plan.filter(isTableScan)).toEqual([]);
    const named = plan
      .flatMap((step) => /USING (?:COVERING )?(?:INDEX (\w+)|(INTEGER PRIMARY KEY))/.exec(step)?.slice(1) ?? [])
      .filter((index) => index !== undefined);
    const used = new Set(
      named.map((index) => (index === 'INTEGER PRIMARY KEY' ? 'rowid' : index.replace(/^sqlite_autoindex_\w+_1$/, 'pk'))),
    );
    for (const index of indexes) expect([...used]).toContainEqual(expect.stringMatching(new RegExp(`^(?:${index})$`)));
    // Where an index gives the order, nothing is sorted; the others sort a handful of rows a key.
    const sorted = plan.filter((step) => step.includes('USE TEMP B-TREE'));
    expect(sorted.length > 0).toBe(SORTED.has(name));
  });
});
