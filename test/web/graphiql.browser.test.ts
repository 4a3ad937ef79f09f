/** GraphiQL as the gateway serves it, under its policy, in a real Chromium. Wants it built: `npm run build:graphiql`. */
import { afterAll, beforeAll, beforeEach, afterEach, expect, it, jest } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createTokens } from '../../src/auth/tokens.ts';
import { systemClock } from '../../src/clock/clock.ts';
import { packageRoot } from '../../src/config/package-root.ts';
import type { Explanation } from '../../src/gateway/explain/explanation.ts';
import { describeWithChromium } from '../testkit/services.ts';
import { SITE_SECRET, openBrowser, startSite, type Site } from './site.ts';

interface Answer {
  readonly data?: {
    readonly article?: { readonly title?: string; readonly id: string } | null;
    readonly articles?: { readonly nodes: readonly object[] };
    readonly search?: { readonly edges: readonly { readonly node: object }[] };
    readonly viewer?: { readonly name: string } | null;
    readonly commentCreate?: { readonly comment: { readonly id: string } | null };
  };
  readonly errors?: readonly unknown[];
  readonly extensions?: { readonly explain: Explanation };
}

// Chromium on a busy machine: seconds, not milliseconds.
jest.setTimeout(30_000);

describeWithChromium('GraphiQL in Chromium', (service) => {
  let browser: Browser;
  let site: Site;
  let context: BrowserContext;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    if (!existsSync(join(packageRoot, 'dist', 'graphiql', 'index.html'))) throw new Error('GraphiQL is not built: npm run build:graphiql');
    [browser, site] = await Promise.all([openBrowser(service.address), startSite()]);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  beforeEach(async () => {
    faults = [];
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    page = await context.newPage();
    // Shorter than a test may take, so that what was waited for is named.
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => {
      // Monaco's GraphQL language logs each directive it colours: its own basic-languages/graphql says so.
      if (message.type() === 'log' && message.text().includes('annotation token')) return;
      faults.push(`${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on(
      'request',
      (request) => !/^(data|blob):/.test(request.url()) && !request.url().startsWith(site.url) && faults.push(`asked ${request.url()}`),
    );
    page.on('response', (response) => response.status() >= 400 && faults.push(`${response.status()} ${response.url()}`));
    await page.goto(`${site.url}/graphql`);
    // The docs are there once the schema is read, the operation once the editor is.
    await page.locator('.graphiql-doc-explorer').getByText('query', { exact: false }).first().waitFor();
    await page.locator('.graphiql-query-editor .view-line', { hasText: 'ArticlePage' }).first().waitFor();
  }, 30_000);

  afterEach(async () => {
    await context.close();
    if (faults.length > 0) throw new Error(`The page complained:\n${faults.join('\n')}`);
  });

  /** Presses the run button and waits for the answer to the operation of this name. */
  async function run(operationName: string): Promise<{ answer: Answer; authorization: string | undefined }> {
    const answered = page.waitForResponse(
      (response) =>
        response.request().method() === 'POST' && (response.request().postData() ?? '').includes(`"operationName":"${operationName}"`),
    );
    await page.locator('.graphiql-execute-button').click();
    const response = await answered;
    return { answer: (await response.json()) as Answer, authorization: (await response.request().allHeaders())['authorization'] };
  }

  async function open(operationName: string): Promise<void> {
    await page.locator('.graphiql-tab-button').getByText(operationName, { exact: true }).click();
    await page.locator('.graphiql-query-editor .view-line', { hasText: operationName }).first().waitFor();
  }

  const token = () =>
    createTokens({ secret: SITE_SECRET, clock: systemClock }).issue({ id: 'usr_reader', name: 'Layla', roles: ['READER'], expiresIn: 60 });

  it('opens with the article page in Arabic and English, explained, and the docs beside', async () => {
    expect(await page.title()).toBe('Newsgraph · GraphiQL');
    expect(await page.locator('.graphiql-tab').allInnerTexts()).toEqual([
      'ArticlePage',
      'ArticlePageEnglish',
      'HomeFeed',
      'Search',
      'Thread',
      'CommentCreate',
    ]);
    expect((await page.locator('.graphiql-query-editor .view-line').first().innerText()).normalize()).toContain('صفحة');
    await page.locator('.graphiql-doc-explorer').getByText('Query', { exact: true }).click();
    // Descriptions, not names alone.
    await page.locator('.graphiql-doc-explorer').getByText('The news app itself.').waitFor();
  });

  it('opens with the editors alone on a phone, and fits', async () => {
    const phone = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const small = await phone.newPage();
    await small.goto(`${site.url}/graphql`);
    await small.locator('.graphiql-query-editor .view-line', { hasText: 'ArticlePage' }).first().waitFor();
    expect(await small.getByRole('button', { name: 'Show Documentation Explorer' }).isVisible()).toBe(true);
    expect(await small.locator('html').evaluate((html) => html.scrollWidth)).toBe(390);
    await phone.close();
  });

  it('runs the ready-made operation on an article that exists, and shows the answer', async () => {
    const { answer } = await run('ArticlePage');
    expect(answer.errors).toBeUndefined();
    expect(answer.data!.article!.title).toMatch(/\p{Script=Arabic}/u);
    await page.locator('.graphiql-response .view-line', { hasText: answer.data!.article!.id }).first().waitFor();
  });

  it.each(['ArticlePageEnglish', 'HomeFeed', 'Search', 'Thread'])('runs %s, too', async (operationName) => {
    await open(operationName);
    const { answer } = await run(operationName);
    expect(answer.errors).toBeUndefined();
    const { article, articles, search } = answer.data!;
    expect(article ?? articles?.nodes[0] ?? search!.edges[0]!.node).toHaveProperty('id');
  });

  it('writes the ready-made comment with a token, once however often it is sent', async () => {
    await page.getByLabel(/^Token/).fill(await token());
    await open('CommentCreate');
    const [first, second] = [await run('CommentCreate'), await run('CommentCreate')].map(({ answer }) => answer.data?.commentCreate);
    expect(first).toMatchObject({ comment: { id: expect.stringMatching(/^com_/), body: 'مقال مفيد، شكرًا لكم.' }, errors: [] });
    expect(second!.comment!.id).toBe(first!.comment!.id);
  });

  it('sends the token of its field, and keeps it for this tab alone', async () => {
    const bearer = await token();
    const field = page.getByLabel(/^Token/);
    expect(await field.getAttribute('type')).toBe('password');
    expect(await page.locator('.token-hint').innerText()).toContain('npm run -s newsgraph -- token --role READER');

    const without = await run('ArticlePage');
    expect([without.authorization, without.answer.data!.viewer]).toEqual([undefined, null]);
    // As one copies it out of a header.
    await field.fill(`Bearer ${bearer} `);
    const withToken = await run('ArticlePage');
    expect([withToken.authorization, withToken.answer.data!.viewer!.name]).toEqual([`Bearer ${bearer}`, 'Layla']);

    const stored = await page.evaluate(() => ({
      session: Object.values(sessionStorage).join(),
      local: Object.values(localStorage).join(),
    }));
    expect(stored.session).toContain(bearer);
    expect(stored.local).not.toContain(bearer);
    await page.reload();
    expect(await page.getByLabel(/^Token/).inputValue()).toBe(bearer);
  });

  const panel = () => page.locator('.explain');
  const rows = () => panel().locator('.explain-row');

  it('draws how an answer came about beside it, and of each fetch what it asked and why', async () => {
    const { answer } = await run('ArticlePage');
    await page.getByRole('button', { name: /Explain/ }).click();
    await panel().getByText('requests to subgraphs').waitFor();

    const { fetches } = answer.extensions!.explain;
    expect(await rows().locator('.explain-subgraph').allInnerTexts()).toEqual(fetches.map(({ subgraph }) => subgraph));
    expect(await panel().locator('.explain-bar').count()).toBe(fetches.filter(({ run: { state } }) => state === 'answered').length);
    // What is related is not asked for as long as nobody has found it out.
    const drawn = fetches.filter(({ run: { state } }) => state !== 'not sent');
    const lines = drawn.map(({ after }) => after.filter((earlier) => drawn.some(({ id }) => id === earlier)).length);
    expect(await panel().locator('.explain-lines path').count()).toBe(lines.reduce((sum, count) => sum + count, 0));
    // Each bar begins behind the bars that it waited for.
    const boxes = new Map(
      await Promise.all(
        drawn.map(
          async ({ id }) =>
            [
              id,
              (await rows()
                .nth(id - 1)
                .locator('.explain-bar')
                .boundingBox())!,
            ] as const,
        ),
      ),
    );
    for (const { id, after } of drawn)
      for (const earlier of after.flatMap((one) => boxes.get(one) ?? []))
        expect(boxes.get(id)!.x).toBeGreaterThanOrEqual(earlier.x + earlier.width - 2.5);

    const comments = fetches.find(({ subgraph }) => subgraph === 'comments')!;
    await rows()
      .nth(comments.id - 1)
      .click();
    const details = panel().getByRole('region', { name: `Fetch #${comments.id}` });
    expect(await details.locator('pre').innerText()).toBe(comments.operation);
    expect(await details.locator('dl').innerText()).toMatch(/article\.comments\.nodes.author name/);
    expect(await details.locator('dl').innerText()).toMatch(/Sent\s+1 representation for 1 entity/);
    await details.getByRole('button', { name: `#${comments.after[0]}` }).click();
    await panel()
      .getByRole('region', { name: `Fetch #${comments.after[0]}` })
      .waitFor();

    // The answer itself is shown as every client gets it.
    await page.locator('.graphiql-response .view-line', { hasText: '"data"' }).first().waitFor();
    const shown = await page.evaluate(
      () => localStorage.getItem('graphiql:tabState') + document.querySelector('.graphiql-response')!.textContent!,
    );
    expect(shown).not.toContain('operationCache');
  });

  it('tells of each fetch what the cache had, and why not the rest', async () => {
    await open('HomeFeed');
    await run('HomeFeed');
    const { answer } = await run('HomeFeed');
    await page.getByRole('button', { name: /Explain/ }).click();
    const { fetches, whole } = answer.extensions!.explain;
    const cached = fetches.flatMap(({ id, run: { ...made } }) =>
      made.state !== 'not sent' && made.cache ? [{ id, cache: made.cache }] : [],
    );
    // The second time, something is there; and of what is not, the reason is told.
    expect(cached.some(({ cache }) => (cache.outcomes['hit'] ?? 0) > 0)).toBe(true);
    await panel()
      .locator('.explain-summary', { hasText: whole!.kept === 'no' ? 'Not kept whole' : 'Kept whole' })
      .waitFor();
    for (const { id, cache } of cached) {
      await rows()
        .nth(id - 1)
        .click();
      const details = panel().getByRole('region', { name: `Fetch #${id}` });
      const outcomes = Object.entries(cache.outcomes).map(([outcome, count]) => `${outcome} ${count}`);
      expect(await details.locator('.explain-outcome').allInnerTexts()).toEqual(outcomes);
      expect(await details.locator('.explain-reasons li').allInnerTexts()).toEqual(cache.because.map(String));
    }
  });

  it('draws the plan before anything is run, and anew when the text is another', async () => {
    await page.getByRole('button', { name: /Explain/ }).click();
    await panel().getByText('in 4 steps').waitFor();
    const whole = await rows().count();
    await open('CommentCreate');
    await panel().getByText('CommentCreate__comments__0').waitFor();
    expect(await rows().count()).toBeLessThan(whole);
    await page.locator('.graphiql-query-editor .monaco-editor').first().click();
    await page.keyboard.press('ControlOrMeta+A');
    // The editor closes the brace itself.
    await page.keyboard.insertText('{ nothing');
    await panel().getByText('Cannot query field "nothing" on type "Query".').waitFor();
  });

  it.each(['light', 'dark'] as const)('is read as well in the %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.getByRole('button', { name: /Explain/ }).click();
    await rows().nth(1).click();
    const contrasts = await panel().evaluate((element) => {
      const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })!;
      const luminance = (colours: readonly string[]): number => {
        for (const colour of colours) {
          canvas.fillStyle = colour;
          canvas.fillRect(0, 0, 1, 1);
        }
        const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map((value) => {
          const part = value / 255;
          return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
      };
      const backgrounds = (of: Element | null): string[] =>
        of ? [...backgrounds(of.parentElement), getComputedStyle(of).backgroundColor] : ['#fff'];
      return ['.explain-note', '.explain-row[aria-pressed="true"] .explain-subgraph', 'dd code', 'dt', 'pre code', '.explain-summary'].map(
        (selector) => {
          const text = element.querySelector(selector)!;
          const ground = backgrounds(text);
          const [one, other] = [luminance(ground), luminance([...ground, getComputedStyle(text).color])];
          return { selector, contrast: (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05) };
        },
      );
    });
    expect(contrasts.filter(({ contrast }) => !(contrast >= 4.5))).toEqual([]);
  });
});
