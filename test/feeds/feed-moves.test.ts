/** Feeds that are elsewhere now: which redirects are believed for good. */
import { describe, expect, it } from '@jest/globals';
import { item, openFeedServer, rss, sends, type Handle } from './feed-server.ts';
import { describeFeeds } from './feed-world.ts';

describeFeeds('the feed poller', (world) => {
  describe('feeds that move', () => {
    const to =
      (status: number, location: string): Handle =>
      (_, response) =>
        void response.writeHead(status, { location }).end();

    it.each([301, 308])('%i: the new address is kept once it was read well', async (status) => {
      world().server.on('/old', to(status, '/new'));
      world().server.on('/new', sends('<html>not yet</html>'));
      const { id } = await world().firstPoll('/old');
      expect((await world().feed(id)).url).toBe(`${world().server.origin}/old`);
      world().server.on('/new', sends(rss([item('a')]), { etag: '"n"' }));
      await world().poll(id);
      expect(await world().feed(id)).toMatchObject({ id, url: `${world().server.origin}/new`, etag: '"n"', state: 'ACTIVE' });
      expect((await world().events('feed.polled'))[0]?.payload).toMatchObject({ movedFrom: `${world().server.origin}/old` });
      await world().poll(id);
      expect(world().server.asked.map(({ path }) => path)).toEqual(['/old', '/new', '/old', '/new', '/new']);
    });

    it.each([302, 303, 307])('%i: read there, asked here', async (status) => {
      world().server.on('/old', to(status, '/new'));
      world().server.on('/new', sends(rss([item('a')])));
      const { id, result } = await world().firstPoll('/old');
      expect([result.counts.new, (await world().feed(id)).url]).toEqual([1, `${world().server.origin}/old`]);
    });

    it('follows what is for good up to the first redirect that is not', async () => {
      world().server.on('/1', to(301, '/2'));
      world().server.on('/2', to(308, '/3'));
      world().server.on('/3', to(302, '/4'));
      world().server.on('/4', sends(rss([item('a')])));
      const { id } = await world().firstPoll('/1');
      expect((await world().feed(id)).url).toBe(`${world().server.origin}/3`);
    });

    it('to another host: that host is asked from then on', async () => {
      const other = await openFeedServer();
      other.on('/feed', sends(rss([item('a')])));
      world().server.on('/feed', to(301, `${other.origin}/feed`));
      const { id } = await world().firstPoll('/feed');
      expect(await world().feed(id)).toMatchObject({ url: `${other.origin}/feed`, host: new URL(other.origin).host });
      await other.close();
    });

    it('to a feed that is known: polled once from then on', async () => {
      world().server.on('/new', sends(rss([item('a')])));
      world().server.on('/old', to(301, '/new'));
      const { id: known } = await world().firstPoll('/new');
      const { id } = await world().firstPoll('/old');
      expect(await world().feed(id)).toMatchObject({
        state: 'DEAD',
        url: `${world().server.origin}/old`,
        lastError: `MOVED_TO_KNOWN_FEED: it is the feed ${known} now`,
      });
    });
  });
});
