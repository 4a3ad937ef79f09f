/** Everything that can change in the database, at random, the smallest steps there are. */
import { articleBodiesByIds, articlesByIds } from '../../src/data/articles/article.queries.ts';
import type { ArticleDraft } from '../../src/data/articles/article.record.ts';
import type { Database } from '../../src/data/database.ts';
import type { EnrichmentRecord } from '../../src/data/enrichments/enrichment.record.ts';
import type { EnrichmentResult, JobKey } from '../../src/data/enrichments/enrichment.writes.ts';
import { sourcesByIds } from '../../src/data/sources/source.queries.ts';
import { article, source } from '../resolvers/world.ts';
import type { FakeClock } from '../testkit/clock.ts';
import type { Random } from './random.ts';

export interface RandomWrites {
  /** A few publishers and articles: so few that what is written and what is asked for are often the same. */
  begin(): Promise<void>;
  /** One article's enrichment, made of nothing else. */
  enrichmentOf(articleId: string, step: 'asked' | 'finished'): Promise<void>;
  /** Changes something; answers what. */
  step(): Promise<string>;
}

const WORDS = ['خبر', 'اقتصاد', 'كأس', 'العالم', 'الرياض', 'سوق', 'market', 'summit', 'final'] as const;
const TOPICS = ['04000000', '11000000', '15000000'] as const;
const AUTHORS = [
  { id: 'usr_01reader', name: 'ليلى' },
  { id: 'usr_02other', name: 'Omar' },
] as const;

export function randomWrites(database: Database, clock: FakeClock, random: Random): RandomWrites {
  let made = 0;
  const words = (count: number): string => Array.from({ length: count }, () => random.pick(WORDS)).join(' ');
  const idsOf = async (table: 'articles' | 'sources' | 'comments'): Promise<readonly string[]> =>
    (await database.read.selectFrom(table).select('id').orderBy('id').execute()).map(({ id }) => id);
  const anArticle = async (): Promise<string> => random.pick(await idsOf('articles'));

  async function publish(): Promise<void> {
    made += 1;
    const text = words(12);
    const sourceId = random.pick(await idsOf('sources'));
    const times = { publishedAt: clock.now() - random.between(0, 3) * 3_600_000, contentHash: `made-${made}` };
    const draft = article(`made-${made}`, { sourceId, title: words(4), lead: text, wordCount: 12, ...times });
    await database.write('articles.upsertMany', { drafts: [{ ...draft, body: { blocks: [{ kind: 'PARAGRAPH', text }], text } }] });
  }

  async function edit(over: () => Partial<ArticleDraft> | Promise<Partial<ArticleDraft>>): Promise<void> {
    const id = await anArticle();
    const [[head], [body]] = await Promise.all([articlesByIds(database, [id]), articleBodiesByIds(database, [id])]);
    made += 1;
    const { firstSeenAt: _, ...rest } = head!;
    const state = rest.state === 'REMOVED' ? 'LIVE' : rest.state;
    const draft = { ...rest, state, body: body!, contentHash: `edited-${made}`, ...(await over()) };
    await database.write('articles.upsertMany', { drafts: [draft] });
  }

  async function repeat(): Promise<void> {
    const url = `https://reprint.example/${random.between(1, 2)}`;
    await database.write('articles.recordDuplicates', { duplicates: [{ articleId: await anArticle(), url, contentHash: 'same' }] });
  }

  async function rename(): Promise<void> {
    const [known] = await sourcesByIds(database, [random.pick(await idsOf('sources'))]);
    await database.write('sources.upsertMany', { sources: [{ ...known!, names: { ar: words(2), en: words(1) } }] });
  }

  async function found(): Promise<void> {
    made += 1;
    await database.write('sources.upsertMany', { sources: [source(`made-${made}`)] });
  }

  async function comment(): Promise<void> {
    made += 1;
    const comments = await database.read.selectFrom('comments').select(['id', 'article_id']).where('deleted_at', 'is', null).execute();
    const parent = comments.length > 0 && random.chance(0.5) ? random.pick(comments) : null;
    await database.write('comments.create', {
      articleId: parent?.article_id ?? (await anArticle()),
      parentId: parent?.id ?? null,
      author: random.pick(AUTHORS),
      body: words(3),
      language: 'ar',
      direction: 'RTL',
      idempotencyKey: `made-${made}`,
    });
  }

  async function uncomment(): Promise<void> {
    const comments = await database.read.selectFrom('comments').select('id').where('deleted_at', 'is', null).execute();
    if (comments.length > 0)
      await database.write('comments.delete', { id: random.pick(comments).id, viewerId: 'usr_03moderator', asModerator: true });
  }

  async function steerComments(): Promise<void> {
    await database.write('comments.setCommenting', {
      articleId: await anArticle(),
      state: random.pick(['OPEN', 'PREMOD', 'CLOSED'] as const),
    });
  }

  async function askForEnrichment(): Promise<void> {
    made += 1;
    clock.advance(1);
    const job = { articleId: await anArticle(), inputHash: `h${random.between(1, 3)}`, engineVersion: '1' };
    await database.write('enrichments.enqueueMany', { jobs: [job] });
  }

  async function enrich(): Promise<void> {
    const jobs = await database.write('enrichments.claim', { limit: 2, leaseMs: 60_000 });
    if (jobs.length === 0) return askForEnrichment();
    const all = await idsOf('articles');
    const results = jobs.map(({ articleId, inputHash, engineVersion }) => {
      const others = [...new Set(Array.from({ length: 4 }, () => random.pick(all)))].filter((id) => id !== articleId);
      return resultOf({ articleId, inputHash, engineVersion }, others);
    });
    await database.write('enrichments.completeMany', { results });
  }

  /** @param others what it is found to be like */
  function resultOf(key: JobKey, others: readonly string[]): EnrichmentResult {
    const { articleId } = key;
    return {
      ...key,
      record: recordOf(key),
      vector: new Uint8Array(8),
      title: words(3),
      publishedAt: clock.now(),
      sourceId: 'src_1',
      related: others.map((relatedId) => ({ articleId, relatedId, score: random.between(1, 90) / 100, reasons: ['SIMILAR_TEXT'] })),
      links: others.slice(0, 2).map((linked) => ({ articleId: linked, score: random.between(40, 90) / 100 })),
      nearDuplicates: others.slice(2, 3).map((duplicateId) => ({ articleId, duplicateId, similarity: 0.9 })),
    };
  }

  function recordOf(key: JobKey): EnrichmentRecord {
    const citation = { block: 0, start: 0, end: 3, quote: 'خبر' };
    return {
      ...key,
      language: 'ar',
      summary: [{ text: words(5), citation }],
      keyPoints: [{ text: words(3), citation }],
      keywords: [{ text: words(1), score: 1 }],
      sentiment: { label: 'NEUTRAL', score: 0, confidence: 0.5 },
      entities: [],
      topics: [{ code: random.pick(TOPICS), score: 0.7 }],
      readability: null,
      generatedAt: clock.now(),
      latencyMs: 3,
    };
  }

  /** A job that comes to nothing: it fails for good, or has nothing to make any more. */
  async function giveUp(): Promise<void> {
    const [job] = await database.write('enrichments.claim', { limit: 1, leaseMs: 60_000 });
    if (job === undefined) return askForEnrichment();
    const { articleId, inputHash, engineVersion, attempts } = job;
    if (random.chance(0.5))
      await database.write('enrichments.fail', { articleId, inputHash, engineVersion, error: 'broken', retryAt: null });
    else await database.write('enrichments.drop', { articleId, inputHash, engineVersion, attempts });
  }

  async function forget(): Promise<void> {
    await database.write('enrichments.forget', { articleIds: [await anArticle()] });
  }

  async function learnTopics(): Promise<void> {
    const topics = [{ code: random.pick(TOPICS), score: 0.7 }];
    await database.write('articles.learnTopics', { articles: [{ articleId: await anArticle(), topics }] });
  }

  async function renameUser(): Promise<void> {
    await database.write('users.upsert', { users: [{ ...random.pick(AUTHORS), name: words(1) }] });
  }

  async function addFeed(): Promise<void> {
    made += 1;
    const sourceId = random.pick(await idsOf('sources'));
    const url = `https://feeds.example/${made}.xml`;
    await database.write('feeds.add', { url, host: 'feeds.example', sourceId, viewerId: 'usr_editor', idempotencyKey: `made-${made}` });
  }

  const STEPS: readonly (readonly [name: string, weight: number, step: () => Promise<void>])[] = [
    ['publish', 1, publish],
    ['edit', 3, () => edit(() => ({ title: words(4) }))],
    ['move to another publisher', 1, () => edit(async () => ({ sourceId: random.pick(await idsOf('sources')) }))],
    ['remove', 1, () => edit(() => ({ state: 'REMOVED' }))],
    ['repeat', 1, repeat],
    ['rename a publisher', 1, rename],
    ['add a publisher', 1, found],
    ['comment', 4, comment],
    ['delete a comment', 2, uncomment],
    ['steer comments', 2, steerComments],
    ['ask for an enrichment', 4, askForEnrichment],
    ['enrich', 4, enrich],
    ['give an enrichment up', 1, giveUp],
    ['forget enrichments', 2, forget],
    ['learn topics', 2, learnTopics],
    ['rename a user', 1, renameUser],
    ['add a feed', 1, addFeed],
  ];
  const weighted = STEPS.flatMap((entry) => Array.from({ length: entry[1] }, () => entry));

  return {
    async begin() {
      for (let i = 0; i < 2; i += 1) await found();
      for (let i = 0; i < 5; i += 1) await publish();
      for (let i = 0; i < 5; i += 1) await comment();
    },
    async enrichmentOf(articleId, step) {
      const key = { articleId, inputHash: 'h1', engineVersion: '1' };
      if (step === 'asked') await database.write('enrichments.enqueueMany', { jobs: [key] });
      else await database.write('enrichments.completeMany', { results: [resultOf(key, [])] });
    },
    async step() {
      const [name, , step] = random.pick(weighted);
      await step();
      return name;
    },
  };
}
