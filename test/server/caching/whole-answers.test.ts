/** Whole answers and pages of our own graph: whose they are, how often they are made, and what is said of them to browsers and CDNs. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestDatabase } from '../../testkit/database.ts';
import { idOf, openNewsgraph, textOf, tokenOf, type Newsgraph, type Operation, type Process } from './newsgraph.ts';

const HITS = 'newsgraph_cache_lookups_total{cache="answer",outcome="hit",tier="memory"}';
const PAGE = ['article-page', { id: idOf(1) }] as const;

let world: Newsgraph;
let process: Process;
beforeAll(async () => {
  world = await openNewsgraph(await openTestDatabase());
  process = await world.start();
}, 60_000);
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

/** How many whole answers were shown meanwhile. */
async function hitsIn(run: () => Promise<unknown>): Promise<number> {
  const before = await process.metric(HITS);
  await run();
  return (await process.metric(HITS)) - before;
}

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(process.url + path, { headers: { accept: 'application/json', 'accept-language': 'en', ...headers } });
}

function getOperation(operation: Operation, variables: object, headers: Record<string, string> = {}): Promise<Response> {
  const search = new URLSearchParams({ query: textOf(operation), variables: JSON.stringify(variables) });
  return get(`/graphql?${search.toString()}`, { 'apollo-require-preflight': '1', ...headers });
}

describe('a whole answer', () => {
  it('in which the viewer is, is kept for those without one, and shown to nobody else', async () => {
    expect(await hitsIn(() => process.ask(...PAGE))).toBe(0);
    expect(await hitsIn(() => process.ask(...PAGE))).toBe(1);
    const [amal, badr] = [await tokenOf('usr_amal'), await tokenOf('usr_badr')];
    for (const _ of [1, 2]) {
      expect((await process.ask(...PAGE)).data.viewer).toBeNull();
      expect((await process.ask(...PAGE, amal)).data.viewer).toMatchObject({ id: 'usr_amal' });
      expect((await process.ask(...PAGE, badr)).data.viewer).toMatchObject({ id: 'usr_badr' });
    }
    expect(await hitsIn(() => process.ask(...PAGE, amal))).toBe(0);
  });

  it('that is the same for everybody is shown to everybody', async () => {
    const source = ['story-page', { id: 'sty_none', first: 5 }] as const;
    const amal = await tokenOf('usr_amal');
    await process.ask(...source, amal);
    expect(await hitsIn(async () => process.ask(...source, await tokenOf('usr_badr')))).toBe(1);
  });

  it('of a viewer is as private as what it says, whatever their role was before', async () => {
    await process.comment(idOf(3), 'mine');
    const thread = ['thread', { articleId: idOf(3), first: 5 }] as const;
    const mayDelete = async (token?: string): Promise<boolean> =>
      (await process.ask(...thread, token)).data.article.comments.nodes[0].viewerCan.delete as boolean;
    for (const _ of [1, 2]) {
      expect(await mayDelete()).toBe(false);
      expect(await mayDelete(await tokenOf('usr_amal'))).toBe(true);
      expect(await mayDelete(await tokenOf('usr_badr'))).toBe(false);
      expect(await mayDelete(await tokenOf('usr_badr', 'MODERATOR'))).toBe(true);
    }
  });

  it('has a validator; what has changed has another', async () => {
    const first = await getOperation(...PAGE);
    expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'private, max-age=0, must-revalidate']);
    const etag = first.headers.get('etag')!;
    expect((await getOperation(...PAGE, { 'if-none-match': etag })).status).toBe(304);
    await process.comment(idOf(1), 'a new one');
    const changed = await getOperation(...PAGE, { 'if-none-match': etag });
    expect([changed.status, changed.headers.get('etag') === etag]).toEqual([200, false]);
  });

  it('tells CDNs how long and under which names, where nobody is in it', async () => {
    const { headers } = await getOperation('story-page', { id: 'sty_none', first: 5 });
    expect(headers.get('cache-control')).toMatch(/^public, max-age=0, s-maxage=\d+, must-revalidate$/);
    expect(headers.get('cache-tag')?.split(',').map(decodeURIComponent)).toContain('story:sty_none');
    expect(headers.get('vary')).toContain('accept-language');
  });
});

describe('a page', () => {
  it('is drawn once from an answer that is kept, and has a validator', async () => {
    const path = `/articles/${idOf(4)}`;
    const first = await get(path);
    const html = await first.text();
    expect([first.status, first.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
    let again: Response | undefined;
    expect(await hitsIn(async () => (again = await get(path)))).toBe(1);
    expect(await again!.text()).toBe(html);
    const etag = again!.headers.get('etag')!;
    const unchanged = await get(path, { 'if-none-match': etag });
    expect([unchanged.status, await unchanged.text()]).toEqual([304, '']);
    expect(await (await get(path, { 'accept-language': 'ar' })).text()).not.toBe(html);

    await process.comment(idOf(4), 'Everybody shall read this.');
    const changed = await get(path, { 'if-none-match': etag });
    expect([changed.status, await changed.text()]).toEqual([200, expect.stringContaining('Everybody shall read this.')]);
  });

  it('of who is signed in is theirs alone', async () => {
    const path = `/articles/${idOf(4)}`;
    const headers = { authorization: `Bearer ${await tokenOf('usr_amal')}` };
    expect(await hitsIn(() => get(path, headers))).toBe(0);
    expect(await hitsIn(() => get(path, headers))).toBe(0);
  });

  it('that is nowhere is not there the second time either', async () => {
    for (const _ of [1, 2, 3]) expect((await get('/articles/art_none')).status).toBe(404);
  });
});
