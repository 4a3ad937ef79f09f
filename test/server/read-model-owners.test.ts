/** When old events are gone, a read model is made of what its owner has. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { articleTopics } from '../../src/data/articles/search/article-topics.read-model.ts';
import { READ_MODELS } from '../../src/data/read-models.ts';
import { rebuild } from '../../src/events/rebuild.ts';
import { readModelOwners } from '../../src/server/wiring/read-model-owners.ts';
import { range } from '../contract/drafts.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';

describeOnEachEngine('the owners of read models', (open) => {
  let test: TestDatabase;
  beforeAll(async () => void (test = await open()));
  afterAll(() => test.remove());

  it('tell all they have, page by page', async () => {
    // One more than two pages; every tenth is about nothing.
    const ids = range(1_001).map((n) => `art_${String(n).padStart(4, '0')}`);
    const rows = ids.map(
      (id, n) => `('${id}', 'h', '1.0.0', 'en', '[]', '[]', '[]', 1, 1, 1, '${n % 10 === 0 ? '[]' : '[{"code":"04000000","score":0.5}]'}')`,
    );
    await test.directly(
      `insert into enrichments (article_id, input_hash, engine_version, language, summary, key_points, keywords, generated_at, latency_ms, requested_at, topics) values ${rows.join(', ')}`,
    );
    await test.database.write('users.upsert', { users: [{ id: 'usr_1', name: 'A' }] });
    await test.database.write('outbox.prune', { before: test.clock.now() + 1 });

    const owner = readModelOwners(test.database)[articleTopics.name];
    expect(await rebuild({ database: test.database, clock: test.clock, model: articleTopics, owner })).toEqual({
      applied: 1_001,
      from: 'owner',
    });
    const stored = await test.database.read.selectFrom('article_topics').select('article_id').orderBy('article_id').execute();
    expect(stored.map((row) => row.article_id)).toEqual(ids.filter((_, n) => n % 10 !== 0));
  });

  it('are there for each read model', () => {
    expect(Object.keys(readModelOwners(test.database)).toSorted()).toEqual(READ_MODELS.map(({ name }) => name).toSorted());
  });
});
