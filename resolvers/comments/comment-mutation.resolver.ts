/** Writing and deleting comments. What a person can mend comes back in `errors`; the write procedures decide what needs the database. */
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { CommentRecord } from '../../src/data/comments/comment.record.ts';
import { MAX_DEPTH } from '../../src/data/comments/comment.writes.ts';
import type { CommentCreated, CommentDeleted } from '../../src/data/comments/comment.writes.ts';
import { directionOfText } from '../../src/text/direction.ts';
import { detectLanguage } from '../../src/text/language.ts';
import { IDEMPOTENCY_KEY, MAX_KEY_CHARACTERS } from '../shared/idempotency-key.ts';
import type { CommentsContext } from './comment.context.ts';
import { checkedBody, MAX_BODY_CHARACTERS } from './comment-body.ts';
import { CommentCreateInput, CommentCreatePayload, CommentDeleteInput, CommentDeletePayload } from './comment.input.ts';
import { mayModerate, mayWrite } from './comment-permissions.ts';
import type { UserErrorValue } from './user-error.type.ts';

const ARTICLE_ID = /^art_[0-9a-z]{8,40}$/;
const COMMENT_ID = /^com_[0-9a-z]{8,40}$/;

interface CommentPayload {
  readonly comment: CommentRecord | null;
  readonly article: { readonly id: string } | null;
  readonly errors: readonly UserErrorValue[];
}

@Resolver()
export class CommentMutationResolver {
  @Mutation(() => CommentCreatePayload, {
    nullable: true,
    description: 'Writes a comment, or a reply. Needs a token with the role READER or above.',
  })
  async commentCreate(
    @Arg('input', () => CommentCreateInput, { description: 'The comment.' }) input: CommentCreateInput,
    @Ctx() context: CommentsContext,
  ): Promise<CommentPayload> {
    const { viewer } = context;
    if (viewer === null) return refused(notPermitted('TOKEN_REQUIRED'));
    if (!mayWrite(viewer)) return refused(notPermitted('NOT_PERMITTED'));
    const body = checkedBody(input.body);
    const errors = [...idErrors(input), ...bodyErrors(body), ...keyErrors(input.idempotencyKey)];
    if (errors.length > 0 || body.outcome !== 'ok') return refused(...errors);

    const language = detectLanguage(body.body);
    await context.rememberViewer(viewer);
    const created = await context.database.write('comments.create', {
      articleId: input.articleId,
      parentId: input.parentId ?? null,
      author: { id: viewer.id, name: viewer.name },
      body: body.body,
      language: language === 'und' ? null : language,
      direction: directionOfText(body.body),
      idempotencyKey: input.idempotencyKey,
    });
    context.forgetLoaded();
    return createdPayload(created);
  }

  @Mutation(() => CommentDeletePayload, {
    nullable: true,
    description: "Deletes one's own comment; with the role MODERATOR or above, any comment. One with replies stays as a tombstone.",
  })
  async commentDelete(
    @Arg('input', () => CommentDeleteInput, { description: 'Which comment.' }) input: CommentDeleteInput,
    @Ctx() context: CommentsContext,
  ): Promise<CommentPayload> {
    const { viewer } = context;
    if (viewer === null) return refused(notPermitted('TOKEN_REQUIRED'));
    if (!mayWrite(viewer)) return refused(notPermitted('NOT_PERMITTED'));
    if (!COMMENT_ID.test(input.id)) return refused(validationError('ID_INVALID', 'id'));
    const deleted = await context.database.write('comments.delete', {
      id: input.id,
      viewerId: viewer.id,
      asModerator: mayModerate(viewer),
    });
    context.forgetLoaded();
    return deletedPayload(deleted);
  }
}

function idErrors(input: CommentCreateInput): UserErrorValue[] {
  const errors: UserErrorValue[] = [];
  if (!ARTICLE_ID.test(input.articleId)) errors.push(validationError('ID_INVALID', 'articleId'));
  if (typeof input.parentId === 'string' && !COMMENT_ID.test(input.parentId)) errors.push(validationError('ID_INVALID', 'parentId'));
  return errors;
}

function bodyErrors(body: ReturnType<typeof checkedBody>): UserErrorValue[] {
  switch (body.outcome) {
    case 'ok':
      return [];
    case 'empty':
      return [validationError('BODY_EMPTY', 'body')];
    case 'tooLong':
      return [validationError('BODY_TOO_LONG', 'body', { limit: MAX_BODY_CHARACTERS, actual: body.characters })];
  }
}

function keyErrors(key: string): UserErrorValue[] {
  return IDEMPOTENCY_KEY.test(key) ? [] : [validationError('IDEMPOTENCY_KEY_INVALID', 'idempotencyKey', { limit: MAX_KEY_CHARACTERS })];
}

function createdPayload(created: CommentCreated): CommentPayload {
  switch (created.outcome) {
    case 'created':
    case 'replayed':
      return done(created.comment);
    case 'conflict':
      return refused({ __typename: 'Conflict', code: 'IDEMPOTENCY_KEY_REUSED', path: ['input', 'idempotencyKey'], details: {} });
    case 'articleNotFound':
      return refused({ __typename: 'NotFound', code: 'ARTICLE_NOT_FOUND', path: ['input', 'articleId'], details: {} });
    case 'closed':
      return refused({ __typename: 'NotPermitted', code: 'COMMENTING_CLOSED', path: ['input', 'articleId'], details: {} });
    case 'parentNotFound':
      return refused({ __typename: 'NotFound', code: 'PARENT_NOT_FOUND', path: ['input', 'parentId'], details: {} });
    case 'parentElsewhere':
      return refused(validationError('PARENT_ON_ANOTHER_ARTICLE', 'parentId'));
    case 'tooDeep':
      return refused(validationError('THREAD_TOO_DEEP', 'parentId', { limit: MAX_DEPTH }));
  }
}

function deletedPayload(deleted: CommentDeleted): CommentPayload {
  switch (deleted.outcome) {
    case 'deleted':
    case 'alreadyDeleted':
      return done(deleted.comment);
    case 'notFound':
      return refused({ __typename: 'NotFound', code: 'COMMENT_NOT_FOUND', path: ['input', 'id'], details: {} });
    case 'notPermitted':
      return refused({ __typename: 'NotPermitted', code: 'NOT_PERMITTED', path: ['input', 'id'], details: {} });
  }
}

function done(comment: CommentRecord): CommentPayload {
  return { comment, article: { id: comment.articleId }, errors: [] };
}

function refused(...errors: readonly UserErrorValue[]): CommentPayload {
  return { comment: null, article: null, errors };
}

function notPermitted(code: 'TOKEN_REQUIRED' | 'NOT_PERMITTED'): UserErrorValue {
  return { __typename: 'NotPermitted', code, path: [], details: {} };
}

function validationError(code: UserErrorValue['code'], field: string, details: UserErrorValue['details'] = {}): UserErrorValue {
  return { __typename: 'ValidationError', code, path: ['input', field], details };
}
