/** What is old is forgotten, and nothing that somebody still waits for. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { cursorOf, latestPosition, outboxAfter } from '../../src/events/outbox.ts';
import { PRUNED_AT_ONCE } from '../../src/events/outbox.writes.ts';
import { prune, startRetention } from '../../src/server/wiring/retention.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { range } from '../contract/drafts.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';

const HOUR = 3_600_000;

describeOnEachEngine('retention', (open) => {
  let test: TestDatabase;
  beforeEach(async () => void (test = await open()));
  afterEach(() => test.remove());

  const wiring = () => ({
    database: test.database,
    clock: test.clock,
    log: createLogger({ level: 'silent' }).log,
    keepEventsMs: 10 * HOUR,
    keepKeysMs: HOUR,
  });
  const write = (...numbers: readonly number[]) =>
    test.database.write('users.upsert', { users: numbers.map((n) => ({ id: `usr_${n}`, name: `${n} ${test.clock.now()}` })) });
  const left = async () => (await outboxAfter(test.database, 0, 100)).map(({ subjectId }) => subjectId);

  it('forgets old events up to the slowest cursor, and names who holds back the rest', async () => {
    await write(1, 2);
    const second = await latestPosition(test.database);
    await write(3);
    test.clock.advance(9 * HOUR);
    await write(4);
    await test.database.write('outbox.expect', { consumers: ['slow', 'fast'] });
    const commit = (consumer: string, position: number) => test.database.write('outbox.commitCursor', { consumer, position });
    await commit('fast', second + 2);
    test.clock.advance(2 * HOUR);
    // One that was never started yet counts as well.
    expect(await prune(wiring())).toEqual({ events: 0, keys: 0, heldBackBy: 'slow' });
    await commit('slow', second);
    expect(await prune(wiring())).toEqual({ events: 2, keys: 0, heldBackBy: 'slow' });
    expect(await left()).toEqual(['usr_3', 'usr_4']);
    await commit('slow', second + 2);
    // The fourth is old enough for nobody.
    expect(await prune(wiring())).toEqual({ events: 1, keys: 0, heldBackBy: null });
    expect(await left()).toEqual(['usr_4']);
    // Expecting again moves nothing.
    await test.database.write('outbox.expect', { consumers: ['slow'] });
    expect(await cursorOf(test.database, 'slow')).toBe(second + 2);
  });

  it('waits for who catches up by itself only while a process has it', async () => {
    await write(1, 2);
    await test.database.write('outbox.expect', { consumers: ['others'] });
    await test.database.write('outbox.commitCursor', { consumer: 'others', position: await latestPosition(test.database) });
    test.clock.advance(11 * HOUR);
    await test.database.write('outbox.lease', { holder: 'a process', consumers: ['enrichments'], leaseMs: 9_000 });
    const catchingUp = { ...wiring(), catchingUp: ['enrichments'] };
    expect(await prune(catchingUp)).toEqual({ events: 0, keys: 0, heldBackBy: 'enrichments' });
    // Its process is gone: the lease runs out.
    test.clock.advance(9_001);
    expect(await prune(wiring())).toEqual({ events: 0, keys: 0, heldBackBy: 'enrichments' });
    expect(await prune(catchingUp)).toEqual({ events: 2, keys: 0, heldBackBy: null });
    expect(await left()).toEqual([]);
  });

  it('goes on until all is gone, a bounded piece at a time', async () => {
    const total = 2 * PRUNED_AT_ONCE + 10;
    for (let from = 0; from < total; from += 1_000) await write(...range(Math.min(1_000, total - from)).map((n) => from + n));
    test.clock.advance(11 * HOUR);
    const deletes = await test.statements(async () => {
      expect(await prune(wiring())).toEqual({ events: total, keys: 0, heldBackBy: null });
    });
    expect(deletes.filter(({ sql }) => sql.includes('delete from outbox '))).toHaveLength(3);
    expect(await left()).toEqual([]);
  });

  it('forgets idempotency keys after their time', async () => {
    await write(0);
    const key = (n: number, at: number) =>
      test.directly(
        `insert into idempotency (scope, viewer_id, key, request_hash, subject_id, created_at) values ('comment', 'usr_0', 'key-${n}', 'h', 'cmt_${n}', ${at})`,
      );
    await key(1, test.clock.now() - HOUR - 1);
    await key(2, test.clock.now() - HOUR);
    expect(await prune(wiring())).toMatchObject({ keys: 1 });
    expect(await prune(wiring())).toMatchObject({ keys: 0 });
  });

  it('stops at once, although it would wait for long', async () => {
    await startRetention(wiring()).stop();
  });
});
