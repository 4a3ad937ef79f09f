/** What a feed is to those who look after it. Fields without a resolver are read from the record (`FeedRecord`) under the same name. */
import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { EDITORIAL } from '../shared/tags.ts';
import { Kept, NOW } from '../shared/caching.ts';
import { connectionType } from '../shared/connection.type.ts';
import { Node } from '../shared/node.type.ts';
import { DateTime, Url } from '../shared/scalars.ts';
import { FeedKind, FeedState } from './feed.enums.ts';

@ObjectType('Feed', {
  description: 'A list of new articles that a publisher keeps, polled from time to time.',
  implements: [Node],
  simpleResolvers: true,
})
@Directive('@key(fields: "id")')
@Kept(NOW)
@Directive(EDITORIAL)
export class Feed extends Node {
  @Field(() => Url, { description: 'Where it is; another than it was added with, where it has moved for good.' })
  url!: string;

  @Field(() => FeedKind, { nullable: true, description: 'Its format; null until it was read once.' })
  kind!: string | null;

  @Field(() => FeedState, { description: 'How polling it goes.' })
  state!: string;

  @Field(() => DateTime, { nullable: true, description: 'When it was last asked for, whatever came of it.' })
  lastFetchedAt!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last read, or said that nothing has changed.' })
  lastSuccessAt!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When it last brought an article that was not there yet.' })
  lastNewAt!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When it is polled next; null where it is paused or dead.' })
  nextFetchAt!: number | null;

  @Field(() => Int, {
    description: 'How far apart its polls are, in seconds: shorter where there is news, longer where there is none; 300 to 86400.',
  })
  intervalSeconds!: number;

  @Field(() => String, { nullable: true, description: 'The ETag of its last answer, sent back to be told only of changes.' })
  etag!: string | null;

  @Field(() => String, { nullable: true, description: 'The Last-Modified of its last answer, as it came.' })
  lastModified!: string | null;

  @Field(() => Int, { description: 'Polls that failed since the last success.' })
  consecutiveFailures!: number;

  @Field(() => Int, { nullable: true, description: 'HTTP status of the last poll; null where there was no answer.' })
  lastStatus!: number | null;

  @Field(() => String, { nullable: true, description: 'Why the last poll failed: a code and a sentence; null where it did not.' })
  lastError!: string | null;
}

export const FeedConnection = connectionType(() => Feed, 'Feed', 'feeds');
