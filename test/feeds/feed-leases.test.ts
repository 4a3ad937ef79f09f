/** Who polls a feed, and who asks its host: several pollers on one database. */
import { describe, expect, it } from '@jest/globals';
import { item, openFeedServer, rss, sends, type Handle } from './feed-server.ts';
import { describeFeeds } from './feed-world.ts';

describeFeeds('the feed poller', (world) => {
  describe('who polls what', () => {
    it('asks a host one thing at a time, however many feeds and pollers there are', async () => {
      let asking = 0;
      let most = 0;
      const slow: Handle = (request, response) => {
        most = Math.max(most, ++asking);
        setTimeout(() => {
          asking--;
          sends(rss([item(request.url!.slice(1))]))(request, response);
        }, 10);
      };
      const paths = Array.from({ length: 8 }, (_, n) => `/f${n}`);
      for (const path of paths) world().server.on(path, slow);
      const ids = await Promise.all(paths.map((path) => world().add(path)));
      const polled = Promise.all(ids.map((id) => world().next(id)));
      world().start();
      world().start();
      expect((await polled).map(({ counts }) => counts.new)).toEqual(paths.map(() => 1));
      expect(most).toBe(1);
      expect(
        world()
          .server.asked.map(({ path }) => path)
          .toSorted(),
      ).toEqual(paths);
    });

    it('rests between two questions to one host', async () => {
      world().server.on('/a', sends(rss([item('a')])));
      world().server.on('/b', sends(rss([item('b')])));
      const [a, b] = [await world().add('/a'), await world().add('/b')];
      const first = Promise.race([world().next(a), world().next(b)]);
      const both = Promise.all([world().next(a), world().next(b)]);
      world().start({ hostGapMs: 2_000 });
      await first;
      world().clock.advance(1_999);
      for (const id of [a, b]) expect(await world().database.write('feeds.claim', { id, leaseMs: 1 })).toBeNull();
      world().clock.advance(1);
      expect(await both).toHaveLength(2);
    });

    it('asks different hosts beside each other', async () => {
      const others = await Promise.all([openFeedServer(), openFeedServer()]);
      const all = Promise.withResolvers<void>();
      let met = 0;
      const together: Handle = (request, response) => {
        if (++met === 2) all.resolve();
        void all.promise.then(() => sends(rss([item('a')]))(request, response));
      };
      for (const other of others) other.on('/feed', together);
      const ids = await Promise.all(others.map(({ origin }) => world().add('/feed', origin)));
      const polled = Promise.all(ids.map((id) => world().next(id)));
      world().start();
      expect((await polled).map(({ outcome }) => outcome)).toEqual(['READ', 'READ']);
      await Promise.all(others.map((other) => other.close()));
    });

    it('counts a poller that did not come back as a failure, and takes its late result for nothing', async () => {
      world().server.on('/feed', sends(rss([item('a')])));
      const id = await world().add('/feed');
      const lost = await world().database.write('feeds.claim', { id, leaseMs: 1_000 });
      world().clock.advance(1_000);
      const second = await world().database.write('feeds.claim', { id, leaseMs: 1_000 });
      expect(second?.feed).toMatchObject({ consecutiveFailures: 1, lastError: expect.stringMatching(/^WORKER_LOST: /) });
      expect(await world().database.write('feeds.release', { id, lease: lost!.lease, notBefore: 0 })).toEqual({ outcome: 'lost' });
      await world().database.write('feeds.release', { id, lease: second!.lease, notBefore: world().clock.now() });
      const polled = world().next(id);
      world().start();
      expect(await polled).toMatchObject({ state: 'ACTIVE', consecutiveFailures: 0 });
    });

    it('keeps a feed paused that was paused during its poll, and polls one again that was asked for meanwhile', async () => {
      const asked = Promise.withResolvers<void>();
      const answer = Promise.withResolvers<void>();
      world().server.on('/feed', (request, response) => {
        asked.resolve();
        void answer.promise.then(() => sends(rss([item('a')]))(request, response));
      });
      const id = await world().add('/feed');
      world().start({ downloads: { allowedNetworks: ['127.0.0.1/32'] } });
      const polled = world().next(id);
      await asked.promise;
      world().clock.advance(1);
      await world().database.write('feeds.pause', { id });
      answer.resolve();
      expect((await polled).counts.new).toBe(1);
      expect(await world().feed(id)).toMatchObject({ state: 'PAUSED', nextFetchAt: null, lastSuccessAt: world().clock.now() });
      expect(await world().database.write('feeds.refreshNow', { id })).toEqual({ outcome: 'notPolled' });
      const again = world().next(id);
      await world().database.write('feeds.resume', { id });
      expect((await again).counts).toMatchObject({ new: 0, unchanged: 1 });
    });

    it('finishes what runs when it is stopped, and breaks it off where that takes too long: due again at once, and no failure', async () => {
      const hold = Promise.withResolvers<void>();
      const begun = Promise.withResolvers<void>();
      world().server.on('/slow', (request, response) => {
        begun.resolve();
        void hold.promise.then(() => sends(rss([item('a')]))(request, response));
      });
      const id = await world().add('/slow');
      const later = await world().add('/later');
      const downloads = { allowedNetworks: ['127.0.0.1/32'] };
      const first = world().start({ downloads });
      await begun.promise;
      await first.stop(0);
      expect(await world().feed(id)).toMatchObject({
        state: 'ACTIVE',
        consecutiveFailures: 0,
        lastFetchedAt: null,
        nextFetchAt: world().clock.now(),
      });

      const polled = world().next(id);
      const second = world().start({ downloads });
      const stopped = second.stop();
      hold.resolve();
      await stopped;
      // Stopped before it took anything, or with its poll done: in both cases nothing is half done.
      const third = world().start({ downloads });
      expect((await polled).counts.new).toBe(1);
      await third.stop();
      expect((await world().feed(later)).consecutiveFailures).toBeLessThanOrEqual(1);
      expect(world().faults).toEqual([]);
    });
  });
});
