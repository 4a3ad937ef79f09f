import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openCommentWorld, type CommentWorld } from './comment-world.ts';
import { DAY, HOUR, MODERATOR, NOW, OTHER, READER } from './world.ts';

let world: CommentWorld;
beforeAll(async () => {
  world = await openCommentWorld();
});
beforeEach(() => world.nextArticle());
afterAll(() => world.close());

describe('commentDelete', () => {
  it('leaves a tombstone where there are replies, and none where there is not', async () => {
    const { comment } = await world.create({ body: 'أصل' });
    const reply = await world.create({ body: 'رد', parentId: comment.id }, { viewer: OTHER });
    expect(await world.remove(comment.id)).toEqual({
      comment: { isDeleted: true, body: 'تم حذف التعليق' },
      article: { commentCount: 1 },
      errors: [],
    });

    const [tombstone] = (await world.thread({ locales: ['en'] })).comments.nodes;
    expect(tombstone).toMatchObject({
      id: comment.id,
      isDeleted: true,
      body: 'This comment was deleted',
      author: null,
      replies: { nodes: [{ id: reply.comment.id, body: 'رد' }] },
    });
    const { data } = await world.ask(
      'comments',
      `{ comment(id: "${comment.id}") { body(locale: "en") language direction viewerCan { reply delete } } }`,
      { viewer: READER },
    );
    expect(data.comment).toEqual({
      body: 'This comment was deleted',
      language: null,
      direction: 'RTL',
      viewerCan: { reply: false, delete: false },
    });

    await world.remove(reply.comment.id, { viewer: OTHER });
    expect(await world.thread()).toMatchObject({ commentCount: 0, comments: { totalCount: 0, nodes: [] } });
  });

  it('is for the author and for moderators, and says the same when asked again', async () => {
    const { comment } = await world.create({});
    expect((await world.remove(comment.id, { viewer: null })).errors).toEqual([
      { __typename: 'NotPermitted', code: 'TOKEN_REQUIRED', path: [] },
    ]);
    expect((await world.remove(comment.id, { viewer: OTHER })).errors).toEqual([
      { __typename: 'NotPermitted', code: 'NOT_PERMITTED', path: ['input', 'id'] },
    ]);
    expect(await world.remove(comment.id, { viewer: MODERATOR })).toMatchObject({ comment: { isDeleted: true }, errors: [] });
    expect(await world.remove(comment.id)).toMatchObject({ comment: { isDeleted: true }, errors: [] });
    expect((await world.remove('com_00000000000000000000000000')).errors).toEqual([
      { __typename: 'NotFound', code: 'COMMENT_NOT_FOUND', path: ['input', 'id'] },
    ]);
    expect((await world.remove('art_00000000000000000000')).errors).toEqual([
      { __typename: 'ValidationError', code: 'ID_INVALID', path: ['input', 'id'] },
    ]);
  });
});

describe('comments of an article', () => {
  it('orders and pages both ways, with totals and relative times', async () => {
    const author = { id: READER.id, name: READER.name };
    const written = (key: string, createdAt: number, parentKey: string | null = null) => ({
      articleId: world.target,
      key,
      parentKey,
      author,
      body: key,
      language: 'ar',
      direction: 'RTL' as const,
      createdAt,
    });
    await world.database.write('comments.importMany', {
      comments: [
        written('old', NOW - 2 * DAY),
        written('mid', NOW - DAY),
        written('new', NOW - HOUR),
        written('answer', NOW - 3 * HOUR, 'mid'),
      ],
    });
    const page = async (args: string) =>
      (
        await world.ask(
          'comments',
          `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Article { comments(${args}) { nodes { body } pageInfo { hasNextPage hasPreviousPage endCursor } } } } }`,
          { variables: { r: [{ __typename: 'Article', id: world.target }] } },
        )
      ).data._entities[0].comments;
    const bodies = (answer: { nodes: { body: string }[] }) => answer.nodes.map(({ body }) => body);
    expect(bodies(await page('first: 3'))).toEqual(['new', 'mid', 'old']);
    expect(bodies(await page('first: 3, orderBy: OLDEST'))).toEqual(['old', 'mid', 'new']);
    expect(bodies(await page('first: 3, orderBy: MOST_REPLIES'))[0]).toBe('mid');
    const first = await page('first: 2');
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(bodies(await page(`first: 2, after: "${first.pageInfo.endCursor}"`))).toEqual(['old']);
    expect(bodies(await page('last: 1'))).toEqual(['old']);
    const { data } = await world.ask(
      'comments',
      `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Article { comments(first: 3) { nodes { createdAt createdAtRelative } } } } }`,
      { variables: { r: [{ __typename: 'Article', id: world.target }] } },
    );
    expect(data._entities[0].comments.nodes).toEqual([
      { createdAt: '2026-11-24T11:00:00.000Z', createdAtRelative: 'منذ ساعة' },
      { createdAt: '2026-11-23T12:00:00.000Z', createdAtRelative: 'منذ يوم' },
      { createdAt: '2026-11-22T12:00:00.000Z', createdAtRelative: 'منذ يومين' },
    ]);
  });

  it('has an empty state', async () => {
    expect(await world.thread({ locales: ['en-GB'] })).toEqual({
      commentCount: 0,
      commenting: { state: 'OPEN', emptyMessage: 'No comments yet…' },
      comments: { totalCount: 0, nodes: [] },
    });
  });

  it('refuses a cursor of another order', async () => {
    const cursor = Buffer.from(JSON.stringify([1, 'comments:OLDEST', 1, 'com_1', 0])).toString('base64url');
    const { data, errors } = await world.ask(
      'comments',
      'query ($r: [_Any!]!, $after: Cursor) { _entities(representations: $r) { ... on Article { comments(first: 1, after: $after) { totalCount } } } }',
      { variables: { r: [{ __typename: 'Article', id: world.target }], after: cursor } },
    );
    expect(data._entities).toEqual([{ comments: null }]);
    expect(errors).toMatchObject([
      {
        message: 'Argument "after" is a cursor of another connection or order (comments:OLDEST, not comments:NEWEST).',
        path: ['_entities', 0, 'comments'],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });
});
