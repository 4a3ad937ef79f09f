import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { ingestRuns } from '../../src/data/sources/feeds/ingest-run.queries.ts';
import { SILENCE_MS } from '../../src/data/sources/feeds/ingest-run.write.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';

describeOnEachEngine('the diary of ingests', (open) => {
  let test: TestDatabase;
  beforeEach(async () => void (test = await open()));
  afterEach(() => test.remove());

  const begin = async (input: string) => (await test.database.write('ingest.startRun', { inputs: [input] })).id;
  const note = (id: string, added: number) =>
    test.database.write('ingest.noteRun', {
      id,
      counts: { new: added, updated: 0, unchanged: 0, rejected: 0 },
      reasons: {},
      inputsFailed: 0,
    });

  it('ends a run that was killed when it was last heard of, as soon as another one says a word', async () => {
    const killed = await begin('killed.jsonl');
    test.clock.advance(5_000);
    await note(killed, 250);
    const lastHeard = test.clock.now();
    test.clock.advance(SILENCE_MS);
    const next = await begin('next.jsonl');
    expect((await ingestRuns(test.database, 5)).map(({ finishedAt }) => finishedAt)).toEqual([null, null]);

    test.clock.advance(1);
    await note(next, 1);
    expect(await ingestRuns(test.database, 5)).toMatchObject([
      { id: next, finishedAt: null, new: 1 },
      { id: killed, finishedAt: lastHeard, new: 250 },
    ]);
  });

  it('leaves two that run beside each other alone, however long they take', async () => {
    const [one, other] = [await begin('one.jsonl'), await begin('other.jsonl')];
    for (let step = 1; step <= 20; step++) {
      test.clock.advance(SILENCE_MS / 2);
      await note(one, step);
      await note(other, step);
    }
    expect(await ingestRuns(test.database, 5)).toMatchObject([
      { finishedAt: null, new: 20 },
      { finishedAt: null, new: 20 },
    ]);
  });

  it('changes nothing of a run that has ended', async () => {
    const run = await begin('one.jsonl');
    const counts = { new: 2, updated: 0, unchanged: 0, rejected: 0 };
    await test.database.write('ingest.finishRun', { id: run, counts, reasons: {}, inputsFailed: 0 });
    await note(run, 1);
    expect(await ingestRuns(test.database, 5)).toMatchObject([{ id: run, finishedAt: test.clock.now(), new: 2 }]);
  });
});
