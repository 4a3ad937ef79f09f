/** The comments domain says the same on both engines. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { commentLoaders } from '../../src/data/comments/comment.loaders.ts';
import {
  commentCountsByArticle,
  commentingStatesByArticle,
  type CommentKey,
  commentsByIds,
  commentTotalsByArticle,
  replyPagesByParent,
  rootPagesByArticle,
} from '../../src/data/comments/comment.queries.ts';
import type { CommentOrder, CommentRecord } from '../../src/data/comments/comment.record.ts';
import { type CommentCreate, type CommentImport, MAX_DEPTH } from '../../src/data/comments/comment.writes.ts';
import { outboxAfter } from '../../src/events/outbox.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { draftOf, range } from './drafts.ts';
import { walkBackwards, walkForwards } from './walk.ts';

const [ARTICLE, OTHER] = [draftOf(1).id, draftOf(2).id];
const muna = { id: 'usr_muna', name: 'منى' };
const salem = { id: 'usr_salem', name: 'Salem' };
const keyOf = ({ createdAt, id, replyCount }: CommentRecord): CommentKey => ({ createdAt, id, replyCount });
const ORDERS: readonly CommentOrder[] = ['NEWEST', 'OLDEST', 'MOST_REPLIES'];

describeOnEachEngine('comments', (open) => {
  let test: TestDatabase;
  let keys = 0;
  beforeAll(async () => void (test = await open()));
  beforeEach(async () => {
    await test.reset();
    await test.database.write('articles.upsertMany', { drafts: [draftOf(1), draftOf(2)] });
  });
  afterAll(() => test.remove());

  const create = (given: Partial<CommentCreate> = {}) =>
    test.database.write('comments.create', {
      articleId: ARTICLE,
      parentId: null,
      author: muna,
      body: 'تعليق',
      language: 'ar',
      direction: 'RTL',
      idempotencyKey: `key-${keys++}`,
      ...given,
    });
  /** Creates one, a millisecond later than the one before. */
  async function created(given: Partial<CommentCreate> = {}): Promise<CommentRecord> {
    test.clock.advance(1);
    const result = await create(given);
    if (!('comment' in result)) throw new Error(`not created: ${result.outcome}`);
    return result.comment;
  }
  const remove = (id: string, viewerId = muna.id, asModerator = false) =>
    test.database.write('comments.delete', { id, viewerId, asModerator });
  const roots = async (articleId = ARTICLE) =>
    (await rootPagesByArticle(test.database, [articleId], { order: 'OLDEST', page: { first: 100 } }))[0]!.rows;
  const replies = async (parentId: string) =>
    (await replyPagesByParent(test.database, [parentId], { order: 'OLDEST', page: { first: 100 } }))[0]!.rows;
  const totals = async () => (await commentTotalsByArticle(test.database, [ARTICLE]))[0];
  const now = async (id: string) => (await commentsByIds(test.database, [id]))[0];

  describe('create', () => {
    it('stores a comment and replies to it, counts them and tells the outbox', async () => {
      const root = await created({ body: 'أول' });
      const reply = await created({ parentId: root.id, author: salem, body: 'Second', language: null, direction: 'LTR' });
      expect(root).toEqual({
        id: expect.stringMatching(/^com_[0-9a-hjkmnp-tv-z]{26}$/),
        articleId: ARTICLE,
        parentId: null,
        rootId: root.id,
        depth: 0,
        authorId: muna.id,
        authorName: 'منى',
        body: 'أول',
        language: 'ar',
        direction: 'RTL',
        status: 'NONE',
        createdAt: test.clock.now() - 1,
        editedAt: null,
        deletedAt: null,
        replyCount: 0,
      });
      expect(reply).toMatchObject({ parentId: root.id, rootId: root.id, depth: 1, authorName: 'Salem', language: null });
      expect(await commentsByIds(test.database, [reply.id, 'com_none', root.id])).toEqual([reply, null, { ...root, replyCount: 1 }]);
      expect(await totals()).toEqual({ total: 2, roots: 1 });
      expect(await commentCountsByArticle(test.database, [OTHER, ARTICLE, ARTICLE])).toEqual([0, 2, 2]);
      const events = await outboxAfter(test.database, 0, 10);
      expect(events.slice(2).map(({ topic, subjectId, payload }) => [topic, subjectId, payload])).toEqual([
        ['comment.created', root.id, { id: root.id, articleId: ARTICLE, parentId: null, listed: true }],
        ['comment.created', reply.id, { id: reply.id, articleId: ARTICLE, parentId: root.id, listed: true }],
      ]);
    });

    it('answers a repeated key with the first comment, and with a conflict where the content differs', async () => {
      const first = await create({ idempotencyKey: 'k' });
      expect(await create({ idempotencyKey: 'k' })).toEqual({ ...first, outcome: 'replayed' });
      expect(await create({ idempotencyKey: 'k', body: 'other' })).toEqual({ outcome: 'conflict' });
      expect((await create({ idempotencyKey: 'k', author: salem })).outcome).toBe('created');
      expect(await totals()).toEqual({ total: 2, roots: 2 });
    });

    it('makes one comment of twenty that come at once with one key', async () => {
      const results = await Promise.all(range(20).map(() => create({ idempotencyKey: 'k' })));
      expect(results.map(({ outcome }) => outcome).toSorted()).toEqual(['created', ...range(19).map(() => 'replayed')]);
      expect(await totals()).toEqual({ total: 1, roots: 1 });
    });

    it('refuses what has no place, and does not use up the key for it', async () => {
      const root = await created();
      const elsewhere = await created({ articleId: OTHER });
      const refused = async (given: Partial<CommentCreate>) => (await create({ idempotencyKey: 'again', ...given })).outcome;
      expect(await refused({ articleId: 'art_none' })).toBe('articleNotFound');
      expect(await refused({ articleId: root.id })).toBe('articleNotFound');
      expect(await refused({ parentId: 'com_none' })).toBe('parentNotFound');
      expect(await refused({ parentId: 'com_\0' })).toBe('parentNotFound');
      expect(await refused({ parentId: elsewhere.id })).toBe('parentElsewhere');
      await remove(root.id);
      expect(await refused({ parentId: root.id })).toBe('parentNotFound');
      expect(await refused({})).toBe('created');
    });

    it(`nests ${MAX_DEPTH} levels deep and no deeper`, async () => {
      let parent = await created();
      for (let depth = 1; depth <= MAX_DEPTH; depth++) parent = await created({ parentId: parent.id });
      expect(parent.depth).toBe(MAX_DEPTH);
      expect(await create({ parentId: parent.id })).toEqual({ outcome: 'tooDeep' });
    });

    it('keeps every reply count right when many reply at once', async () => {
      const root = await created();
      await Promise.all(range(30).map(() => create({ parentId: root.id })));
      expect((await now(root.id))?.replyCount).toBe(30);
      expect(await replies(root.id)).toHaveLength(30);
      expect(await totals()).toEqual({ total: 31, roots: 1 });
    });

    it('closes and pre-moderates by article', async () => {
      const set = (state: 'OPEN' | 'PREMOD' | 'CLOSED') => test.database.write('comments.setCommenting', { articleId: ARTICLE, state });
      await set('CLOSED');
      expect(await create()).toEqual({ outcome: 'closed' });
      expect(await commentingStatesByArticle(test.database, [OTHER, ARTICLE])).toEqual(['OPEN', 'CLOSED']);
      await set('PREMOD');
      const waiting = await created();
      expect(waiting.status).toBe('PREMOD');
      expect([await roots(), await totals(), (await create({ parentId: waiting.id })).outcome]).toEqual([
        [],
        { total: 0, roots: 0 },
        'parentNotFound',
      ]);
      expect((await remove(waiting.id)).outcome).toBe('deleted');
      expect(await totals()).toEqual({ total: 0, roots: 0 });
      await set('OPEN');
      expect((await create()).outcome).toBe('created');
    });
  });

  describe('delete', () => {
    it('takes a comment without replies out of lists and counts, and is told once', async () => {
      const [first, second] = [await created(), await created()];
      expect(await remove(first.id)).toEqual({ outcome: 'deleted', comment: { ...first, body: '', deletedAt: test.clock.now() } });
      expect((await remove(first.id)).outcome).toBe('alreadyDeleted');
      expect(await roots()).toEqual([second]);
      expect(await totals()).toEqual({ total: 1, roots: 1 });
      const told = (await outboxAfter(test.database, 0, 20)).filter(({ topic }) => topic === 'comment.deleted');
      expect(told.map(({ payload }) => payload)).toEqual([
        { id: first.id, articleId: ARTICLE, parentId: null, unlisted: [first.id], above: null },
      ]);
    });

    it('leaves a tombstone above replies, and takes it away with the last of them', async () => {
      const root = await created();
      const middle = await created({ parentId: root.id });
      const leaf = await created({ parentId: middle.id, author: salem });
      await remove(root.id);
      await remove(middle.id);
      expect((await roots()).map(({ id, body, deletedAt }) => [id, body, deletedAt])).toEqual([[root.id, '', test.clock.now()]]);
      expect((await replies(root.id)).map(({ id }) => id)).toEqual([middle.id]);
      expect(await totals()).toEqual({ total: 1, roots: 1 });
      await remove(leaf.id, salem.id);
      expect([await roots(), await replies(root.id), await replies(middle.id), await totals()]).toEqual([
        [],
        [],
        [],
        { total: 0, roots: 0 },
      ]);
    });

    it('is for the author and for moderators', async () => {
      const comment = await created();
      expect(await remove(comment.id, salem.id)).toEqual({ outcome: 'notPermitted' });
      expect(await remove('com_none')).toEqual({ outcome: 'notFound' });
      expect(await remove('com_\0')).toEqual({ outcome: 'notFound' });
      expect((await remove(comment.id, salem.id, true)).outcome).toBe('deleted');
    });

    it('never leaves a reply under a comment that is gone, whoever comes first', async () => {
      for (const round of range(10)) {
        const root = await created();
        const [reply] =
          round % 2 === 0
            ? await Promise.all([create({ parentId: root.id }), remove(root.id)])
            : (await Promise.all([remove(root.id), create({ parentId: root.id })])).toReversed();
        const listed = (await roots()).some(({ id }) => id === root.id);
        expect(listed).toBe(reply!.outcome === 'created');
      }
    });
  });

  it('lists, pages and counts agree after any history of comments, replies and deletions', async () => {
    const acts = fc.array(
      fc.record({ kind: fc.constantFrom('root', 'reply', 'reply', 'delete'), target: fc.nat(), pause: fc.integer({ min: 0, max: 1 }) }),
      { minLength: 1, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(acts, fc.integer({ min: 1, max: 5 }), async (history, size) => {
        const article = draftOf(1_000 + keys++).id;
        await test.database.write('articles.upsertMany', { drafts: [draftOf(1_000 + keys - 1)] });
        const ids: string[] = [];
        for (const { kind, target, pause } of history) {
          test.clock.advance(pause);
          const id = ids.length === 0 ? null : ids[target % ids.length]!;
          if (kind === 'delete' && id !== null) await remove(id);
          if (kind === 'delete') continue;
          const result = await create({ articleId: article, parentId: kind === 'reply' ? id : null });
          if ('comment' in result) ids.push(result.comment.id);
        }

        let readable = 0;
        const countDown = async (comments: readonly CommentRecord[]): Promise<void> => {
          readable += comments.filter(({ deletedAt }) => deletedAt === null).length;
          for (const comment of comments) {
            const below = await walkForwards(
              size,
              keyOf,
              async (page) => (await replyPagesByParent(test.database, [comment.id], { order: 'OLDEST', page }))[0]!,
            );
            expect(below).toHaveLength(comment.replyCount);
            expect(comment.deletedAt === null || below.length > 0).toBe(true);
            await countDown(below);
          }
        };
        const lists = await Promise.all(
          ORDERS.map(async (order) => {
            const ask = async (page: Parameters<typeof rootPagesByArticle>[2]['page']) =>
              (await rootPagesByArticle(test.database, [article], { order, page }))[0]!;
            const forwards = await walkForwards(size, keyOf, ask);
            expect(await walkBackwards(size, keyOf, ask)).toEqual(forwards);
            return forwards;
          }),
        );
        const [newest, oldest, most] = lists as [readonly CommentRecord[], readonly CommentRecord[], readonly CommentRecord[]];
        expect(newest.toReversed()).toEqual(oldest);
        expect(most.map(({ id }) => id).toSorted()).toEqual(newest.map(({ id }) => id).toSorted());
        expect(most.map(({ replyCount }) => replyCount)).toEqual(
          most.map(({ replyCount }) => replyCount).toSorted((one, two) => two - one),
        );
        await countDown(newest);
        expect(await commentTotalsByArticle(test.database, [article])).toEqual([{ total: readable, roots: newest.length }]);
      }),
      { numRuns: 12 },
    );
  });

  it('pages many articles and many threads alike, each with one statement', async () => {
    for (const n of range(7)) {
      const root = await created({ articleId: n % 2 === 0 ? ARTICLE : OTHER });
      for (const _ of range(n)) await created({ articleId: root.articleId, parentId: root.id });
    }
    const first2 = { order: 'MOST_REPLIES', page: { first: 2 } } as const;
    const loaders = commentLoaders(test.database);
    const articles = [ARTICLE, OTHER, 'art_none', ARTICLE];
    let pages: Awaited<ReturnType<typeof rootPagesByArticle>> = [];
    expect(
      await test.statements(
        async () => void (pages = await Promise.all(articles.map((id) => loaders.rootPageByArticle({ ...first2 }).load(id)))),
      ),
    ).toHaveLength(1);
    expect(pages.map((page) => [page.rows.map(({ replyCount }) => replyCount), page.hasNextPage])).toEqual([
      [[6, 4], true],
      [[5, 3], true],
      [[], false],
      [[6, 4], true],
    ]);

    const shown = pages.slice(0, 2).flatMap(({ rows }) => rows);
    expect(
      await test.statements(() =>
        Promise.all(shown.map(({ id }) => loaders.replyPageByParent({ order: 'OLDEST', page: { first: 2 } }).load(id))),
      ),
    ).toHaveLength(1);
    expect(await test.statements(() => Promise.all(range(50).map((n) => loaders.countsByArticle.load(`art_${n}`))))).toHaveLength(1);
    expect(await test.statements(() => Promise.all(range(50).map((n) => loaders.commentingByArticle.load(`art_${n}`))))).toHaveLength(1);
  });

  describe('importMany', () => {
    const comment = (key: string, parentKey: string | null, createdAt: number): CommentImport => ({
      articleId: ARTICLE,
      key,
      parentKey,
      author: muna,
      body: key,
      language: 'ar',
      direction: 'RTL',
      createdAt,
    });
    const thread = [comment('a', null, 10), comment('b', 'a', 20), comment('c', 'b', 30), comment('d', null, 40)];
    const importAll = async (comments = thread) =>
      (await test.database.write('comments.importMany', { comments })).map(({ outcome }) => outcome);

    it('stores threads with their times, once, and leaves alone what readers did since', async () => {
      expect(await importAll()).toEqual(['new', 'new', 'new', 'new']);
      expect(await totals()).toEqual({ total: 4, roots: 2 });
      const [a, d] = (await roots()) as [CommentRecord, CommentRecord];
      expect([a.createdAt, a.replyCount, d.createdAt, d.depth]).toEqual([10, 1, 40, 0]);
      expect(await replies(a.id)).toMatchObject([{ body: 'b', depth: 1, rootId: a.id, replyCount: 1 }]);
      await remove(d.id);
      expect(await importAll()).toEqual(['existing', 'existing', 'existing', 'existing']);
      expect(await importAll([...thread, comment('e', 'd', 50), comment('f', 'a', 60)])).toEqual([
        'existing',
        'existing',
        'existing',
        'existing',
        'skipped',
        'new',
      ]);
      expect(await totals()).toEqual({ total: 4, roots: 1 });
      expect((await now(a.id))?.replyCount).toBe(2);
    });

    it('counts once when two processes import at once', async () => {
      const outcomes = await Promise.all([importAll(), importAll()]);
      expect(outcomes.flat().filter((outcome) => outcome === 'new')).toHaveLength(4);
      expect(await totals()).toEqual({ total: 4, roots: 2 });
    });

    it('names the comment whose parent is missing or which is too deep', async () => {
      await expect(importAll([comment('b', 'a', 1)])).rejects.toThrow('parentKey "a" of comment "b" is not among the comments before it.');
      const deep = range(MAX_DEPTH + 2).map((n) => comment(`${n}`, n === 0 ? null : `${n - 1}`, n));
      await expect(importAll(deep)).rejects.toThrow(`Comment "${MAX_DEPTH + 1}" would sit deeper than ${MAX_DEPTH}.`);
      expect(await totals()).toEqual({ total: 0, roots: 0 });
    });
  });

  it('forgets old idempotency keys when told to', async () => {
    await create({ idempotencyKey: 'k' });
    test.clock.advance(1_000);
    await create({ idempotencyKey: 'l' });
    expect(await test.database.write('comments.pruneKeys', { before: test.clock.now() })).toEqual({ removed: 1 });
    expect((await create({ idempotencyKey: 'l' })).outcome).toBe('replayed');
    expect((await create({ idempotencyKey: 'k' })).outcome).toBe('created');
  });
});
