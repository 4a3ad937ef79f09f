/** The list of everything that can change. A name can cross into the writer thread, a closure could not. */
import { outboxWrites } from '../events/outbox.writes.ts';
import { articleWrites } from './articles/article.writes.ts';
import { commentWrites } from './comments/comment.writes.ts';
import { enrichmentWrites } from './enrichments/enrichment.writes.ts';
import { migrationWrites } from './migrations/migration.writes.ts';
import { userWrites } from './platform/user.writes.ts';
import { fetchStateWrites } from './sources/fetching/fetch-state.write.ts';
import { feedWrites } from './sources/feeds/feed.writes.ts';
import { readModelWrites } from './read-models.ts';
import { sourceWrites } from './sources/source.writes.ts';

export const writes = {
  ...articleWrites,
  ...commentWrites,
  ...enrichmentWrites,
  ...feedWrites,
  ...fetchStateWrites,
  ...migrationWrites,
  ...outboxWrites,
  ...readModelWrites,
  ...sourceWrites,
  ...userWrites,
};

export type WriteName = keyof typeof writes;
export type WriteInput<N extends WriteName> = Parameters<(typeof writes)[N]>[1];
export type WriteOutput<N extends WriteName> = Awaited<ReturnType<(typeof writes)[N]>>;
