/** How articles come in. Fields without a resolver are read from the record under the same name. */
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../shared/scalars.ts';
import { FeedState } from './feed.enums.ts';

@ObjectType('RejectionCount', { description: 'How many records of a run were refused for one reason.', simpleResolvers: true })
export class RejectionCount {
  @Field(() => String, { description: 'The reason: a stable code, as `DUPLICATE` or `NO_CONTENT`.' })
  code!: string;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType('IngestRun', { description: 'One run of `newsgraph ingest`.', simpleResolvers: true })
export class IngestRun {
  @Field(() => ID, { description: 'Its id: `run_…`.' })
  id!: string;

  @Field(() => DateTime, { description: 'When it began.' })
  startedAt!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it runs, and where it was killed.' })
  finishedAt!: number | null;

  @Field(() => String, { description: 'What it read: names of files and addresses.' })
  input!: string;

  @Field(() => Int, { description: 'Articles that were not there yet.' })
  new!: number;

  @Field(() => Int, { description: 'Articles that were there with another text.' })
  updated!: number;

  @Field(() => Int, { description: 'Articles that were there as they are.' })
  unchanged!: number;

  @Field(() => Int, { description: 'Records that were refused. The four counts are together what was met.' })
  rejected!: number;

  @Field(() => [RejectionCount], { description: 'Why records were refused.' })
  reasons!: RejectionCount[];

  @Field(() => Int, { description: 'Inputs that could not be read, or not to their end.' })
  inputsFailed!: number;
}

@ObjectType('FeedStateCount', { description: 'How many feeds are in one state.', simpleResolvers: true })
export class FeedStateCount {
  @Field(() => FeedState, { description: 'The state.' })
  state!: string;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType('IngestStatus', { description: 'How articles come in.', simpleResolvers: true })
export class IngestStatus {
  @Field(() => [FeedStateCount], { nullable: true, description: 'Feeds by state; states without feeds are left out.' })
  feedsByState!: FeedStateCount[] | null;

  @Field(() => Int, { nullable: true, description: 'Articles that were ever stored.' })
  articles!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When a run or a feed last brought a new article.' })
  lastArticleAt!: number | null;
}
