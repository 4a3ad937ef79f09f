/** Read models: each event takes effect once, and the tables can be made anew. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { runProcedure } from '../../src/data/run-procedure.ts';
import { articleTopics } from '../../src/data/articles/search/article-topics.read-model.ts';
import { EventFeed, type FeedFault } from '../../src/events/event-feed.ts';
import { consumerStates, cursorOf, latestPosition, outboxAfter } from '../../src/events/outbox.ts';
import { type OwnerStates, rebuild } from '../../src/events/rebuild.ts';
import { range } from '../contract/drafts.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';

const NAME = 'article_topics';

describeOnEachEngine('the read model of topics', (open) => {
  let test: TestDatabase;
  let feeds: EventFeed[];
  let faults: FeedFault[];
  beforeEach(async () => {
    test = await open();
    feeds = [];
    faults = [];
  });
  afterEach(async () => {
    await Promise.all(feeds.map((feed) => feed.close()));
    await test.remove();
  });

  const follow = () => {
    const feed = new EventFeed({
      database: test.database,
      clock: test.clock,
      leaseMs: 60,
      retryMs: 1,
      onFault: (fault) => void faults.push(fault),
      maxTries: 2,
    });
    feeds.push(feed);
    return { feed, model: feed.followModel(articleTopics) };
  };
  /** As the enrichments tell it, without making any. */
  const tell = (articleId: string, ...codes: readonly string[]) =>
    tellPayload(articleId, { topics: codes.map((code) => ({ code, score: 0.5 })) });
  const tellPayload = async (articleId: string, payload: object) => {
    await test.directly(
      `insert into outbox (topic, subject_id, payload, at) values ('enrichment.finished', '${articleId}', '${JSON.stringify(payload)}', ${test.clock.now()})`,
    );
  };
  const table = async () => {
    const { rows } = await sql<{
      article_id: string;
      code: string;
    }>`select article_id, code from article_topics order by article_id, code`.execute(test.database.read);
    return rows.map(({ article_id: id, code }) => `${id} ${code}`);
  };
  const caughtUp = async (
    { position, advanced }: { readonly position: number; readonly advanced: Promise<void> },
    again: () => Promise<void>,
  ): Promise<void> => {
    if (position < (await latestPosition(test.database))) {
      await advanced;
      await again();
    }
  };
  const follows = async (model: ReturnType<typeof follow>['model']): Promise<void> => caughtUp(model, () => follows(model));

  it('follows what the enrichments tell, the last word of each article', async () => {
    await tell('art_1', '01', '04');
    await tell('art_2', '15');
    await tellPayload('art_3', { articleId: 'art_3' });
    const { model } = follow();
    await follows(model);
    expect(await table()).toEqual(['art_1 01', 'art_1 04', 'art_2 15']);
    await tell('art_1', '16');
    await tell('art_2');
    // Past the data layer, so that nothing is heard but the change of the file: on PostgreSQL the poll finds it.
    await test.database.write('users.upsert', { users: [{ id: 'usr_1', name: 'A' }] });
    await follows(model);
    expect(await table()).toEqual(['art_1 16']);
    expect(faults).toEqual([]);
  });

  it('applies a batch once: who comes with another cursor or without the lease changes nothing', async () => {
    await tell('art_1', '01');
    const events = await outboxAfter(test.database, 0, 10);
    const to = events[0]!.position;
    await test.database.write('outbox.lease', { holder: 'one', consumers: [NAME], leaseMs: 1_000 });
    const apply = (holder: string, from: number) => test.database.write('readModels.apply', { name: NAME, holder, from, to, events });
    expect(await apply('other', 0)).toBe(false);
    expect(await table()).toEqual([]);
    expect(await apply('one', 0)).toBe(true);
    await test.directly('delete from article_topics');
    expect(await apply('one', 0)).toBe(false);
    expect(await table()).toEqual([]);
  });

  it('refuses more events at once than a transaction may take', async () => {
    await tell('art_1', '01');
    const [event] = await outboxAfter(test.database, 0, 10);
    const apply = (length: number) =>
      test.database.write('readModels.apply', { name: NAME, holder: 'one', from: 0, to: 1, events: Array.from({ length }, () => event!) });
    expect(await apply(1_000)).toBe(false);
    await expect(apply(1_001)).rejects.toThrow('readModels.apply takes 1000 events at most: events has 1001.');
  });

  it('parks the event that it cannot apply, with nothing of it done, and goes on', async () => {
    await tell('art_1', '01');
    await tellPayload('art_2', { topics: 7 });
    await tell('art_3', '03');
    const { model } = follow();
    await follows(model);
    expect(await table()).toEqual(['art_1 01', 'art_3 03']);
    expect(await consumerStates(test.database)).toMatchObject([{ consumer: NAME, parked: 1 }]);
    expect(faults.at(-1)).toMatchObject({ consumer: NAME, step: 'parked', events: [{ subjectId: 'art_2' }] });
  });

  it('is made anew of the events, beside a feed that follows', async () => {
    for (const n of range(3)) await tell(`art_${n}`, '01');
    const { model } = follow();
    await follows(model);
    await test.directly(`insert into article_topics (article_id, code, score) values ('art_9', 'wrong', 1)`);
    expect(await rebuild({ database: test.database, clock: test.clock, model: articleTopics })).toEqual({ applied: 3, from: 'outbox' });
    expect(await table()).toEqual(['art_0 01', 'art_1 01', 'art_2 01']);
    // The feed takes it back and goes on.
    await tell('art_0', '02');
    await test.database.write('users.upsert', { users: [{ id: 'usr_1', name: 'A' }] });
    const latest = await latestPosition(test.database);
    while ((await cursorOf(test.database, NAME))! < latest) await new Promise((resolve) => setTimeout(resolve, 2));
    expect(await table()).toEqual(['art_0 02', 'art_1 01', 'art_2 01']);
  });

  it('is made anew of what the owner has when old events are gone; without an owner it is left as it is', async () => {
    for (const n of range(3)) await tell(`art_${n}`, '01');
    const { feed, model } = follow();
    await follows(model);
    await feed.close();
    await test.database.write('outbox.prune', { before: test.clock.now() + 1 });
    await expect(rebuild({ database: test.database, clock: test.clock, model: articleTopics })).rejects.toThrow(
      '"article_topics" cannot be made anew: old events were pruned',
    );
    expect(await table()).toHaveLength(3);

    const pages: Record<string, Awaited<ReturnType<OwnerStates>>> = {
      start: {
        events: [{ topic: 'enrichment.finished', subjectId: 'art_0', payload: { topics: [{ code: '05', score: 1 }] } }],
        next: 'art_0',
      },
      art_0: {
        events: [{ topic: 'enrichment.finished', subjectId: 'art_1', payload: { topics: [{ code: '06', score: 1 }] } }],
        next: null,
      },
    };
    const owner: OwnerStates = async (after) => pages[after ?? 'start']!;
    expect(await rebuild({ database: test.database, clock: test.clock, model: articleTopics, owner })).toEqual({
      applied: 2,
      from: 'owner',
    });
    expect(await table()).toEqual(['art_0 05', 'art_1 06']);
    expect(await consumerStates(test.database)).toMatchObject([{ consumer: NAME, holder: null }]);
  });

  it('says which read models there are', async () => {
    const restart = test.database.read
      .connection()
      .execute((read) =>
        runProcedure(
          { engine: test.database.engine, read },
          'readModels.restart',
          { name: 'nothing', holder: 'one', leaseMs: 1, hasOwner: false },
          1,
        ),
      );
    await expect(restart).rejects.toThrow('There is no read model named "nothing". There is: article_topics.');
  });
});
