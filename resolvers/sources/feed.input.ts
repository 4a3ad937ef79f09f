/** What feed queries and mutations take and give. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { FeedState } from './feed.enums.ts';
import { Feed } from './feed.type.ts';
import { UserError } from './feed-error.type.ts';

@InputType('FeedFilter', { description: 'Which feeds; all given conditions must hold.' })
export class FeedFilter {
  @Field(() => FeedState, { nullable: true, description: 'Only those in this state.' })
  state?: FeedState | null;
}

@InputType('FeedAddInput', { description: 'A feed to poll.' })
export class FeedAddInput {
  @Field(() => String, { description: 'Where it is: http or https, of the public internet, at most 2048 characters.' })
  url!: string;

  @Field(() => ID, { nullable: true, description: 'Whose it is: `src_…`; found out from the feed itself without it.' })
  sourceId?: string | null;

  @Field(() => String, {
    description:
      'Made up by the client, once per feed: sent again with it, the feed is not added twice. 1 to 100 characters out of `A-Z a-z 0-9 . _ ~ : -`.',
  })
  idempotencyKey!: string;
}

@InputType('FeedInput', { description: 'A feed to do something with.' })
export class FeedInput {
  @Field(() => ID, { description: 'The feed: `fee_…`.' })
  id!: string;
}

@ObjectType('FeedPayload', { description: 'What came of a change to a feed.', simpleResolvers: true })
export class FeedPayload {
  @Field(() => Feed, { nullable: true, description: 'The feed as it is now; null where the change was not made.' })
  feed!: Feed | null;

  @Field(() => [UserError], { description: 'Why the change was not made; empty where it was.' })
  errors!: UserError[];
}
