/** The reader pages by keyboard, by finger, for weak eyes, and on paper. */
import { expect, it } from '@jest/globals';
import { hardToUse, lowContrast, unseenFocus } from './page-faults.ts';
import { SEARCH, SIZES, describeReading } from './reading.ts';

describeReading('access to the reader pages in Chromium', (world) => {
  const { reading, commented } = world;

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

  it('is printed in dark ink, whatever the screen has', async () => {
    const ink = await reading(`/articles/${commented().id}`, { colorScheme: 'dark' }, async (page) => {
      const color = () => page.locator('.story-header h1').evaluate((title) => getComputedStyle(title).color);
      const onScreen = await color();
      await page.emulateMedia({ media: 'print' });
      return [onScreen, await color()];
    });
    expect(ink).toEqual(['rgb(233, 236, 234)', 'rgb(21, 25, 27)']);
  });
});
