/** What the reader pages show once machines have read the articles. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { lowContrast } from './page-faults.ts';
import { SIZES, describeReading } from './reading.ts';

describeReading('enriched pages in Chromium', (world) => {
  const { reading, commented } = world;

  describe('once the enrichments are made', () => {
    type Related = readonly { readonly article: { readonly title: string } }[];
    let related: Related = [];

    // Made in the background after the first start: asked for until they are there.
    beforeAll(async () => {
      const query = 'query ($id: ID!) { article(by: { id: $id }) { related(first: 4) { article { title } } } }';
      while (related.length === 0) {
        related = (await world.site.ask<{ article: { related: Related | null } }>(query, { id: commented().id })).article.related ?? [];
        if (related.length === 0) await new Promise((resolve) => setTimeout(resolve, 250));
      }
    }, 60_000);

    it('leads to related stories', async () => {
      await reading(`/articles/${commented().id}`, {}, async (page) => {
        expect(await page.locator('.related .card').count()).toBe(related.length);
        await page.locator('.related .card-title a').first().click();
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(related[0]!.article.title);
      });
    });

    it('leads from an article to its story, in one operation and within the page', async () => {
      const query = '{ articles(first: 50) { nodes { id story { id size } } } }';
      type Told = { readonly id: string; readonly story: { readonly id: string; readonly size: number } | null };
      const told = async (): Promise<Told | undefined> =>
        (await world.site.ask<{ articles: { nodes: Told[] } }>(query)).articles.nodes.find(({ story }) => story !== null && story.size > 1);
      let article = await told();
      // Found in the background, as the enrichments are.
      while (article === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 250));
        article = await told();
      }
      for (const viewport of SIZES) {
        await reading(`/articles/${article.id}`, { viewport }, async (page) => {
          await page.locator('.whole-story').click();
          expect(new URL(page.url()).pathname).toMatch(/^\/stories\/sty_/);
          expect(await page.locator('.timeline .card').count()).toBeGreaterThan(1);
          expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(viewport.width);
          expect(await page.locator('body *:visible').evaluateAll(lowContrast)).toEqual([]);
        });
      }
      const executed = () => world.site.counter('newsgraph_cache_lookups_total', 'cache="answer"');
      const before = await executed();
      await reading(`/stories/${article.story!.id}`, {}, async (page) => page.waitForLoadState());
      expect(await executed()).toBe(before + 1);
    });

    it('leads from a sentence of the summary to where the article says it', async () => {
      await reading(`/articles/${commented().id}`, { viewport: SIZES[1] }, async (page) => {
        const sentence = (await page.locator('.ai-summary > span').first().innerText()).replace(/\s*\d+\s*$/, '');
        await page.locator('.ai-summary .cited').first().click();
        const target = page.locator('.prose > :target');
        expect(await target.innerText()).toContain(sentence);
        // Below the header that stays at the top.
        expect((await target.boundingBox())!.y).toBeGreaterThan(56);
      });
    });

    it('folds key points and tone on a phone, and shows them beside the text on a wide screen', async () => {
      const path = `/articles/${commented().id}`;
      const seen = (page: Page) => page.locator('.ai-points').isVisible();
      expect(await reading(path, { viewport: SIZES[1] }, seen)).toBe(true);
      await reading(path, { viewport: SIZES[0] }, async (page) => {
        expect(await seen(page)).toBe(false);
        await page.locator('.ai-card summary').click();
        expect(await seen(page)).toBe(true);
      });
    });
  });
});
