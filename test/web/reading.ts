/** The reader pages as a reader has them: the started program, its sample content, a real Chromium without JavaScript. */
import { afterAll, beforeAll, jest } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { describeWithChromium } from '../testkit/services.ts';
import { openBrowser, startSite, type Site } from './site.ts';

/** A phone and a desk. */
export const SIZES = [
  { width: 360, height: 800 },
  { width: 1280, height: 900 },
] as const;

/** Found in several of the sample articles. */
export const SEARCH = `/search?q=${encodeURIComponent('الذكاء الاصطناعي')}`;

export interface FoundArticle {
  readonly id: string;
  readonly title: string;
  readonly commentCount: number;
  readonly source: { readonly slug: string };
  readonly blocks: readonly { readonly text?: string }[];
}

/** All of it is known once the suite's `beforeAll` has run. */
export interface Reading {
  readonly browser: Browser;
  readonly site: Site;
  readonly arabic: readonly FoundArticle[];
  readonly english: readonly FoundArticle[];
  /** An Arabic article with three comments or more, and one without. */
  commented(): FoundArticle;
  uncommented(): FoundArticle;
  /** Opens a page without JavaScript, and closes its context behind the look. */
  reading<Result>(path: string, options: BrowserContextOptions, look: (page: Page) => Promise<Result>): Promise<Result>;
}

const FIND = `query Find($language: Locale!) {
  articles(first: 50, filter: { languages: { in: [$language] } }) {
    nodes { id title commentCount source { slug } blocks { ... on Paragraph { text } } }
  }
}`;

export function describeReading(name: string, suite: (world: Reading) => void): void {
  // Chromium on a busy machine: seconds, not milliseconds.
  jest.setTimeout(30_000);

  describeWithChromium(name, (service) => {
    const known: { browser?: Browser; site?: Site; arabic?: readonly FoundArticle[]; english?: readonly FoundArticle[] } = {};

    beforeAll(async () => {
      const [browser, site] = await Promise.all([openBrowser(service.address), startSite()]);
      const find = async (language: string) => (await site.ask<{ articles: { nodes: FoundArticle[] } }>(FIND, { language })).articles.nodes;
      Object.assign(known, { browser, site, arabic: await find('ar'), english: await find('en') });
    }, 60_000);

    afterAll(async () => {
      await known.browser?.close();
      await known.site?.stop();
    });

    const world: Reading = {
      get browser() {
        return known.browser!;
      },
      get site() {
        return known.site!;
      },
      get arabic() {
        return known.arabic!;
      },
      get english() {
        return known.english!;
      },
      commented: () => world.arabic.find(({ commentCount }) => commentCount >= 3)!,
      uncommented: () => world.arabic.find(({ commentCount }) => commentCount === 0)!,
      async reading(path, options, look) {
        const context = await world.browser.newContext({ javaScriptEnabled: false, locale: 'ar', ...options });
        try {
          const page = await context.newPage();
          const response = await page.goto(world.site.url + path);
          if (response?.status() !== 200) throw new Error(`${path} was answered with status ${response?.status()}.`);
          return await look(page);
        } finally {
          await context.close();
        }
      },
    };
    suite(world);
  });
}
