/** A world with articles to comment on, one for each test, and the three things one does with comments. */
import { articleId } from '../../src/data/ids.ts';
import { article, openWorld, READER, source, type Asking, type World } from './world.ts';

const CREATE =
  'mutation ($input: CommentCreateInput!) { commentCreate(input: $input) { comment { id body depth parent { id } language direction } article { id commentCount } errors { __typename code message path } } }';
const DELETE =
  'mutation ($input: CommentDeleteInput!) { commentDelete(input: $input) { comment { isDeleted body } article { commentCount } errors { __typename code path } } }';
const THREAD = `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Article { commentCount commenting { state emptyMessage } comments(first: 10) { totalCount nodes {
  id body isDeleted replyCount author { name user { id } } replies(first: 10) { totalCount nodes { id body parent { id } rootParent { id } } } } } } } }`;

export interface CommentWorld extends World {
  /** The article of this test. */
  readonly target: string;
  /** Makes another article and comments on that from here on. */
  nextArticle(): Promise<void>;
  // oxlint-disable-next-line typescript/no-explicit-any -- payloads are asserted by shape
  create(input: object, asking?: Asking): Promise<any>;
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  remove(id: string, asking?: Asking): Promise<any>;
  /** What a page shows of the article's comments. */
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  thread(asking?: Asking): Promise<any>;
}

export async function openCommentWorld(open?: Parameters<typeof openWorld>[0]): Promise<CommentWorld> {
  const world = await openWorld(open);
  await world.database.write('sources.upsertMany', { sources: [source('albayan')] });
  let articles = 0;
  let keys = 0;
  let target = '';
  return {
    ...world,
    get target() {
      return target;
    },
    async nextArticle() {
      const key = `a${++articles}`;
      await world.database.write('articles.upsertMany', { drafts: [article(key)] });
      target = articleId(`https://news.example/${key}`);
    },
    async create(input, asking = { viewer: READER }) {
      const variables = { input: { articleId: target, body: 'تعليق', idempotencyKey: `k${++keys}`, ...input } };
      return (await world.ask('comments', CREATE, { ...asking, variables })).data.commentCreate;
    },
    async remove(id, asking = { viewer: READER }) {
      return (await world.ask('comments', DELETE, { ...asking, variables: { input: { id } } })).data.commentDelete;
    },
    async thread(asking = {}) {
      const variables = { r: [{ __typename: 'Article', id: target }] };
      return (await world.ask('comments', THREAD, { ...asking, variables })).data._entities[0];
    },
  };
}
