/**
 * Every query that a request can cause walks an index on SQLite: no table is scanned, and no list is sorted as a whole.
 * On PostgreSQL, where statistics choose, the same is asserted of storing enrichments in a database that nobody has analyzed.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
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
import { type Database, openDatabase } from '../../src/data/database.ts';
import {
  enrichmentsByArticle,
  enrichmentStatesByArticle,
  jobCounts,
  latestJobsByArticle,
  relatedByArticle,
  vectorsAfter,
} from '../../src/data/enrichments/enrichment.queries.ts';
import type { EnrichmentResult, JobKey } from '../../src/data/enrichments/enrichment.writes.ts';
import { usersByIds } from '../../src/data/platform/user.queries.ts';
import { dueFeeds, feedCountsByState, feedPage, feedsByIds, feedsBySources } from '../../src/data/sources/feeds/feed.queries.ts';
import { ingestRuns, storedArticleCount } from '../../src/data/sources/feeds/ingest-run.queries.ts';
import { sourcePage, sourcesByDomains, sourcesByIds, sourcesBySlugs } from '../../src/data/sources/source.queries.ts';
import type { SourceRecord } from '../../src/data/sources/source.record.ts';
import { knownSubjects } from '../../src/data/subjects.ts';
import { latestPosition, outboxAfter } from '../../src/events/outbox.ts';
import { openTestDatabase, type TestDatabase } from '../testkit/database.ts';
import { describeWithPostgres } from '../testkit/services.ts';
import { draftOf, range } from './drafts.ts';

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
    // A list parameter is scanned, and so are the few rows of an inner query; a table never is but along an index.
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

describe('plans of writes on SQLite', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase();
    await test.database.write('articles.upsertMany', { drafts: range(5).map((n) => draftOf(n)) });
  });
  afterAll(() => test.remove());

  const job = { articleId: 'art_1', inputHash: 'h', engineVersion: '1' };
  const author = { id: 'usr_1', name: 'Muna' };
  const text = { articleId: draftOf(1).id, author, body: 'b', language: null, direction: 'LTR' } as const;
  const reader: SourceRecord = {
    id: 'src_1',
    slug: 'a',
    names: {},
    descriptions: {},
    domains: ['a.example'],
    homepage: null,
    icon: null,
    color: null,
    country: null,
    language: 'ar',
  };

  const WRITES: readonly (readonly [name: string, run: (db: Database) => Promise<unknown>])[] = [
    [
      'articles.upsertMany',
      (db) => db.write('articles.upsertMany', { drafts: [draftOf(1, { contentHash: 'x' }), draftOf(9, { slug: draftOf(2).slug })] }),
    ],
    ['sources.upsertMany', (db) => db.write('sources.upsertMany', { sources: [reader] })],
    ['sources.ensureMany', (db) => db.write('sources.ensureMany', { sources: [reader] })],
    [
      'feeds',
      async (db) => {
        const feed = { url: 'https://a.example/f', host: 'a.example', sourceId: reader.id };
        const added = await db.write('feeds.add', { ...feed, viewerId: 'usr_1', idempotencyKey: 'k' });
        const { id } = (added as { feed: { id: string } }).feed;
        await db.write('feeds.refreshNow', { id });
        const { lease } = (await db.write('feeds.claim', { id, leaseMs: 1 }))!;
        const counts = { new: 0, updated: 0, unchanged: 0, rejected: 0 };
        const found = {
          outcome: 'READ',
          state: 'ACTIVE',
          kind: 'RSS',
          etag: null,
          lastModified: null,
          lastStatus: 200,
          lastError: null,
        } as const;
        const times = { failingSince: null, lastSuccessAt: 1, lastNewAt: 1, nextFetchAt: 0, hostFreeAt: 0 };
        const poll = { ...feed, ...found, ...times, url: 'https://a.example/moved', consecutiveFailures: 0, intervalSeconds: 300, counts };
        await db.write('feeds.finish', { id, lease, poll });
        const next = await db.write('feeds.claim', { id, leaseMs: 1 });
        await db.write('feeds.release', { id, lease: next!.lease, notBefore: 1 });
        await db.write('feeds.pause', { id });
        await db.write('feeds.resume', { id });
      },
    ],
    [
      'ingest runs',
      async (db) => {
        const { id } = await db.write('ingest.startRun', { inputs: ['a'] });
        await db.write('ingest.finishRun', { id, counts: { new: 0, updated: 0, unchanged: 0, rejected: 0 }, reasons: {}, inputsFailed: 0 });
      },
    ],
    ['users.upsert', (db) => db.write('users.upsert', { users: [author] })],
    [
      'comments',
      async (db) => {
        const created = await db.write('comments.create', { ...text, parentId: null, idempotencyKey: 'k' });
        const { id } = (created as { comment: { id: string } }).comment;
        const reply = await db.write('comments.create', { ...text, parentId: id, idempotencyKey: 'l' });
        for (const one of [id, (reply as { comment: { id: string } }).comment.id])
          await db.write('comments.delete', { id: one, viewerId: author.id, asModerator: false });
        await db.write('comments.importMany', { comments: [{ ...text, key: 'k', parentKey: null, createdAt: 1 }] });
        await db.write('comments.setCommenting', { articleId: 'art_1', state: 'OPEN' });
        await db.write('comments.pruneKeys', { before: 1 });
      },
    ],
    [
      'enrichments',
      async (db) => {
        await db.write('enrichments.enqueueMany', { jobs: [job] });
        await db.write('enrichments.claim', { limit: 1, leaseMs: 1 });
        await db.write('enrichments.fail', { ...job, error: 'e', retryAt: 0 });
        await db.write('enrichments.claim', { limit: 1, leaseMs: 1 });
        await db.write('enrichments.enqueueMany', { jobs: [{ ...job, articleId: 'art_2' }] });
        await db.write('enrichments.completeMany', { results: [resultOf(job), resultOf({ ...job, articleId: 'art_2' }, ['art_1'])] });
        await db.write('enrichments.forget', { articleIds: ['art_2'] });
        await db.write('enrichments.drop', { ...job, attempts: 1 });
      },
    ],
    ['outbox.commitCursor', (db) => db.write('outbox.commitCursor', { consumer: 'c', position: 1 })],
  ];

  it.each(WRITES)('%s', async (_, run) => {
    const statements = await test.statements(() => run(test.database));
    expect(statements.length).toBeGreaterThan(0);
    const scans: string[] = [];
    for (const { sql: statement } of statements) {
      for (const step of await planOf(test.database, statement))
        if (isTableScan(step) || step.includes('USE TEMP B-TREE FOR LAST TERM')) scans.push(`${step}: ${statement}`);
    }
    expect(scans).toEqual([]);
  });
});

describeWithPostgres('plans of writes on PostgreSQL', (service) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase({ server: service.address });
  });
  afterAll(() => test.remove());

  it('storing enrichments reads neither related articles nor near-duplicates from end to end, without statistics too', async () => {
    const job = (n: number): JobKey => ({ articleId: `art_${n}`, inputHash: 'h', engineVersion: '1' });
    /** Articles in batches as the worker stores them, each like the twelve before it: lists become too long, and all are of a few stories. */
    const store = async (db: Database, from: number, to: number) => {
      for (let first = from; first < to; first += 32) {
        const batch = range(32).map((n) => first + n);
        await db.write('enrichments.enqueueMany', { jobs: batch.map(job) });
        const before = (n: number) => range(Math.min(n, 12)).map((back) => `art_${n - 1 - back}`);
        await db.write('enrichments.completeMany', { results: batch.map((n) => resultOf(job(n), before(n))) });
      }
    };
    // A table of a few pages is read whole, and rightly so.
    await elsewhere(test, (db) => store(db, 0, 640));
    const before = await rowsScanned(test);
    await elsewhere(test, async (db) => {
      await store(db, 640, 960);
      await db.write('enrichments.forget', { articleIds: range(32).map((n) => `art_${n * 20}`) });
    });
    expect(await rowsScanned(test)).toEqual(before);
    const { rows } = await sql<{ total: number }>`select count(*) as total from related`.execute(test.database.read);
    expect(rows[0]!.total).toBeGreaterThan(5_000);
  });

  /** Runs on connections of its own and waits until they are gone: the server counts what a connection read when it ends, at the latest. */
  async function elsewhere({ options, clock, database }: TestDatabase, run: (database: Database) => Promise<void>): Promise<void> {
    const url = new URL(options.databaseUrl!);
    url.searchParams.set('application_name', 'elsewhere');
    const other = await openDatabase({ ...options, databaseUrl: url.href, clock });
    await run(other).finally(() => other.close());
    for (let open = 1; open > 0;) {
      const { rows } = await sql<{
        total: number;
      }>`select count(*) as total from pg_stat_activity where application_name = 'elsewhere'`.execute(database.read);
      open = rows[0]!.total;
    }
  }
});

/** Rows that were read by reading a table from end to end; making an index on an empty one has none. */
async function rowsScanned({ database }: TestDatabase): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ relname: string; seq_tup_read: number }>`
    select relname, seq_tup_read from pg_stat_user_tables where relname in ('related', 'near_duplicates')`.execute(database.read);
  return Object.fromEntries(rows.map(({ relname, seq_tup_read: scanned }) => [relname, scanned]));
}

/** An enriched article that is as like each of the others as can be. */
function resultOf(job: JobKey, others: readonly string[] = ['art_3']): EnrichmentResult {
  const record = {
    ...job,
    language: 'ar',
    summary: [],
    keyPoints: [],
    keywords: [],
    sentiment: null,
    entities: [],
    topics: [],
    readability: null,
    generatedAt: 1,
    latencyMs: 1,
  };
  const { articleId } = job;
  return {
    ...job,
    record,
    vector: new Uint8Array(1),
    related: others.map((relatedId) => ({ articleId, relatedId, score: 1, reasons: [] })),
    title: '',
    publishedAt: 1,
    sourceId: 'src_1',
    links: others.map((other) => ({ articleId: other, score: 1 })),
    nearDuplicates: others.map((duplicateId) => ({ articleId, duplicateId, similarity: 1 })),
  };
}

const SORTED = new Set(['feeds of each source', 'sources by domain', 'enrichment states', 'newest jobs', 'related']);

const INNER_QUERIES = /^SCAN (?:part\d|page|k|picked|ranked|newest|r|\(subquery-\d+\)|CONSTANT ROW)$/;

function isTableScan(step: string): boolean {
  return step.startsWith('SCAN ') && !/VIRTUAL TABLE|USING (COVERING )?INDEX/.test(step) && !INNER_QUERIES.test(step);
}

async function planOf(database: Database, statement: string): Promise<readonly string[]> {
  // Parameters stay unbound: the plan is made from the text.
  const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(statement)}`.execute(database.read);
  return rows.map(({ detail }) => detail);
}
