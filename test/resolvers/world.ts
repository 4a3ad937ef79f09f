/** A database of its own in a temporary directory, a clock that stands still, and subgraphs that run alone on both. */
import { execute, parse, validate } from 'graphql';
import type { ExecutionResult } from 'graphql';
import type { Viewer } from '../../src/auth/viewer.ts';
import { buildSubgraphNamed } from '../../src/compose/subgraphs.ts';
import type { AnySubgraph } from '../../src/compose/subgraphs.ts';
import type { Database } from '../../src/data/database.ts';
import { articleId, sourceId } from '../../src/data/ids.ts';
import type { ArticleDraft } from '../../src/data/articles/article.record.ts';
import type { SourceRecord } from '../../src/data/sources/source.record.ts';
import { subgraphServices } from '../../src/server/wiring/subgraph-services.ts';
import type { SubgraphName, SubgraphServices } from '../../src/subgraph/definition.ts';
import { fakeClock } from '../testkit/clock.ts';
import type { FakeClock } from '../testkit/clock.ts';
import { openTestDatabase } from '../testkit/database.ts';

export const NOW = Date.UTC(2026, 10, 24, 12);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface Asking {
  readonly viewer?: Viewer | null;
  readonly locales?: readonly string[];
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface World {
  readonly database: Database;
  readonly clock: FakeClock;
  readonly services: SubgraphServices;
  subgraph(name: SubgraphName): AnySubgraph;
  /** Runs one operation with a context of its own. Throws where the operation is not valid: that would test nothing. */
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are asserted whole, by shape
  ask(name: SubgraphName, operation: string, asking?: Asking): Promise<ExecutionResult<any>>;
  /** The statements `work` made, in order. */
  statements(work: () => Promise<unknown>): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Over SQLite, or over the engine of `describeOnEachEngine` whose `open` is given. */
export async function openWorld(open: typeof openTestDatabase = openTestDatabase): Promise<World> {
  const test = await open({ clock: fakeClock(NOW) });
  const { database, clock } = test;
  const services = subgraphServices({ database, clock });
  const subgraphs = new Map<SubgraphName, AnySubgraph>();

  const world: World = {
    database,
    clock,
    services,
    subgraph(name) {
      const known = subgraphs.get(name) ?? buildSubgraphNamed(name);
      subgraphs.set(name, known);
      return known;
    },
    async ask(name, operation, { viewer = null, locales = [], variables = {} } = {}) {
      const { schema, definition } = world.subgraph(name);
      const document = parse(operation);
      const errors = validate(schema, document);
      if (errors.length > 0) throw new AggregateError(errors, errors.map((error) => error.message).join('\n'));
      const contextValue = definition.context(services, { viewer, locales, requestId: 'test' });
      const result = await execute({ schema, document, variableValues: variables, contextValue });
      // Plain objects, as they would travel: toEqual compares them without prototypes in the way.
      return JSON.parse(JSON.stringify(result)) as ExecutionResult;
    },
    statements: async (work) => (await test.statements(work)).map(({ sql }) => sql),
    close: () => test.remove(),
  };
  return world;
}

/** One source with everything, changed by `over`. */
export function source(slug: string, over: Partial<SourceRecord> = {}): SourceRecord {
  return {
    id: sourceId(slug),
    slug,
    names: { ar: 'البيان', en: 'Al Bayan' },
    descriptions: { ar: 'صحيفة يومية' },
    domains: [`${slug}.example`],
    homepage: `https://${slug}.example/`,
    icon: { url: `/media/icons/${slug}.svg`, width: 512, height: 512, alt: 'شعار', credit: null },
    color: '#0a5c8a',
    country: 'AE',
    language: 'ar',
    ...over,
  };
}

/** The article at `https://news.example/<key>`, changed by `over`. */
export function article(key: string, over: Partial<ArticleDraft> = {}): ArticleDraft {
  const url = `https://news.example/${key}`;
  const text = 'الفقرة الأولى من الخبر.';
  return {
    id: articleId(url),
    slug: key,
    url,
    canonicalUrl: url,
    sourceId: sourceId('albayan'),
    title: `عنوان ${key}`,
    standfirst: null,
    lead: text,
    byline: null,
    language: 'ar',
    direction: 'RTL',
    kind: 'ARTICLE',
    state: 'LIVE',
    publishedAt: NOW - 5 * DAY,
    timePrecision: 'SECOND',
    updatedAt: null,
    wordCount: 4,
    section: null,
    tags: [],
    image: null,
    qualityFlags: [],
    contentHash: key,
    body: { blocks: [{ kind: 'PARAGRAPH', text }], text },
    ...over,
  };
}

export const READER: Viewer = { id: 'usr_01reader', name: 'ليلى', roles: ['READER'] };
export const OTHER: Viewer = { id: 'usr_02other', name: 'Omar', roles: ['READER'] };
export const MODERATOR: Viewer = { id: 'usr_03moderator', name: 'Mona', roles: ['MODERATOR'] };
export const NOBODY: Viewer = { id: 'usr_04nobody', name: 'No roles', roles: [] };
