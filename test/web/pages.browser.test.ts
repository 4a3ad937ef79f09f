/** What the reader pages show, and where they lead. */
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { SEARCH, SIZES, describeReading } from './reading.ts';

describeReading('reader pages in Chromium', (world) => {
  const { reading, commented, uncommented } = world;

  describe.each(SIZES)('at $width by $height', (viewport) => {
    it.each([
      ['home, Arabic', (): string => '/', 'ar', 'rtl'],
      ['home, English', (): string => '/?lang=en', 'en', 'ltr'],
      ['article, Arabic', (): string => `/articles/${commented().id}`, 'ar', 'rtl'],
      ['article, English', (): string => `/articles/${world.english[0]!.id}`, 'en', 'ltr'],
      ['search', (): string => `${SEARCH}&order=newest`, 'ar', 'rtl'],
      ['search, nothing found', (): string => '/search?q=Kwyjibo', 'en', 'ltr'],
      ['publisher', (): string => `/sources/${commented().source.slug}`, 'ar', 'rtl'],
      ['article, Arabic in English surroundings', (): string => `/articles/${commented().id}?locale=en`, 'en', 'ltr'],
    ] as const)('%s: runs the right way and fits', async (_name, path, locale, direction) => {
      await reading(path(), { viewport, locale }, async (page) => {
        expect(await page.locator('html').getAttribute('lang')).toBe(locale);
        expect(await page.locator('html').getAttribute('dir')).toBe(direction);
        // Also what is cut off at the edges, not only what can be scrolled to.
        const beyond = await page.locator('body *:visible').evaluateAll((elements, width) => {
          const inside = (element: Element) => element.closest('.skip, .icon') !== null;
          return elements
            .filter((element) => !inside(element) && getComputedStyle(element).display !== 'contents')
            .map((element) => ({ name: element.className || element.tagName, box: element.getBoundingClientRect() }))
            .filter(({ box }) => box.width > 1 && (box.right > width + 1 || box.left < -1))
            .map(({ name, box }) => `${String(name)} ${Math.round(box.left)}–${Math.round(box.right)}`);
        }, viewport.width);
        // The meta lines hide their first dot in a margin of their own (reader.css).
        expect(beyond.filter((name) => !name.startsWith('meta'))).toEqual([]);
        expect(await page.locator('html').evaluate((html) => html.scrollWidth)).toBe(viewport.width);
      });
    });

    it('shows the text of the article without JavaScript', async () => {
      const { id, title, blocks } = commented();
      await reading(`/articles/${id}`, { viewport }, async (page) => {
        expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
        const paragraph = blocks.find(({ text }) => text !== undefined)!.text!;
        expect(await page.locator('.prose').getByText(paragraph, { exact: true }).isVisible()).toBe(true);
        const prose = page.locator('.prose');
        expect(await prose.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl');
        // A measure one can read: 30 to 90 letters a line.
        expect(
          await prose.evaluate((element) => element.getBoundingClientRect().width / Number.parseFloat(getComputedStyle(element).fontSize)),
        ).toBeLessThan(42);
      });
    });
  });

  it('puts the AI card beside the text on a wide screen, and below the headline on a phone', async () => {
    const path = `/articles/${commented().id}`;
    const boxes = (page: Page) => Promise.all(['.story-header h1', '.ai-card'].map((selector) => page.locator(selector).boundingBox()));
    const [wideTitle, wideCard] = await reading(path, { viewport: SIZES[1] }, boxes);
    const [phoneTitle, phoneCard] = await reading(path, { viewport: SIZES[0] }, boxes);
    expect(wideCard!.y).toBeLessThan(wideTitle!.y + wideTitle!.height);
    expect(wideCard!.x + wideCard!.width).toBeLessThan(wideTitle!.x);
    expect(phoneCard!.y).toBeGreaterThan(phoneTitle!.y + phoneTitle!.height);
  });

  it('draws each page from exactly one operation', async () => {
    const executed = () => world.site.counter('newsgraph_cache_lookups_total', 'cache="answer"');
    const asked = () => world.site.counter('newsgraph_http_requests_total', 'route="graphql"');
    const before = { executed: await executed(), asked: await asked() };
    await reading('/', { javaScriptEnabled: true }, async (page) => page.waitForLoadState('networkidle'));
    // Each operation is looked up once among the kept answers, so the look-ups count the operations; the page itself asks for none.
    expect({ executed: await executed(), asked: await asked() }).toEqual({ executed: before.executed + 1, asked: before.asked });
    await reading(`/articles/${commented().id}`, { javaScriptEnabled: true }, async (page) => page.waitForLoadState('networkidle'));
    expect({ executed: await executed(), asked: await asked() }).toEqual({ executed: before.executed + 2, asked: before.asked });
    for (const [index, path] of [SEARCH, `/sources/${commented().source.slug}`].entries()) {
      await reading(path, { javaScriptEnabled: true }, async (page) => page.waitForLoadState('networkidle'));
      expect({ executed: await executed(), asked: await asked() }).toEqual({ executed: before.executed + 3 + index, asked: before.asked });
    }
  });

  it('asks nobody but its own host, breaks no policy, and misses no file', async () => {
    for (const path of ['/', `/articles/${commented().id}`, SEARCH, `/sources/${commented().source.slug}`]) {
      const context = await world.browser.newContext({ locale: 'ar' });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => faults.push(message.text()));
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('request', (request) => !request.url().startsWith(world.site.url) && faults.push(request.url()));
      page.on('response', (response) => response.status() >= 400 && faults.push(`${response.status()} ${response.url()}`));
      await page.goto(world.site.url + path, { waitUntil: 'networkidle' });
      expect(faults).toEqual([]);
      const broken = await page.locator('img').evaluateAll((images) =>
        images
          .map((image) => image as HTMLImageElement)
          .filter((image) => image.complete && image.naturalWidth === 0 && image.loading !== 'lazy')
          .map((image) => image.src),
      );
      expect(broken).toEqual([]);
      await context.close();
    }
  });

  it('shows comments in threads, and the empty state where there are none', async () => {
    const [shown, comments] = await reading(`/articles/${commented().id}`, {}, async (page) => [
      await page.locator('.comment').count(),
      await page.locator('#page-comments').innerText(),
    ]);
    expect(shown).toBeGreaterThanOrEqual(3);
    expect(comments).not.toContain('لا توجد تعليقات');
    const empty = await reading(`/articles/${uncommented().id}`, {}, async (page) => page.locator('.comments-empty').innerText());
    expect(empty).toContain('لا توجد تعليقات بعد');
  });

  it('leads from a card to its article, and by the language filter to one language', async () => {
    await reading('/', {}, async (page) => {
      const title = await page.locator('.card-lead h2').textContent();
      // Anywhere on the card, not on the headline alone.
      await page.locator('.card-lead .card-summary').click({ force: true });
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
      await page.getByRole('link', { name: 'English', exact: true }).click();
      const languages = await page
        .locator('.card')
        .evaluateAll((cards) => cards.map((card) => `${card.getAttribute('lang')} ${card.getAttribute('dir')}`));
      expect(new Set(languages)).toEqual(new Set(['en ltr']));
    });
  });

  it('pages through the stories without showing one twice', async () => {
    const links = (page: Page) =>
      page
        .locator('.home article :is(.card-title, .line-title) a')
        .evaluateAll((anchors) => anchors.map((anchor) => (anchor as HTMLAnchorElement).pathname));
    await reading('/?lang=ar', {}, async (page) => {
      const first = await links(page);
      await page.getByRole('link', { name: 'أخبار أقدم' }).click();
      const second = await links(page);
      expect(first).toHaveLength(19);
      expect(second.length).toBeGreaterThan(0);
      expect(second.filter((link) => first.includes(link))).toEqual([]);
    });
  });

  it('searches from the header of any page, marks what it found, and leads on from there', async () => {
    await reading(`/articles/${uncommented().id}`, {}, async (page) => {
      await page.getByRole('searchbox').fill('الذكاء الاصطناعي');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/search\?q=/);
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('الذكاء الاصطناعي');
      const marks = await page.locator('.hits mark').allInnerTexts();
      expect(marks).toContain('الاصطناعي');
      const count = await page.locator('.hits .card').count();
      expect(count).toBeGreaterThan(1);
      // Narrowed down to one publisher, and wide again.
      await page.locator('.facets a').first().click();
      expect(new Set(await page.locator('.hits .publisher-name').allInnerTexts()).size).toBe(1);
      await page.locator('.chosen a').click();
      expect(await page.locator('.hits .card').count()).toBe(count);
      // On a card that is a link as a whole, the publisher's name leads elsewhere.
      const publisher = page.locator('.hits a.publisher-name').first();
      const name = await publisher.innerText();
      await publisher.click();
      expect(new URL(page.url()).pathname).toMatch(/^\/sources\//);
      expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(name);
      await page.locator('.card-title a').first().click();
      expect(await page.locator('.byline .publisher-name').innerText()).toBe(name);
    });
  });

  it.each([
    ['/articles/art_nothing', 404, 'الصفحة غير موجودة'],
    ['/articles/%E0%A4%A', 404, 'الصفحة غير موجودة'],
    ['/nothing', 404, 'الصفحة غير موجودة'],
    ['/?after=made-up', 400, 'عنوان غير صحيح'],
    [`${SEARCH}&after=made-up`, 400, 'عنوان غير صحيح'],
    ['/sources/afaq-raqamiya?after=made-up', 400, 'عنوان غير صحيح'],
    ['/sources/nobody', 404, 'الصفحة غير موجودة'],
    ['/stories/sty_nothing', 404, 'الصفحة غير موجودة'],
  ])('tells on a page that %s is not one', async (path, status, title) => {
    const context = await world.browser.newContext({ javaScriptEnabled: false, locale: 'ar' });
    const page = await context.newPage();
    expect((await page.goto(world.site.url + path))?.status()).toBe(status);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
    await context.close();
  });

  it('leads from the app links to how the site is put on a home screen', async () => {
    await reading('/', {}, async (page) => {
      await page.locator('.app-card .stores a[href="/apps/android"]').click();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('نيوزغراف على أندرويد');
    });
  });
});
