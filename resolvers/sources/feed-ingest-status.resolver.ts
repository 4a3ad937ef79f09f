/** How articles come in: each field asks the database only when it is asked for. */
import { Arg, Ctx, Directive, FieldResolver, Int, Query, Resolver } from 'type-graphql';
import { feedCountsByState } from '../../src/data/sources/feeds/feed.queries.ts';
import { ingestRuns, lastArticleAt, storedArticleCount } from '../../src/data/sources/feeds/ingest-run.queries.ts';
import type { IngestRun as IngestRunRecord } from '../../src/data/sources/feeds/ingest-run.record.ts';
import { EDITORIAL } from '../shared/tags.ts';
import { requireWithin } from '../shared/bad-user-input.ts';
import { Kept, NOW } from '../shared/caching.ts';
import { SizeByFirst } from '../shared/costs.ts';
import { IngestRun, IngestStatus } from './feed-ingest-status.type.ts';
import type { SourcesContext } from './source.context.ts';

const MAX_RUNS = 100;

@Resolver(() => IngestStatus)
export class IngestStatusResolver {
  @Directive(EDITORIAL)
  @Kept(NOW)
  @Query(() => IngestStatus, { nullable: true, description: 'How articles come in.' })
  ingestStatus(@Ctx() { database }: SourcesContext) {
    // graphql-js's default resolver calls functions, so what is not asked for costs nothing.
    return {
      feedsByState: () => feedCountsByState(database),
      articles: () => storedArticleCount(database),
      lastArticleAt: () => lastArticleAt(database),
    };
  }

  @SizeByFirst()
  @FieldResolver(() => [IngestRun], { nullable: true, description: 'The last runs of `newsgraph ingest`, started last first.' })
  runs(
    @Arg('first', () => Int, { defaultValue: 10, description: `How many at most: 1 to ${MAX_RUNS}.` }) first: number,
    @Ctx() { database }: SourcesContext,
  ): Promise<readonly IngestRunRecord[]> {
    return ingestRuns(database, requireWithin('first', first, 1, MAX_RUNS));
  }
}
