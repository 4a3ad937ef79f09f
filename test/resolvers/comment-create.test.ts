import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { articleId } from '../../src/data/ids.ts';
import { describeOnEachEngine } from '../testkit/database.ts';
import { openCommentWorld, type CommentWorld } from './comment-world.ts';
import { article, MODERATOR, NOBODY, OTHER, READER, type Asking } from './world.ts';

describeOnEachEngine('writing comments', (open) => {
  let world: CommentWorld;
  beforeAll(async () => {
    world = await openCommentWorld(open);
  });
  beforeEach(() => world.nextArticle());
  afterAll(() => world.close());

  describe('commentCreate', () => {
    it('writes a comment and a reply, told from each other by depth, parent and root', async () => {
      const { comment, article: counted, errors } = await world.create({ body: '  نعم، هذا صحيح.\r\n' });
      expect(errors).toEqual([]);
      expect(comment).toMatchObject({
        id: expect.stringMatching(/^com_/),
        body: 'نعم، هذا صحيح.',
        depth: 0,
        parent: null,
        language: 'ar',
        direction: 'RTL',
      });
      expect(counted).toEqual({ id: world.target, commentCount: 1 });

      const reply = await world.create({ body: 'I do not agree with this at all.', parentId: comment.id }, { viewer: OTHER });
      expect(reply).toMatchObject({
        comment: { depth: 1, parent: { id: comment.id }, language: 'en', direction: 'LTR' },
        article: { commentCount: 2 },
        errors: [],
      });

      expect(await world.thread()).toEqual({
        commentCount: 2,
        commenting: { state: 'OPEN', emptyMessage: 'لا توجد تعليقات بعد…' },
        comments: {
          totalCount: 1,
          nodes: [
            {
              id: comment.id,
              body: 'نعم، هذا صحيح.',
              isDeleted: false,
              replyCount: 1,
              author: { name: 'ليلى', user: { id: READER.id } },
              replies: {
                totalCount: 1,
                nodes: [
                  {
                    id: reply.comment.id,
                    body: 'I do not agree with this at all.',
                    parent: { id: comment.id },
                    rootParent: { id: comment.id },
                  },
                ],
              },
            },
          ],
        },
      });
    });

    it('makes its author a user of the platform', async () => {
      const { comment } = await world.create({});
      const { data } = await world.ask('comments', '{ comment(id: "' + comment.id + '") { author { user { __typename id } } } }');
      const { data: users } = await world.ask(
        'platform',
        'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { id name } } }',
        { variables: { r: [data.comment.author.user] } },
      );
      expect(users._entities).toEqual([{ id: READER.id, name: 'ليلى' }]);
    });

    it('writes once per idempotency key, and tells a key that was used for something else', async () => {
      const first = await world.create({ idempotencyKey: 'same' });
      const again = await world.create({ idempotencyKey: 'same' });
      expect(again).toMatchObject({ comment: { id: first.comment.id }, article: { commentCount: 1 }, errors: [] });
      expect(await world.create({ idempotencyKey: 'same', body: 'غيره' })).toMatchObject({
        comment: null,
        article: null,
        errors: [{ __typename: 'Conflict', code: 'IDEMPOTENCY_KEY_REUSED', path: ['input', 'idempotencyKey'] }],
      });
      // Another person may use the same key.
      expect(await world.create({ idempotencyKey: 'same' }, { viewer: OTHER })).toMatchObject({ article: { commentCount: 2 }, errors: [] });
    });

    it.each([
      ['nobody', null, 'TOKEN_REQUIRED'],
      ['a viewer without roles', NOBODY, 'NOT_PERMITTED'],
    ])('is not for %s', async (_name, viewer, code) => {
      const statements = await world.statements(async () => {
        expect(await world.create({}, { viewer })).toEqual({
          comment: null,
          article: null,
          errors: [{ __typename: 'NotPermitted', code, message: expect.any(String), path: [] }],
        });
      });
      expect(statements).toEqual([]);
    });

    it.each([
      ['an empty body', { body: ' \n\t ' }, 'ValidationError', 'BODY_EMPTY', 'body'],
      ['a body of zero-width characters', { body: '\u200b\u200d\u2066\ufeff' }, 'ValidationError', 'BODY_EMPTY', 'body'],
      ['a body of 4001 characters', { body: '😀'.repeat(4001) }, 'ValidationError', 'BODY_TOO_LONG', 'body'],
      ['an empty key', { idempotencyKey: '' }, 'ValidationError', 'IDEMPOTENCY_KEY_INVALID', 'idempotencyKey'],
      ['a key of 101 characters', { idempotencyKey: 'k'.repeat(101) }, 'ValidationError', 'IDEMPOTENCY_KEY_INVALID', 'idempotencyKey'],
      ['a key with blanks', { idempotencyKey: 'a b' }, 'ValidationError', 'IDEMPOTENCY_KEY_INVALID', 'idempotencyKey'],
      ['an id of something else', { articleId: 'src_00000000000000000000' }, 'ValidationError', 'ID_INVALID', 'articleId'],
      ['an article that is not there', { articleId: 'art_00000000000000000000' }, 'NotFound', 'ARTICLE_NOT_FOUND', 'articleId'],
      ['a parent that is not there', { parentId: 'com_00000000000000000000000000' }, 'NotFound', 'PARENT_NOT_FOUND', 'parentId'],
    ])('refuses %s', async (_name, input, __typename, code, field) => {
      expect((await world.create(input)).errors).toMatchObject([{ __typename, code, path: ['input', field] }]);
      expect((await world.thread()).commentCount).toBe(0);
    });

    it('takes 4000 characters, counted in code points after normalising', async () => {
      // Decomposed: 8000 code points, 4000 once normalised.
      const { comment, errors } = await world.create({ body: `  ${'e\u0301'.repeat(4000)}  ` });
      expect(errors).toEqual([]);
      expect(comment.body).toBe('é'.repeat(4000));
    });

    it("says every reason at once, in the reader's language", async () => {
      const { errors } = await world.create({ body: '', idempotencyKey: '', articleId: 'x' }, { viewer: READER, locales: ['en'] });
      expect(errors.map(({ message }: { message: string }) => message)).toEqual([
        'This is not a valid id.',
        'Write something: the comment is empty.',
        'The idempotency key must have 1 to 100 characters out of A-Z, a-z, 0-9 and . _ ~ : -',
      ]);
      const { errors: arabic } = await world.create({ body: 'م'.repeat(4001) });
      expect(arabic[0].message).toBe('التعليق أطول من المسموح: الحد 4000 حرف، وفيه 4001.');
    });

    it('takes no reply to a comment of another article, and none beyond the greatest depth', async () => {
      const { comment } = await world.create({});
      await world.database.write('articles.upsertMany', { drafts: [article('elsewhere')] });
      expect((await world.create({ articleId: articleId('https://news.example/elsewhere'), parentId: comment.id })).errors).toMatchObject([
        { __typename: 'ValidationError', code: 'PARENT_ON_ANOTHER_ARTICLE' },
      ]);

      let parentId = comment.id;
      for (let depth = 1; depth <= 8; depth++) parentId = (await world.create({ parentId })).comment.id;
      expect((await world.create({ parentId })).errors).toMatchObject([{ code: 'THREAD_TOO_DEEP', message: expect.stringContaining('8') }]);
      const { data } = await world.ask('comments', `{ comment(id: "${parentId}") { viewerCan { reply delete } } }`, { viewer: READER });
      expect(data.comment.viewerCan).toEqual({ reply: false, delete: true });
    });

    it('takes none where comments are closed, and holds them back where they are moderated first', async () => {
      const { comment } = await world.create({});
      await world.database.write('comments.setCommenting', { articleId: world.target, state: 'CLOSED' });
      expect((await world.create({})).errors).toMatchObject([
        { __typename: 'NotPermitted', code: 'COMMENTING_CLOSED', path: ['input', 'articleId'] },
      ]);
      const { data } = await world.ask(
        'comments',
        `{ comment(id: "${comment.id}") { viewerCan { reply } article { commenting { state } } } }`,
        { viewer: READER },
      );
      expect(data.comment).toEqual({ viewerCan: { reply: false }, article: { commenting: { state: 'CLOSED' } } });

      await world.database.write('comments.setCommenting', { articleId: world.target, state: 'PREMOD' });
      const held = (await world.create({ body: 'انتظر' })).comment;
      const seenBy = async (viewer: Asking['viewer']) =>
        (await world.ask('comments', `{ comment(id: "${held.id}") { status body } }`, { viewer: viewer ?? null })).data.comment;
      expect([await seenBy(READER), await seenBy(MODERATOR)]).toEqual([
        { status: 'PREMOD', body: 'انتظر' },
        { status: 'PREMOD', body: 'انتظر' },
      ]);
      expect([await seenBy(OTHER), await seenBy(null)]).toEqual([null, null]);
      expect(await world.thread()).toMatchObject({ commentCount: 1, comments: { nodes: [{ id: comment.id }] } });
    });
  });
});
