/** What an operator sees of the events and does about them, run as it is built. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/package-root.ts';
import { outboxAfter } from '../../src/events/outbox.ts';
import { openTestDatabase, type TestDatabase } from '../testkit/database.ts';

const MAIN = join(packageRoot, 'dist', 'src', 'main.js');
let test: TestDatabase;
beforeAll(async () => void (test = await openTestDatabase()));
afterAll(() => test.remove());

function run(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const { NODE_OPTIONS: _options, NODE_ENV: _mode, DATABASE_URL: _url, ...rest } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { env: { ...rest, DATA_DIR: test.options.dataDir } }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

describe('newsgraph events', () => {
  it('shows how far each consumer is, who has it, and what it could not take; retries and forgets', async () => {
    await test.database.write('users.upsert', { users: [1, 2, 3].map((n) => ({ id: `usr_${n}`, name: `${n}` })) });
    const [first, second] = await outboxAfter(test.database, 0, 10);
    await test.database.write('outbox.expect', { consumers: ['cards'] });
    await test.database.write('outbox.lease', { holder: 'host:7:abc', consumers: ['mail'], leaseMs: 1_000_000_000_000 });
    await test.database.write('outbox.park', {
      consumer: 'mail',
      holder: 'host:7:abc',
      from: 0,
      to: second!.position,
      event: first!,
      error: 'no such box\n  at mail',
    });
    expect(await run('events')).toEqual({
      code: 0,
      out: [
        'The outbox ends at 3.',
        'cards: at 0, 3 behind; applied by nobody',
        'mail: at 2, 1 behind; applied by host:7:abc',
        '  1 parked (--retry mail puts them in again)',
        '  1 user.written usr_1: no such box',
        '',
      ].join('\n'),
      err: '',
    });
    expect(JSON.parse((await run('events', '--json')).out)).toMatchObject({
      latest: 3,
      consumers: [
        { consumer: 'cards', behind: 3, holder: null, parkedEvents: [] },
        {
          consumer: 'mail',
          position: 2,
          behind: 1,
          holder: 'host:7:abc',
          parked: 1,
          parkedEvents: [{ event: first, error: 'no such box\n  at mail' }],
        },
      ],
    });

    expect(await run('events', '--retry', 'mail')).toMatchObject({ code: 0, out: '1 parked events of mail are in the outbox again.\n' });
    expect((await outboxAfter(test.database, 3, 10)).map(({ subjectId }) => subjectId)).toEqual(['usr_1']);
    expect(await run('events', '--forget', 'mail')).toMatchObject({ code: 2, err: expect.stringContaining('a process has it') });
    expect(await run('events', '--forget', 'cards')).toMatchObject({ code: 0, out: 'cards is forgotten.\n' });
    expect((await run('events')).out).not.toContain('cards');
  }, 30_000);
});

describe('newsgraph rebuild', () => {
  it('makes a read model anew, and names those there are', async () => {
    await test.directly(`insert into article_topics (article_id, code, score) values ('art_1', 'wrong', 1)`);
    expect(await run('rebuild', 'article_topics')).toEqual({ code: 0, out: 'article_topics was made anew of 0 events.\n', err: '' });
    expect(await test.database.read.selectFrom('article_topics').selectAll().execute()).toEqual([]);
    expect(await run('rebuild', 'nothing')).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no read model "nothing"; there is: article_topics.'),
    });
    // Old events are gone, and the enrichments have nothing to tell.
    await test.directly('delete from outbox');
    expect(await run('rebuild', 'article_topics')).toMatchObject({
      code: 0,
      out: 'article_topics was made anew of 0 states of its owner: old events are gone.\n',
    });
  }, 30_000);
});
