/** The reader pages as a reader has them: the started program, its sample content, a real Chromium without JavaScript. */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { describeWithChromium } from '../testkit/services.ts';
import { openBrowser, startSite, type Site } from './site.ts';

const SIZES = [
  { width: 360, height: 800 },
  { width: 1280, height: 900 },
] as const;

interface Found {
  readonly id: string;
  readonly title: string;
  readonly commentCount: number;
  readonly source: { readonly slug: string };
  readonly blocks: readonly { readonly text?: string }[];
}

/** Found in several of the sample articles. */
const SEARCH = `/search?q=${encodeURIComponent('الذكاء الاصطناعي')}`;

const FIND = `query Find($language: Locale!) {
  articles(first: 50, filter: { languages: { in: [$language] } }) {
    nodes { id title commentCount source { slug } blocks { ... on Paragraph { text } } }
  }
}`;

// Chromium on a busy machine: seconds, not milliseconds.
jest.setTimeout(30_000);

describeWithChromium('reader pages in Chromium', (service) => {
  let browser: Browser;
  let site: Site;
  let arabic: readonly Found[];
  let english: readonly Found[];

  beforeAll(async () => {
    [browser, site] = await Promise.all([openBrowser(service.address), startSite()]);
    const find = async (language: string) => (await site.ask<{ articles: { nodes: Found[] } }>(FIND, { language })).articles.nodes;
    [arabic, english] = [await find('ar'), await find('en')];
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  /** Opens a page without JavaScript, and closes its context behind the test. */
  async function reading<Result>(path: string, options: BrowserContextOptions, look: (page: Page) => Promise<Result>): Promise<Result> {
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'ar', ...options });
    try {
      const page = await context.newPage();
      const response = await page.goto(site.url + path);
      expect(response?.status()).toBe(200);
      return await look(page);
    } finally {
      await context.close();
    }
  }

  const commented = (): Found => arabic.find(({ commentCount }) => commentCount >= 3)!;
  const uncommented = (): Found => arabic.find(({ commentCount }) => commentCount === 0)!;

  describe.each(SIZES)('at $width by $height', (viewport) => {
    it.each([
      ['home, Arabic', (): string => '/', 'ar', 'rtl'],
      ['home, English', (): string => '/?lang=en', 'en', 'ltr'],
      ['article, Arabic', (): string => `/articles/${commented().id}`, 'ar', 'rtl'],
      ['article, English', (): string => `/articles/${english[0]!.id}`, 'en', 'ltr'],
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
    const executed = () => site.counter('newsgraph_subgraph_fetches_total', 'subgraph="platform"');
    const asked = () => site.counter('newsgraph_http_requests_total', 'route="graphql"');
    const before = { executed: await executed(), asked: await asked() };
    await reading('/', { javaScriptEnabled: true }, async (page) => page.waitForLoadState('networkidle'));
    // Each of the operations asks the platform once, so its fetches count the operations; the page itself asks for none.
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
      const context = await browser.newContext({ locale: 'ar' });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('console', (message) => faults.push(message.text()));
      page.on('pageerror', (error) => faults.push(error.message));
      page.on('request', (request) => !request.url().startsWith(site.url) && faults.push(request.url()));
      page.on('response', (response) => response.status() >= 400 && faults.push(`${response.status()} ${response.url()}`));
      await page.goto(site.url + path, { waitUntil: 'networkidle' });
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

  it('can be walked by keyboard: the skip link first, and each focus seen', async () => {
    await reading('/', {}, async (page) => {
      await page.keyboard.press('Tab');
      const skip = page.locator('.skip');
      expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
      expect((await skip.boundingBox())!.width).toBeGreaterThan(40);
      await page.keyboard.press('Enter');
      expect(new URL(page.url()).hash).toBe('#page-content');
    });
    for (const path of ['/', `/articles/${commented().id}`, SEARCH]) {
      await reading(path, {}, async (page) => {
        const stops: string[] = [];
        for (let i = 0; i < 40; i += 1) {
          await page.keyboard.press('Tab');
          const unseen = await page.evaluate(unseenFocus);
          if (unseen === null) break;
          stops.push(unseen);
        }
        expect(stops.length).toBeGreaterThan(10);
        expect(stops.filter((stop) => stop !== '')).toEqual([]);
      });
    }
  });

  it('has its headings in order, and a name and room for a finger at everything that is pressed', async () => {
    for (const path of ['/', `/articles/${commented().id}`, SEARCH, `/sources/${commented().source.slug}`]) {
      for (const viewport of [SIZES[0], SIZES[1]])
        expect([path, await reading(path, { viewport }, (page) => page.evaluate(hardToUse))]).toEqual([path, []]);
    }
  });

  it.each(['light', 'dark'] as const)('has enough contrast in %s', async (colorScheme) => {
    for (const path of ['/', `/articles/${commented().id}`, SEARCH, `/sources/${commented().source.slug}`]) {
      const poor = await reading(path, { colorScheme, viewport: SIZES[1] }, (page) =>
        page.locator('body *:visible').evaluateAll(lowContrast),
      );
      expect(poor).toEqual([]);
    }
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
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'ar' });
    const page = await context.newPage();
    expect((await page.goto(site.url + path))?.status()).toBe(status);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
    await context.close();
  });

  it('leads from the app links to how the site is put on a home screen', async () => {
    await reading('/', {}, async (page) => {
      await page.locator('.app-card .stores a[href="/apps/android"]').click();
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('نيوزغراف على أندرويد');
    });
  });

  describe('once the enrichments are made', () => {
    type Related = readonly { readonly article: { readonly title: string } }[];
    let related: Related = [];

    // Made in the background after the first start: asked for until they are there.
    beforeAll(async () => {
      const query = 'query ($id: ID!) { article(by: { id: $id }) { related(first: 4) { article { title } } } }';
      while (related.length === 0) {
        related = (await site.ask<{ article: { related: Related | null } }>(query, { id: commented().id })).article.related ?? [];
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
        (await site.ask<{ articles: { nodes: Told[] } }>(query)).articles.nodes.find(({ story }) => story !== null && story.size > 1);
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
      const executed = () => site.counter('newsgraph_subgraph_fetches_total', 'subgraph="platform"');
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

/** Runs in the browser. Null where nothing has the focus, empty where an outline shows which element has it: its own, or one around what it is in. */
function unseenFocus(): string | null {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return null;
  for (let element: Element | null = focused; element !== null && element !== document.body; element = element.parentElement) {
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    if (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) return '';
  }
  return focused.outerHTML.slice(0, 120);
}

/** Runs in the browser. WCAG 2.2: 1.3.1 (headings), 4.1.2 (names), 2.5.8 (24 pixels; links within a text are free). */
function hardToUse(): string[] {
  const faults: string[] = [];
  const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  let level = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    if (!isShown(heading)) continue;
    const next = Number(heading.tagName.slice(1));
    if (next > level + 1) faults.push(`${heading.tagName} "${heading.textContent}" after a heading of level ${level}`);
    level = next;
  }
  if (document.querySelectorAll('h1').length !== 1) faults.push('not one h1');
  for (const control of document.querySelectorAll<HTMLElement>('a[href], button, input:not([type=hidden]), select, summary')) {
    if (!isShown(control) || control.matches('.skip')) continue;
    const pictures = [...control.querySelectorAll('img')].map(({ alt }) => alt).join('');
    const labels = 'labels' in control ? [...((control as HTMLInputElement).labels ?? [])].map((label) => label.textContent).join('') : '';
    const name = [control.getAttribute('aria-label'), control.textContent, pictures, labels].join('').trim();
    if (name === '') faults.push(`no name: ${control.outerHTML.slice(0, 120)}`);
    const { width, height } = control.getBoundingClientRect();
    const inText = getComputedStyle(control).display === 'inline';
    if (!inText && (width < 24 || height < 24))
      faults.push(`${width.toFixed(1)} × ${height.toFixed(1)}: ${control.outerHTML.slice(0, 120)}`);
  }
  return faults;
}

/**
 * Runs in the browser. Text whose colour stands out too little from the nearest opaque ground (WCAG 2.2, 1.4.3: 4.5, large text 3).
 * Grounds that are pictures or gradients are not judged.
 */
function lowContrast(elements: readonly (Element | SVGElement)[]): string[] {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
  const rgba = (color: string): number[] => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (channels: number[]) =>
    channels
      .slice(0, 3)
      .map((channel) => channel / 255)
      .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4))
      .reduce((sum, channel, index) => sum + channel * [0.2126, 0.7152, 0.0722][index]!, 0);
  const ground = (element: Element | null): number[] | null => {
    for (let current = element; current !== null; current = current.parentElement) {
      const { backgroundColor, backgroundImage } = getComputedStyle(current);
      if (backgroundImage !== 'none') return null;
      const color = rgba(backgroundColor);
      if (color[3]! > 250) return color;
    }
    return [255, 255, 255, 255];
  };
  return elements.flatMap((element) => {
    const words = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim() !== '');
    if (!words || element.closest('.skip') !== null) return [];
    const behind = ground(element);
    if (behind === null) return [];
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const [high, low] = [luminance(rgba(color)), luminance(behind)].toSorted((one, other) => other - one) as [number, number];
    const ratio = (high + 0.05) / (low + 0.05);
    const large = Number.parseFloat(fontSize) >= 24 || (Number.parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
    return ratio < (large ? 3 : 4.5) ? [`${element.className || element.tagName} ${ratio.toFixed(2)}`] : [];
  });
}
