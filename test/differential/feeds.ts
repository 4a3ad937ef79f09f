/** Feeds and a run of ingest beside the sample content, so that random operations meet them. */
import type { Database } from '../../src/data/database.ts';

export async function addFeeds(database: Database): Promise<void> {
  const sources = await database.read.selectFrom('sources').select(['id', 'slug']).orderBy('id').limit(3).execute();
  for (const { id: sourceId, slug } of sources) {
    for (const name of ['news', 'culture']) {
      const url = `https://${slug}.example/${name}.xml`;
      const input = { url, host: `${slug}.example`, sourceId, viewerId: 'usr_editor', idempotencyKey: `${slug}-${name}` };
      const added = await database.write('feeds.add', input);
      if ('feed' in added && name === 'culture') await database.write('feeds.pause', { id: added.feed.id });
    }
  }
  const { id } = await database.write('ingest.startRun', { inputs: ['archive.jsonl.gz'] });
  const counts = { new: 3, updated: 0, unchanged: 1, rejected: 2 };
  await database.write('ingest.finishRun', { id, counts, reasons: { DUPLICATE: 2 }, inputsFailed: 0 });
}
