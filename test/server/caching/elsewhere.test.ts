/** Gateways without a database, their subgraphs in processes of their own: what they hear through Redis, and what they do without it. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase } from '../../testkit/database.ts';
import { describeWithRedis } from '../../testkit/services.ts';
import { startRedisServer, type RedisServer } from '../../testkit/redis-servers.ts';
import { believesRedis, idOf, openNewsgraph, until, warm, type Newsgraph, type Process, type Question } from './newsgraph.ts';

const PAGE: Question = ['article-page', { id: idOf(1) }];

describeWithRedis('gateways whose subgraphs are elsewhere', () => {
  let world: Newsgraph;
  let redis: RedisServer;
  let [one, other]: [Process, Process] = [] as never;
  beforeAll(async () => {
    redis = await startRedisServer();
    world = await openNewsgraph(await openTestDatabase());
    const environment = { REDIS_URL: redis.address, SUBGRAPHS: await world.startSubgraphs({ REDIS_URL: redis.address }) };
    [one, other] = [await world.start(environment), await world.start(environment)];
    for (const process of [one, other]) {
      await believesRedis(process);
      await warm(process, [PAGE]);
    }
  }, 180_000);
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
    await redis.stop();
  });

  it('read what they wrote at once, and what the other wrote as soon as it is told; the rest they keep', async () => {
    await one.comment(idOf(1), 'from here');
    const here = await one.explain(...PAGE);
    expect(here.data.article.comments.nodes).toMatchObject([{ body: 'from here' }]);
    expect(here.fetches.filter((line) => line.includes('miss'))).toEqual(['comments (entities): miss 1']);
    const { remade } = await until(other, PAGE, (data) => data.article.comments.nodes.length === 1);
    expect(['comments (entities)']).toEqual(expect.arrayContaining(Object.keys(remade)));
  });
});

describe('a gateway whose subgraphs are elsewhere, without Redis', () => {
  it('keeps nothing of theirs, since it would not hear what they write', async () => {
    await using world = await openNewsgraph(await openTestDatabase());
    const subgraphs = await world.startSubgraphs();
    const [gateway, writer] = [await world.start({ SUBGRAPHS: subgraphs }), await world.start()];
    for (const _ of [1, 2]) {
      const { fetches } = await gateway.explain(...PAGE);
      expect(fetches.map((line) => line.replace(/ \d+$/, ''))).toEqual([
        'platform: bypass',
        'articles: bypass',
        'enrichments (entities): bypass',
        'articles (entities): bypass',
        'sources (entities): bypass',
        'comments (entities): bypass',
      ]);
    }
    await gateway.ask(...PAGE);
    await writer.comment(idOf(1), 'from elsewhere');
    expect((await gateway.ask(...PAGE)).data.article.commentCount).toBe(1);
  }, 180_000);

  it('keeps what is of this process', async () => {
    await using world = await openNewsgraph(await openTestDatabase());
    const [comments = ''] = (await world.startSubgraphs()).split(',').filter((address) => address.startsWith('comments='));
    const gateway = await world.start({ SUBGRAPHS: comments });
    await gateway.explain(...PAGE);
    expect((await gateway.explain(...PAGE)).fetches).toContain('articles: hit 1');
    expect((await gateway.explain(...PAGE)).fetches).toContain('comments (entities): bypass 1');
  }, 180_000);
});
