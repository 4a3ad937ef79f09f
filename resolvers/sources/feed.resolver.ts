/** Feeds: one by one, as a connection, and those of a publisher. */
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { feedCount, feedPage, MAX_FEEDS_OF_SOURCE, type FeedKey } from '../../src/data/sources/feeds/feed.queries.ts';
import type { FeedRecord } from '../../src/data/sources/feeds/feed.record.ts';
import type { SourceRecord } from '../../src/data/sources/source.record.ts';
import { EDITORIAL } from '../shared/tags.ts';
import { Kept, NOW } from '../shared/caching.ts';
import { connectionOf } from '../shared/connection.ts';
import type { Connection } from '../shared/connection.ts';
import { ConnectionArgs, pageOf } from '../shared/connection.args.ts';
import { ConnectionSize } from '../shared/costs.ts';
import { decodeCursor } from '../shared/cursor.ts';
import { FeedFilter } from './feed.input.ts';
import { Feed, FeedConnection } from './feed.type.ts';
import type { SourcesContext } from './source.context.ts';
import { Source } from './source.type.ts';

const CURSOR_ORDER = 'feeds:ADDED';

@Resolver(() => Feed)
export class FeedResolver {
  @Directive(EDITORIAL)
  @Query(() => Feed, { nullable: true, description: 'One feed; null where there is none.' })
  feed(@Arg('id', () => ID, { description: 'Its id: `fee_…`.' }) id: string, @Ctx() context: SourcesContext): Promise<FeedRecord | null> {
    return context.feeds.byId.load(id);
  }

  @ConnectionSize()
  @Kept(NOW)
  @Directive(EDITORIAL)
  @Query(() => FeedConnection, { nullable: true, description: 'Feeds, added last first.' })
  async feeds(
    @Arg('filter', () => FeedFilter, { nullable: true, description: 'Which feeds; all without it.' }) filter: FeedFilter | null | undefined,
    @Args(() => ConnectionArgs) args: ConnectionArgs,
    @Ctx() context: SourcesContext,
  ): Promise<Connection<FeedRecord>> {
    const page = pageOf<FeedKey>(args, (argument, cursor) => {
      const [addedAt, id] = decodeCursor(argument, cursor, CURSOR_ORDER, ['number', 'string']) as [number, string];
      return { addedAt, id };
    });
    const { database } = context;
    return connectionOf(
      context,
      await feedPage(database, { filter: filter ?? null, page }),
      { order: CURSOR_ORDER, keyOf: (feed) => [feed.addedAt, feed.id] },
      () => feedCount(database, filter ?? null),
    );
  }

  @FieldResolver(() => Source, { nullable: true, description: 'Whose it is; null until it brought an article, where nobody said so.' })
  source(@Root() feed: FeedRecord, @Ctx() context: SourcesContext): Promise<SourceRecord | null> | null {
    return feed.sourceId === null ? null : context.sources.byId.load(feed.sourceId);
  }
}

@Resolver(() => Source)
export class SourceFeedsResolver {
  @Directive(EDITORIAL)
  @FieldResolver(() => [Feed], {
    nullable: true,
    description: `Its feeds, in the order they were added; ${MAX_FEEDS_OF_SOURCE} at most.`,
  })
  async feeds(@Root() source: SourceRecord, @Ctx() context: SourcesContext): Promise<readonly FeedRecord[]> {
    const feeds = await context.feeds.bySource.load(source.id);
    context.nodes.take(feeds.length);
    return feeds;
  }
}
