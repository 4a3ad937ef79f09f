import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { BulkWrites } from '../../src/enrichment/bulk-writes.ts';
import { draftOf } from '../contract/drafts.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';

describeOnEachEngine('giving way to an ingest', (open) => {
  let test: TestDatabase;
  let writes: BulkWrites;
  beforeEach(async () => {
    test = await open();
    writes = new BulkWrites(test.database, test.clock);
  });
  afterEach(() => test.remove());

  const write = (from: number, count: number) =>
    test.database.write('articles.upsertMany', { drafts: Array.from({ length: count }, (_, n) => draftOf(from + n)) });

  it('waits while articles come by the hundred, and no longer', async () => {
    await write(0, 250);
    expect(await writes.areUnderWay()).toBe(true);
    let isOver = false;
    const over = writes.over(new AbortController().signal).then(() => (isOver = true));
    test.clock.advance(1_499);
    expect(await writes.areUnderWay()).toBe(true);
    expect(isOver).toBe(false);
    test.clock.advance(1);
    expect(await writes.areUnderWay()).toBe(false);
    await over;
  });

  it('does not wait for the few that feeds bring', async () => {
    for (let poll = 0; poll < 4; poll++) await write(poll * 30, 30);
    expect(await writes.areUnderWay()).toBe(false);
  });

  it('waits no more when its work is stopped', async () => {
    await write(0, 250);
    const stopping = new AbortController();
    const over = writes.over(stopping.signal);
    stopping.abort();
    await over;
    expect(await writes.areUnderWay()).toBe(true);
  });
});
