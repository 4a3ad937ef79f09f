/** Adding feeds and steering their polls, for editors. What a person can mend comes back in `errors`. */
import { Arg, Ctx, Directive, Mutation, Resolver } from 'type-graphql';
import type { Viewer } from '../../src/auth/viewer.ts';
import type { FeedRecord } from '../../src/data/sources/feeds/feed.record.ts';
import type { FeedAdded, FeedChanged } from '../../src/data/sources/feeds/feed-editing.write.ts';
import { IDEMPOTENCY_KEY } from '../shared/idempotency-key.ts';
import { EDITORIAL } from '../shared/tags.ts';
import { FeedAddInput, FeedInput, FeedPayload } from './feed.input.ts';
import type { UserErrorValue } from './feed-error.type.ts';
import type { SourcesContext } from './source.context.ts';

const FEED_ID = /^fee_[0-9a-z]{8,40}$/;
const SOURCE_ID = /^src_[0-9a-z]{8,40}$/;

interface Payload {
  readonly feed: FeedRecord | null;
  readonly errors: readonly UserErrorValue[];
}

@Resolver()
export class FeedMutationResolver {
  @Directive(EDITORIAL)
  @Mutation(() => FeedPayload, {
    nullable: true,
    description: 'Adds a feed, which is polled from then on. Needs a token with the role EDITOR or above.',
  })
  async feedAdd(
    @Arg('input', () => FeedAddInput, { description: 'The feed.' }) input: FeedAddInput,
    @Ctx() context: SourcesContext,
  ): Promise<Payload> {
    const { viewer } = context;
    if (!isEditor(viewer)) return refused(notPermitted(viewer));
    const address = context.feedAddress(input.url);
    const errors = [
      ...(address.outcome === 'ok' ? [] : [invalid(ADDRESS_CODES[address.outcome], 'url')]),
      ...(typeof input.sourceId === 'string' && !SOURCE_ID.test(input.sourceId) ? [invalid('ID_INVALID', 'sourceId')] : []),
      ...(IDEMPOTENCY_KEY.test(input.idempotencyKey) ? [] : [invalid('IDEMPOTENCY_KEY_INVALID', 'idempotencyKey')]),
    ];
    if (errors.length > 0 || address.outcome !== 'ok') return refused(...errors);
    const added = await context.database.write('feeds.add', {
      url: address.url,
      host: address.host,
      sourceId: input.sourceId ?? null,
      viewerId: viewer.id,
      idempotencyKey: input.idempotencyKey,
    });
    context.forgetLoaded();
    return addedPayload(added);
  }

  @Directive(EDITORIAL)
  @Mutation(() => FeedPayload, {
    nullable: true,
    description: 'Stops polling a feed until it is resumed. Needs a token with the role EDITOR or above.',
  })
  feedPause(
    @Arg('input', () => FeedInput, { description: 'Which feed.' }) input: FeedInput,
    @Ctx() context: SourcesContext,
  ): Promise<Payload> {
    return change(context, input, () => context.database.write('feeds.pause', { id: input.id }));
  }

  @Directive(EDITORIAL)
  @Mutation(() => FeedPayload, {
    nullable: true,
    description: 'Polls a paused or dead feed again, at once and as if it had never failed. Needs a token with the role EDITOR or above.',
  })
  feedResume(
    @Arg('input', () => FeedInput, { description: 'Which feed.' }) input: FeedInput,
    @Ctx() context: SourcesContext,
  ): Promise<Payload> {
    return change(context, input, () => context.database.write('feeds.resume', { id: input.id }));
  }

  @Directive(EDITORIAL)
  @Mutation(() => FeedPayload, {
    nullable: true,
    description: 'Has a feed polled as soon as its host may be asked. Needs a token with the role EDITOR or above.',
  })
  feedRefreshNow(
    @Arg('input', () => FeedInput, { description: 'Which feed.' }) input: FeedInput,
    @Ctx() context: SourcesContext,
  ): Promise<Payload> {
    return change(context, input, () => context.database.write('feeds.refreshNow', { id: input.id }));
  }
}

async function change(
  context: SourcesContext,
  { id }: FeedInput,
  write: () => Promise<FeedChanged | { readonly outcome: 'notPolled' }>,
): Promise<Payload> {
  if (!isEditor(context.viewer)) return refused(notPermitted(context.viewer));
  if (!FEED_ID.test(id)) return refused(invalid('ID_INVALID', 'id'));
  const changed = await write();
  context.forgetLoaded();
  switch (changed.outcome) {
    case 'changed':
    case 'unchanged':
      return { feed: changed.feed, errors: [] };
    case 'notFound':
      return refused({ __typename: 'NotFound', code: 'FEED_NOT_FOUND', path: ['input', 'id'] });
    case 'notPolled':
      return refused({ __typename: 'Conflict', code: 'FEED_NOT_POLLED', path: ['input', 'id'] });
  }
}

function addedPayload(added: FeedAdded): Payload {
  switch (added.outcome) {
    case 'created':
    case 'replayed':
      return { feed: added.feed, errors: [] };
    case 'conflict':
      return refused({ __typename: 'Conflict', code: 'IDEMPOTENCY_KEY_REUSED', path: ['input', 'idempotencyKey'] });
    case 'exists':
      return refused({ __typename: 'Conflict', code: 'FEED_EXISTS', path: ['input', 'url'] });
    case 'sourceNotFound':
      return refused({ __typename: 'NotFound', code: 'SOURCE_NOT_FOUND', path: ['input', 'sourceId'] });
  }
}

const ADDRESS_CODES = { tooLong: 'URL_TOO_LONG', invalid: 'URL_INVALID', private: 'URL_NOT_PUBLIC' } as const;

function isEditor(viewer: Viewer | null): viewer is Viewer {
  return viewer !== null && viewer.roles.some((role) => role === 'EDITOR' || role === 'ADMIN');
}

function refused(...errors: readonly UserErrorValue[]): Payload {
  return { feed: null, errors };
}

function notPermitted(viewer: Viewer | null): UserErrorValue {
  return { __typename: 'NotPermitted', code: viewer === null ? 'TOKEN_REQUIRED' : 'NOT_PERMITTED', path: [] };
}

function invalid(code: UserErrorValue['code'], field: string): UserErrorValue {
  return { __typename: 'ValidationError', code, path: ['input', field] };
}
