import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { articleId } from '../../src/data/ids.ts';
import { article, DAY, HOUR, MODERATOR, NOBODY, NOW, openWorld, OTHER, READER, source, type Asking, type World } from './world.ts';

const CREATE =
  'mutation ($input: CommentCreateInput!) { commentCreate(input: $input) { comment { id body depth parent { id } language direction } article { id commentCount } errors { __typename code message path } } }';
const DELETE =
  'mutation ($input: CommentDeleteInput!) { commentDelete(input: $input) { comment { isDeleted body } article { commentCount } errors { __typename code path } } }';
const THREAD = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Article { commentCount commenting { state emptyMessage } comments(first: 10) { totalCount nodes {
  id body isDeleted replyCount author { name user { id } } replies(first: 10) { totalCount nodes { id body parent { id } rootParent { id } } } } } } } }`;

let world: World;
let articles = 0;
let keys = 0;
let target: string;

beforeAll(async () => {
  world = await openWorld();
  await world.database.write('sources.upsertMany', { sources: [source('albayan')] });
});
beforeEach(async () => {
  // An article of its own for each test.
  const key = `a${++articles}`;
  await world.database.write('articles.upsertMany', { drafts: [article(key)] });
  target = articleId(`https://news.example/${key}`);
});
afterAll(() => world.close());

const create = async (input: object, asking: Asking = { viewer: READER }) =>
  (
    await world.ask('comments', CREATE, {
      ...asking,
      variables: { input: { articleId: target, body: 'تعليق', idempotencyKey: `k${++keys}`, ...input } },
    })
  ).data.commentCreate;
const remove = async (id: string, asking: Asking = { viewer: READER }) =>
  (await world.ask('comments', DELETE, { ...asking, variables: { input: { id } } })).data.commentDelete;
const thread = async (asking: Asking = {}) =>
  (await world.ask('comments', THREAD, { ...asking, variables: { r: [{ __typename: 'Article', id: target }] } })).data._entities[0];

describe('commentCreate', () => {
  it('writes a comment and a reply, told from each other by depth, parent and root', async () => {
    const { comment, article: counted, errors } = await create({ body: '  نعم، هذا صحيح.\r\n' });
    expect(errors).toEqual([]);
    expect(comment).toMatchObject({
      id: expect.stringMatching(/^com_/),
      body: 'نعم، هذا صحيح.',
      depth: 0,
      parent: null,
      language: 'ar',
      direction: 'RTL',
    });
    expect(counted).toEqual({ id: target, commentCount: 1 });

    const reply = await create({ body: 'I do not agree with this at all.', parentId: comment.id }, { viewer: OTHER });
    expect(reply).toMatchObject({
      comment: { depth: 1, parent: { id: comment.id }, language: 'en', direction: 'LTR' },
      article: { commentCount: 2 },
      errors: [],
    });

    expect(await thread()).toEqual({
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
    const { comment } = await create({});
    const { data } = await world.ask('comments', '{ comment(id: "' + comment.id + '") { author { user { __typename id } } } }');
    const { data: users } = await world.ask(
      'platform',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { id name } } }',
      { variables: { r: [data.comment.author.user] } },
    );
    expect(users._entities).toEqual([{ id: READER.id, name: 'ليلى' }]);
  });

  it('writes once per idempotency key, and tells a key that was used for something else', async () => {
    const first = await create({ idempotencyKey: 'same' });
    const again = await create({ idempotencyKey: 'same' });
    expect(again).toMatchObject({ comment: { id: first.comment.id }, article: { commentCount: 1 }, errors: [] });
    expect(await create({ idempotencyKey: 'same', body: 'غيره' })).toMatchObject({
      comment: null,
      article: null,
      errors: [{ __typename: 'Conflict', code: 'IDEMPOTENCY_KEY_REUSED', path: ['input', 'idempotencyKey'] }],
    });
    // Another person may use the same key.
    expect(await create({ idempotencyKey: 'same' }, { viewer: OTHER })).toMatchObject({ article: { commentCount: 2 }, errors: [] });
  });

  it.each([
    ['nobody', null, 'TOKEN_REQUIRED'],
    ['a viewer without roles', NOBODY, 'NOT_PERMITTED'],
  ])('is not for %s', async (_name, viewer, code) => {
    const statements = await world.statements(async () => {
      expect(await create({}, { viewer })).toEqual({
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
    expect((await create(input)).errors).toMatchObject([{ __typename, code, path: ['input', field] }]);
    expect((await thread()).commentCount).toBe(0);
  });

  it('takes 4000 characters, counted in code points after normalising', async () => {
    // Decomposed: 8000 code points, 4000 once normalised.
    const { comment, errors } = await create({ body: `  ${'e\u0301'.repeat(4000)}  ` });
    expect(errors).toEqual([]);
    expect(comment.body).toBe('é'.repeat(4000));
  });

  it("says every reason at once, in the reader's language", async () => {
    const { errors } = await create({ body: '', idempotencyKey: '', articleId: 'x' }, { viewer: READER, locales: ['en'] });
    expect(errors.map(({ message }: { message: string }) => message)).toEqual([
      'This is not a valid id.',
      'Write something: the comment is empty.',
      'The idempotency key must have 1 to 100 characters out of A-Z, a-z, 0-9 and . _ ~ : -',
    ]);
    const { errors: arabic } = await create({ body: 'م'.repeat(4001) });
    expect(arabic[0].message).toBe('التعليق أطول من المسموح: الحد 4000 حرف، وفيه 4001.');
  });

  it('takes no reply to a comment of another article, and none beyond the greatest depth', async () => {
    const { comment } = await create({});
    await world.database.write('articles.upsertMany', { drafts: [article('elsewhere')] });
    expect((await create({ articleId: articleId('https://news.example/elsewhere'), parentId: comment.id })).errors).toMatchObject([
      { __typename: 'ValidationError', code: 'PARENT_ON_ANOTHER_ARTICLE' },
    ]);

    let parentId = comment.id;
    for (let depth = 1; depth <= 8; depth++) parentId = (await create({ parentId })).comment.id;
    expect((await create({ parentId })).errors).toMatchObject([{ code: 'THREAD_TOO_DEEP', message: expect.stringContaining('8') }]);
    const { data } = await world.ask('comments', `{ comment(id: "${parentId}") { viewerCan { reply delete } } }`, { viewer: READER });
    expect(data.comment.viewerCan).toEqual({ reply: false, delete: true });
  });

  it('takes none where comments are closed, and holds them back where they are moderated first', async () => {
    const { comment } = await create({});
    await world.database.write('comments.setCommenting', { articleId: target, state: 'CLOSED' });
    expect((await create({})).errors).toMatchObject([
      { __typename: 'NotPermitted', code: 'COMMENTING_CLOSED', path: ['input', 'articleId'] },
    ]);
    const { data } = await world.ask(
      'comments',
      `{ comment(id: "${comment.id}") { viewerCan { reply } article { commenting { state } } } }`,
      { viewer: READER },
    );
    expect(data.comment).toEqual({ viewerCan: { reply: false }, article: { commenting: { state: 'CLOSED' } } });

    await world.database.write('comments.setCommenting', { articleId: target, state: 'PREMOD' });
    const held = (await create({ body: 'انتظر' })).comment;
    const seenBy = async (viewer: Asking['viewer']) =>
      (await world.ask('comments', `{ comment(id: "${held.id}") { status body } }`, { viewer: viewer ?? null })).data.comment;
    expect([await seenBy(READER), await seenBy(MODERATOR)]).toEqual([
      { status: 'PREMOD', body: 'انتظر' },
      { status: 'PREMOD', body: 'انتظر' },
    ]);
    expect([await seenBy(OTHER), await seenBy(null)]).toEqual([null, null]);
    expect(await thread()).toMatchObject({ commentCount: 1, comments: { nodes: [{ id: comment.id }] } });
  });
});

describe('commentDelete', () => {
  it('leaves a tombstone where there are replies, and none where there is not', async () => {
    const { comment } = await create({ body: 'أصل' });
    const reply = await create({ body: 'رد', parentId: comment.id }, { viewer: OTHER });
    expect(await remove(comment.id)).toEqual({
      comment: { isDeleted: true, body: 'تم حذف التعليق' },
      article: { commentCount: 1 },
      errors: [],
    });

    const [tombstone] = (await thread({ locales: ['en'] })).comments.nodes;
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

    await remove(reply.comment.id, { viewer: OTHER });
    expect(await thread()).toMatchObject({ commentCount: 0, comments: { totalCount: 0, nodes: [] } });
  });

  it('is for the author and for moderators, and says the same when asked again', async () => {
    const { comment } = await create({});
    expect((await remove(comment.id, { viewer: null })).errors).toEqual([{ __typename: 'NotPermitted', code: 'TOKEN_REQUIRED', path: [] }]);
    expect((await remove(comment.id, { viewer: OTHER })).errors).toEqual([
      { __typename: 'NotPermitted', code: 'NOT_PERMITTED', path: ['input', 'id'] },
    ]);
    expect(await remove(comment.id, { viewer: MODERATOR })).toMatchObject({ comment: { isDeleted: true }, errors: [] });
    expect(await remove(comment.id)).toMatchObject({ comment: { isDeleted: true }, errors: [] });
    expect((await remove('com_00000000000000000000000000')).errors).toEqual([
      { __typename: 'NotFound', code: 'COMMENT_NOT_FOUND', path: ['input', 'id'] },
    ]);
    expect((await remove('art_00000000000000000000')).errors).toEqual([
      { __typename: 'ValidationError', code: 'ID_INVALID', path: ['input', 'id'] },
    ]);
  });
});

describe('comments of an article', () => {
  it('orders and pages both ways, with totals and relative times', async () => {
    const author = { id: READER.id, name: READER.name };
    const written = (key: string, createdAt: number, parentKey: string | null = null) => ({
      articleId: target,
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
          { variables: { r: [{ __typename: 'Article', id: target }] } },
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
      { variables: { r: [{ __typename: 'Article', id: target }] } },
    );
    expect(data._entities[0].comments.nodes).toEqual([
      { createdAt: '2026-11-24T11:00:00.000Z', createdAtRelative: 'منذ ساعة' },
      { createdAt: '2026-11-23T12:00:00.000Z', createdAtRelative: 'منذ يوم' },
      { createdAt: '2026-11-22T12:00:00.000Z', createdAtRelative: 'منذ يومين' },
    ]);
  });

  it('has an empty state', async () => {
    expect(await thread({ locales: ['en-GB'] })).toEqual({
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
      { variables: { r: [{ __typename: 'Article', id: target }], after: cursor } },
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
