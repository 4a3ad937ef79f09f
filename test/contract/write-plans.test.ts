/** No write reads a table from end to end, or sorts more than it must, on SQLite. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/data/database.ts';
import type { SourceRecord } from '../../src/data/sources/source.record.ts';
import { openTestDatabase, type TestDatabase } from '../testkit/database.ts';
import { draftOf, range } from './drafts.ts';
import { resultOf } from './enrichment-results.ts';
import { isTableScan, planOf } from './sqlite-plans.ts';

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
