/** Articles to search on both engines: what a suite stores is all that is there. */
import { afterAll, beforeAll } from '@jest/globals';
import type { ArticleDraft } from '../../src/data/articles/article.record.ts';
import { searchArticles } from '../../src/data/articles/search/search-articles.ts';
import type { SearchAnswer, SearchRequest } from '../../src/data/articles/search/search.record.ts';
import type { Database } from '../../src/data/database.ts';
import { articleId } from '../../src/data/ids.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { draftOf } from './drafts.ts';

export interface SearchWorld {
  /** Known once the suite's `beforeAll` has run. */
  readonly database: Database;
  /** SQL past the data layer. */
  directly(sql: string): Promise<void>;
  /** In the place of whatever was there. */
  store(...drafts: readonly ArticleDraft[]): Promise<void>;
  search(query: string, given?: Partial<SearchRequest>): Promise<SearchAnswer>;
  /** Names of what is found, the best first. */
  found(query: string, given?: Partial<SearchRequest>): Promise<readonly string[]>;
  /** The same, in order of the alphabet: for what engines may rank differently. */
  foundSet(query: string, given?: Partial<SearchRequest>): Promise<readonly string[]>;
}

export function describeSearch(name: string, suite: (world: SearchWorld) => void): void {
  describeOnEachEngine(name, (open) => {
    let test: TestDatabase;
    beforeAll(async () => void (test = await open()));
    afterAll(() => test.remove());

    const search: SearchWorld['search'] = (query, given = {}) => searchArticles(test.database, { query, limit: 100, ...given });
    const found: SearchWorld['found'] = async (query, given = {}) => {
      const { hits } = await search(query, given);
      // Slugs are not in hits: names are.
      const rows = await test.database.read.selectFrom('articles').select(['id', 'slug']).execute();
      return hits.map((hit) => rows.find(({ id }) => id === hit.articleId)!.slug);
    };
    suite({
      get database() {
        return test.database;
      },
      directly: (sql) => test.directly(sql),
      async store(...drafts) {
        await test.reset();
        await test.database.write('articles.upsertMany', { drafts });
      },
      search,
      found,
      foundSet: async (query, given = {}) => [...(await found(query, given))].sort(),
    });
  });
}

/** An article named by one word, which is also its id's. */
export function text(name: string, title: string, body = '', given: Partial<ArticleDraft> = {}): ArticleDraft {
  const url = `https://news.example/${name}`;
  return draftOf(1, {
    id: articleId(url),
    url,
    canonicalUrl: url,
    slug: name,
    title,
    language: 'ar',
    direction: 'RTL',
    contentHash: `${title}${body}${given.standfirst ?? ''}${given.state ?? ''}`,
    body: { blocks: [{ kind: 'PARAGRAPH', text: body }], text: body },
    ...given,
  });
}
