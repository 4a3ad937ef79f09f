/** Articles that come one by one, as from feeds: what they change a server has to answer anew, and they take next to no processor time from it. */
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../src/clock/clock.ts';
import { openDatabase } from '../src/data/database.ts';
import { articleDraft } from '../src/ingest/article-draft.ts';
import { pageAddress } from '../src/ingest/canonical-url.ts';
import { sourceFromHost } from '../src/ingest/derived-source.ts';

/** An article each `everyMs` for so many milliseconds, of 2015, as are those of an archive. */
export async function writeNews(
  where: { readonly dataDir: string; readonly databaseUrl: string },
  everyMs: number,
  milliseconds: number,
): Promise<void> {
  const database = await openDatabase({ ...where, clock: systemClock });
  try {
    const source = sourceFromHost('news.example', 'News', 'en');
    await database.write('sources.ensureMany', { sources: [source] });
    const until = performance.now() + milliseconds;
    for (let n = 0; performance.now() < until; n++) {
      await database.write('articles.upsertMany', { drafts: [draft(n, source.id)] });
      await pause(everyMs);
    }
  } finally {
    await database.close();
  }
}

function draft(n: number, sourceId: string) {
  return articleDraft({
    address: pageAddress(`https://news.example/${n}`)!,
    sourceId,
    title: `Something happened for the ${n}th time`,
    standfirst: null,
    byline: null,
    language: 'en',
    kind: 'ARTICLE',
    publishedAt: Date.UTC(2015, 6, 21) + n * 60_000,
    timePrecision: 'MINUTE',
    updatedAt: null,
    isDated: true,
    section: null,
    tags: [],
    image: null,
    blocks: [{ kind: 'PARAGRAPH', text: 'It happened again today, said those who had seen it happen before. '.repeat(20) }],
    qualityFlags: [],
  });
}
