/** Writes of feeds and ingest runs, by name. */
import { addFeed, pauseFeed, refreshFeedNow, resumeFeed } from './feed-editing.write.ts';
import { claimFeed, finishPoll, releaseFeed } from './feed-polling.write.ts';
import { finishRun, noteRun, startRun } from './ingest-run.write.ts';

export const feedWrites = {
  'feeds.add': addFeed,
  'feeds.pause': pauseFeed,
  'feeds.resume': resumeFeed,
  'feeds.refreshNow': refreshFeedNow,
  'feeds.claim': claimFeed,
  'feeds.finish': finishPoll,
  'feeds.release': releaseFeed,
  'ingest.startRun': startRun,
  'ingest.noteRun': noteRun,
  'ingest.finishRun': finishRun,
};
