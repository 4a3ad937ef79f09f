/** Articles in a real database, and the port through which the worker asks for their texts: what the wiring does in a server. */
import { articleBodiesByIds, articlesByIds } from '../../src/data/articles/article.queries.ts';
import type { ArticleDraft, Block } from '../../src/data/articles/article.record.ts';
import type { Database, Reader } from '../../src/data/database.ts';
import { articleId, sourceId } from '../../src/data/ids.ts';
import type { ArticleTexts, PublishedText } from '../../src/enrichment/article-texts.ts';

export function articleTextsOf(db: Reader): ArticleTexts {
  return async (articleIds) => {
    const [heads, bodies] = await Promise.all([articlesByIds(db, articleIds), articleBodiesByIds(db, articleIds)]);
    const texts = new Map<string, PublishedText>();
    for (const [i, head] of heads.entries()) {
      const body = bodies[i];
      if (head === null || body == null || head.state === 'REMOVED') continue;
      const { title, standfirst, language, section, tags, publishedAt } = head;
      texts.set(head.id, {
        articleId: head.id,
        sourceId: head.sourceId,
        title,
        standfirst,
        language,
        section,
        tags,
        publishedAt,
        blocks: body.blocks,
      });
    }
    return texts;
  };
}

/** Id of article number `n`. */
export const idOf = (n: number): string => articleId(`https://news.example/${n}`);

/** Article number `n` with a text of its own; even ones tell of trams, odd ones of apples. */
export function draftOf(n: number, given: { readonly title?: string; readonly state?: ArticleDraft['state'] } = {}): ArticleDraft {
  const subject = n % 2 === 0 ? 'The tram company opens line' : 'The apple growers harvest orchard';
  const text =
    n % 2 === 0
      ? `${subject} ${n} between the harbour and the railway station. Passengers waited for the tram since spring. The tram driver sold tickets, and the harbour ferry carried bicycles.`
      : `${subject} ${n} in the valley before the frost. Farmers picked apples since autumn. The orchard lost its blossom, and candles warmed the trees at night.`;
  const title = given.title ?? `${subject} ${n}`;
  const blocks: Block[] = [{ kind: 'PARAGRAPH', text }];
  const url = `https://news.example/${n}`;
  return {
    id: idOf(n),
    slug: `article-${n}`,
    url,
    canonicalUrl: url,
    sourceId: sourceId('paper'),
    title,
    standfirst: null,
    lead: text,
    byline: null,
    language: 'en',
    direction: 'LTR',
    kind: 'ARTICLE',
    state: given.state ?? 'LIVE',
    publishedAt: 1_000 + n,
    timePrecision: 'SECOND',
    updatedAt: null,
    wordCount: 30,
    section: null,
    tags: [],
    image: null,
    qualityFlags: [],
    contentHash: `${title} ${given.state ?? 'LIVE'}`,
    body: { blocks, text },
  };
}

export async function write(database: Database, ...drafts: readonly ArticleDraft[]): Promise<void> {
  await database.write('articles.upsertMany', { drafts });
}
