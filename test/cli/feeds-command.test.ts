/** Feeds from the command line: added, listed, paused, resumed. */
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { runFeeds, type FeedsRequest } from '../../src/cli/feeds.run.ts';
import { outboxAfter } from '../../src/events/outbox.ts';
import { openTestDatabase, type TestDatabase } from '../testkit/database.ts';

let test: TestDatabase;
const environment = { ...process.env };
beforeEach(async () => {
  test = await openTestDatabase();
  delete process.env['DATABASE_URL'];
  process.env['DATA_DIR'] = test.options.dataDir;
});
afterEach(async () => {
  process.env = { ...environment };
  await test.remove();
});

async function run(request: FeedsRequest): Promise<{ code: number; out: string; err: string }> {
  const written = { out: '', err: '' };
  const out = jest.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((written.out += String(text))));
  const err = jest.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((written.err += String(text))));
  try {
    return { code: await runFeeds(request), ...written };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

const URL = 'https://harbour.example/feed.xml';

describe('newsgraph feeds', () => {
  it('adds, lists, pauses and resumes feeds, and tells the outbox of it as editors do', async () => {
    expect(await run({ kind: 'list', json: false })).toMatchObject({ code: 0, out: expect.stringContaining('There are no feeds yet') });
    const added = await run({ kind: 'add', urls: [`${URL}#top`], sourceId: null });
    expect(added).toEqual({
      code: 0,
      out: expect.stringMatching(/^fee_\w{20} is polled from now on: https:\/\/harbour\.example\/feed\.xml\n$/),
      err: '',
    });
    const id = added.out.split(' ', 1)[0]!;
    expect(await run({ kind: 'add', urls: [URL], sourceId: null })).toEqual({ code: 0, out: `${id} is there already: ${URL}\n`, err: '' });

    expect((await run({ kind: 'pause', names: [URL] })).out).toBe(`${id} is now PAUSED: ${URL}\n`);
    expect((await run({ kind: 'pause', names: [id] })).out).toBe(`${id} was already PAUSED: ${URL}\n`);
    expect((await run({ kind: 'list', json: false })).out).toBe(`${id} PAUSED  ${URL}\n  never read\n`);
    expect((await run({ kind: 'resume', names: [id] })).out).toBe(`${id} is now ACTIVE: ${URL}\n`);
    expect(JSON.parse((await run({ kind: 'list', json: true })).out)).toMatchObject({ id, url: URL, state: 'ACTIVE' });

    const events = await outboxAfter(test.database, 0, 10);
    expect(events.map(({ topic }) => topic)).toEqual(['feed.created', 'feed.paused', 'feed.resumed']);
  });

  it('does what it can, names what it could not, and ends with 1', async () => {
    const { code, out, err } = await run({ kind: 'add', urls: ['http://10.0.0.1/feed', 'no address', URL], sourceId: null });
    expect([code, out.trim().split('\n')]).toEqual([1, [expect.stringContaining(URL)]]);
    expect(err).toBe(
      'newsgraph: http://10.0.0.1/feed: it is not on the public internet (FETCH_ALLOWED_NETWORKS lets others in).\n' +
        'newsgraph: no address: it is no http or https address, or one with a password.\n',
    );
    expect(await run({ kind: 'pause', names: ['fee_none'] })).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('newsgraph: fee_none: there is no such feed.\n'),
    });
    expect((await run({ kind: 'add', urls: ['https://other.example/rss'], sourceId: 'src_none' })).err).toContain(
      'newsgraph: https://other.example/rss: there is no source src_none.\n',
    );
  });
});
