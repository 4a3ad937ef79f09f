/** What a poll finds, and when the next one comes: over real databases, against a real server that misbehaves. */
import { describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { articlesByUrls, articleCount } from '../../src/data/articles/article.queries.ts';
import { item, rss, sends, type Handle } from './feed-server.ts';
import { DAY, HOUR, MINUTE, describeFeeds } from './feed-world.ts';

describeFeeds('the feed poller', (world) => {
  const stored = () => articleCount(world().database);

  describe('what goes well', () => {
    it('stores articles, says so in the outbox, and comes back sooner where there is news', async () => {
      world().server.on('/feed', sends(rss([item('a'), item('b')])));
      const { id, result } = await world().firstPoll('/feed');
      expect(result).toMatchObject({ outcome: 'READ', state: 'ACTIVE', counts: { new: 2, updated: 0, unchanged: 0, rejected: 0 } });
      expect(await stored()).toBe(2);
      const feed = await world().feed(id);
      expect(feed).toMatchObject({
        state: 'ACTIVE',
        kind: 'RSS',
        sourceId: expect.stringMatching(/^src_/),
        lastFetchedAt: world().clock.now(),
        lastSuccessAt: world().clock.now(),
        lastNewAt: world().clock.now(),
        nextFetchAt: world().clock.now() + 15 * MINUTE,
        intervalSeconds: 900,
        lastStatus: 200,
        lastError: null,
      });
      expect((await world().events('feed.polled')).map(({ subjectId, payload }) => [subjectId, payload])).toEqual([
        [id, expect.objectContaining({ outcome: 'READ', new: 2, status: 200, state: 'ACTIVE', nextFetchAt: feed.nextFetchAt })],
      ]);

      await world().poll(id);
      expect(await world().feed(id)).toMatchObject({ intervalSeconds: 1_350, lastNewAt: feed.lastNewAt });
      world().server.on('/feed', sends(rss([item('c'), item('a'), item('b')])));
      expect((await world().poll(id)).counts).toEqual({ new: 1, updated: 0, unchanged: 2, rejected: 0 });
      expect(await world().feed(id)).toMatchObject({ intervalSeconds: 675, lastNewAt: world().clock.now() });
      expect(world().faults).toEqual([]);
    });

    it('asks conditionally, takes a 304 for a success without news, and keeps the validators', async () => {
      const validators = { etag: '"v1"', 'last-modified': 'Sun, 01 Nov 2026 07:00:00 GMT' };
      world().server.on('/feed', (request, response) =>
        request.headers['if-none-match'] === '"v1"'
          ? void response.writeHead(304).end()
          : sends(rss([item('a')]), validators)(request, response),
      );
      const { id } = await world().firstPoll('/feed');
      expect(await world().poll(id)).toMatchObject({ outcome: 'NOT_MODIFIED', counts: { new: 0 } });
      expect(world().server.asked[1]?.headers).toMatchObject({
        'if-none-match': '"v1"',
        'if-modified-since': 'Sun, 01 Nov 2026 07:00:00 GMT',
      });
      expect(await world().feed(id)).toMatchObject({ state: 'ACTIVE', lastStatus: 304, etag: '"v1"', intervalSeconds: 1_350 });
    });

    it('finds nothing new behind another ETag with the same items', async () => {
      let version = 0;
      world().server.on('/feed', (request, response) => sends(rss([item('a')]), { etag: `"v${++version}"` })(request, response));
      const { id } = await world().firstPoll('/feed');
      expect(await world().poll(id)).toMatchObject({ outcome: 'READ', counts: { new: 0, unchanged: 1 } });
      expect(await world().feed(id)).toMatchObject({ etag: '"v2"', intervalSeconds: 1_350 });
    });

    it.each([
      ['ttl', '<ttl>180</ttl>', {}, 180 * MINUTE],
      ['sy:updatePeriod', '<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>', {}, 6 * HOUR],
      ['max-age', '', { 'cache-control': 'public, max-age=7200' }, 2 * HOUR],
      ['max-age that has an age', '', { 'cache-control': 'max-age=7200', age: '1800' }, 90 * MINUTE],
      ['a ttl beyond all bounds', '<ttl>99999</ttl>', {}, DAY],
      ['no-cache', '', { 'cache-control': 'no-cache, max-age=7200' }, 15 * MINUTE],
    ])('comes back no sooner than %s says', async (_, channel, headers, wait) => {
      world().server.on('/feed', sends(rss([item('a')], channel), headers));
      const { id } = await world().firstPoll('/feed');
      expect((await world().feed(id)).nextFetchAt).toBe(world().clock.now() + wait);
    });

    it.each([
      ['Windows-1256 that says so', 'application/rss+xml; charset=windows-1256', ''],
      ['Windows-1256 that says it is UTF-8', 'application/rss+xml; charset=utf-8', ''],
      ['a page by its type, a feed by its content', 'text/html', ''],
    ])('reads %s', async (_, type) => {
      // «خبر عاجل» in Windows-1256.
      const title = Buffer.from([0xce, 0xc8, 0xd1, 0x20, 0xda, 0xc7, 0xcc, 0xe1]);
      const [head, tail] = rss([item('a', { title: '@' })]).split('@') as [string, string];
      world().server.on('/feed', sends(Buffer.concat([Buffer.from(head), title, Buffer.from(tail)]), { 'content-type': type }));
      await world().firstPoll('/feed');
      const [article] = await articlesByUrls(world().database, ['https://harbour.example/a']);
      expect(article?.title).toBe('خبر عاجل');
    });

    it('stores what is dated in the future as seen today', async () => {
      world().server.on('/feed', sends(rss([item('a', { date: 'Wed, 01 Nov 2028 08:00:00 GMT' })])));
      await world().firstPoll('/feed');
      const [article] = await articlesByUrls(world().database, ['https://harbour.example/a']);
      expect(article).toMatchObject({ publishedAt: world().clock.now(), timePrecision: 'DAY' });
    });

    it('rests after 60 days without news, and wakes by the next', async () => {
      world().server.on('/feed', sends(rss([item('a')])));
      const { id } = await world().firstPoll('/feed');
      world().clock.advance(60 * DAY);
      expect(await world().poll(id)).toMatchObject({ state: 'DORMANT', intervalSeconds: 86_400 });
      world().server.on('/feed', sends(rss([item('b')])));
      expect(await world().poll(id)).toMatchObject({ state: 'ACTIVE', counts: { new: 1 } });
    });
  });

  describe('what fails', () => {
    const STATUS =
      (status: number, headers: Readonly<Record<string, string>> = {}): Handle =>
      (_, response) =>
        void response.writeHead(status, headers).end('no');

    it.each<[string, Handle, number | null, string]>([
      ['404', STATUS(404), 404, 'HTTP_STATUS'],
      ['500', STATUS(500), 500, 'HTTP_STATUS'],
      ['304 to a question that had no condition', STATUS(304), 304, 'HTTP_STATUS'],
      ['headers that do not come', () => undefined, null, 'TIMEOUT'],
      ['a body that does not end', (_, response) => void response.writeHead(200).write('<rss>'), 200, 'TIMEOUT'],
      ['a connection that is cut before the headers', (request) => void request.socket.destroy(), null, 'UNREACHABLE'],
      [
        'a connection that is cut in the body',
        (_, response) => {
          response.writeHead(200, { 'content-length': '1000' }).write('<rss>', () => response.socket?.destroy());
        },
        200,
        'UNREACHABLE',
      ],
      ['too many bytes', sends(`<rss>${' '.repeat(6 * 1024 * 1024)}`), 200, 'TOO_LARGE'],
      ['a gzip bomb', sends(gzipSync(Buffer.alloc(30_000_000, '<')), { 'content-encoding': 'gzip' }), 200, 'TOO_LARGE'],
      ['a gzip bomb in a gzip', sends(gzipSync(gzipSync(Buffer.alloc(60_000_000, '<'))), { 'content-encoding': 'gzip' }), 200, 'TOO_LARGE'],
      ['damaged gzip', sends('not gzip', { 'content-encoding': 'gzip' }), 200, 'UNREACHABLE'],
      [
        'an HTML page',
        sends('<!doctype html><html><body>Sign in</body></html>', { 'content-type': 'text/html' }),
        200,
        'UNRECOGNISED_FORMAT',
      ],
      ['nothing', sends(''), 200, 'UNRECOGNISED_FORMAT'],
      ['JSON that is no feed', sends('{"error":"maintenance"}'), 200, 'UNRECOGNISED_FORMAT'],
      ['a redirect to itself', STATUS(302, { location: '/feed' }), null, 'TOO_MANY_REDIRECTS'],
      ['a redirect to a private address', STATUS(302, { location: 'http://127.0.0.2/admin' }), null, 'FORBIDDEN_ADDRESS'],
      ['a redirect to the metadata of a cloud', STATUS(301, { location: 'http://169.254.169.254/' }), null, 'FORBIDDEN_ADDRESS'],
      ['a redirect to a file', STATUS(302, { location: 'file:///etc/passwd' }), null, 'INVALID_URL'],
    ])('%s: FAILING, tried again at growing distances, well again by the next success', async (_, handle, status, code) => {
      world().server.on('/feed', handle);
      const { id, result } = await world().firstPoll('/feed');
      expect(result).toMatchObject({ outcome: 'FAILED', state: 'FAILING', consecutiveFailures: 1, lastStatus: status });
      const feed = await world().feed(id);
      expect(feed).toMatchObject({
        lastError: expect.stringMatching(new RegExp(`^${code}: `)),
        failingSince: world().clock.now(),
        lastSuccessAt: null,
        nextFetchAt: world().clock.now() + 5 * MINUTE,
      });
      expect((await world().events('feed.failed')).map(({ payload }) => payload)).toEqual([
        expect.objectContaining({ id, status, state: 'FAILING', error: feed.lastError, consecutiveFailures: 1 }),
      ]);
      world().server.on('/feed', sends(rss([item('a')])));
      expect(await world().poll(id)).toMatchObject({ outcome: 'READ', state: 'ACTIVE', consecutiveFailures: 0, failingSince: null });
      expect(world().faults).toEqual([]);
    });

    it.each([
      ['429 with seconds', 429, '1800', 30 * MINUTE],
      ['429 with a date', 429, 'Sun, 01 Nov 2026 13:00:00 GMT', HOUR],
      ['503 with seconds', 503, '7200', 2 * HOUR],
      ['503 with a date that has passed', 503, 'Sun, 01 Nov 2026 11:00:00 GMT', 5 * MINUTE],
      ['429 with nonsense', 429, 'soon', 5 * MINUTE],
      ['429 for ever', 429, '99999999', DAY],
    ])('%s: waits as long as it is told, within bounds', async (_, status, retryAfter, wait) => {
      world().server.on('/feed', STATUS(status, { 'retry-after': retryAfter }));
      const { id } = await world().firstPoll('/feed');
      expect((await world().feed(id)).nextFetchAt).toBe(world().clock.now() + wait);
    });

    it('leaves the whole host alone when it is told to wait', async () => {
      world().server.on('/a', STATUS(429, { 'retry-after': '600' }));
      world().server.on('/b', sends(rss([item('b')])));
      await world().firstPoll('/a');
      const b = await world().add('/b');
      const polled = world().next(b);
      expect(await world().database.write('feeds.claim', { id: b, leaseMs: 1_000 })).toBeNull();
      world().clock.advance(10 * MINUTE);
      expect(await polled).toMatchObject({ outcome: 'READ' });
    });

    it('410 is the end', async () => {
      world().server.on('/feed', STATUS(410));
      const { id, result } = await world().firstPoll('/feed');
      expect([result.state, await world().feed(id)]).toEqual(['DEAD', expect.objectContaining({ state: 'DEAD', nextFetchAt: null })]);
    });

    it('30 failures, or 14 days of them, are the end; an editor may begin again', async () => {
      world().server.on('/feed', STATUS(500));
      const { id } = await world().firstPoll('/feed');
      const waits: number[] = [];
      for (let state = 'FAILING'; state === 'FAILING';) {
        const before = world().clock.now();
        ({ state } = await world().poll(id));
        waits.push((world().clock.now() - before) / MINUTE);
      }
      expect(waits.slice(0, 10)).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1_280, 1_440]);
      const dead = await world().feed(id);
      expect(dead).toMatchObject({ state: 'DEAD', consecutiveFailures: waits.length + 1 });
      expect(world().clock.now() - dead.failingSince!).toBeGreaterThanOrEqual(14 * DAY);

      world().server.on('/feed', sends(rss([item('a')])));
      const again = world().next(id);
      await world().database.write('feeds.resume', { id });
      expect(await again).toMatchObject({ state: 'ACTIVE', consecutiveFailures: 0 });
    });
  });
});
