/** Ports to the owners of what read models are made of, for a rebuilding when old events are gone: no domain may read another's tables, the wiring may. */
import type { Database } from '../../data/database.ts';
import { topicsAfter } from '../../data/enrichments/enrichment-topics.queries.ts';
import type { OwnerStates } from '../../events/rebuild.ts';

const PAGE = 500;

export function readModelOwners(database: Database): Readonly<Record<string, OwnerStates>> {
  return {
    article_topics: async (after) => {
      const enriched = await topicsAfter(database, after ?? '', PAGE);
      return {
        events: enriched.map(({ articleId, topics }) => ({ topic: 'enrichment.finished', subjectId: articleId, payload: { topics } })),
        next: enriched.length < PAGE ? null : enriched.at(-1)!.articleId,
      };
    },
  };
}
