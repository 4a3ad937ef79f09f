/** A world in which every field of the schema has something to answer, and comments that not everybody may see. */
import type { EnrichmentRecord } from '../../src/data/enrichments/enrichment.record.ts';
import { articleId, sourceId } from '../../src/data/ids.ts';
import { openTestDatabase, type TestDatabase } from '../testkit/database.ts';
import type { Literals } from './everything-asked.ts';
import { article, HOUR, MODERATOR, NOW, openWorld, OTHER, READER, source, type World } from './world.ts';

export interface FullWorld extends World {
  readonly literals: Literals;
  /** Representations of each type of entity. */
  readonly representations: Readonly<Record<string, readonly object[]>>;
}

const IMAGE = { url: 'https://news.example/i.jpg', width: 800, height: 600, alt: 'صورة', credit: 'وكالة' };
const idOf = (key: string): string => articleId(`https://news.example/${key}`);
const KEYS = ['a1', 'a2'];

export async function openFullWorld(): Promise<FullWorld> {
  let opened: TestDatabase | undefined;
  const world = await openWorld(async (options) => (opened = await openTestDatabase(options)));
  const { database } = world;
  await database.write('sources.upsertMany', { sources: [source('albayan', { icon: IMAGE })] });
  await database.write('users.upsert', { users: [READER, OTHER] });
  await database.write('articles.upsertMany', { drafts: KEYS.map(draftOf) });
  const comments = await comment(world, opened!);
  await enrich(world);
  await database.write('articles.learnTopics', { articles: KEYS.map((key) => ({ articleId: idOf(key), topics: [TOPIC] })) });
  const feed = await feedOf(world);
  const story = await database.read.selectFrom('stories').select('id').executeTakeFirstOrThrow();
  const stub = { __typename: 'Article', id: idOf('a1'), wordCount: 40, language: 'ar' };
  return {
    ...world,
    literals: {
      first: '3',
      'Query.article.by': `{ id: "${idOf('a1')}" }`,
      'Query.source.by': '{ slug: "albayan" }',
      'Query.comment.id': `"${comments['hidden']}"`,
      'Query.feed.id': `"${feed}"`,
      'Query.story.id': `"${story.id}"`,
      'Query.node.id': `"${READER.id}"`,
      'Query.nodes.ids': JSON.stringify([idOf('a1'), ...Object.values(comments), story.id, feed, sourceId('albayan'), READER.id]),
      'Query.search.query': '"عنوان"',
      'Query.suggest.prefix': '"عنوان a"',
    },
    representations: {
      Article: [stub],
      Source: [{ __typename: 'Source', id: sourceId('albayan') }],
      Comment: Object.values(comments).map((id) => ({ __typename: 'Comment', id })),
      Feed: [{ __typename: 'Feed', id: feed }],
      Story: [{ __typename: 'Story', id: story.id }],
      User: [READER, OTHER].map(({ id }) => ({ __typename: 'User', id })),
    },
  };
}

function draftOf(key: string) {
  const text = 'عنوان الخبر في الفقرة الأولى.';
  return article(key, {
    standfirst: 'مقدمة',
    byline: 'كاتب',
    updatedAt: NOW - HOUR,
    section: 'اقتصاد',
    tags: ['سوق'],
    image: IMAGE,
    qualityFlags: ['TRUNCATED'],
    wordCount: 40,
    body: {
      blocks: [
        { kind: 'HEADING', level: 2, text: 'عنوان' },
        { kind: 'PARAGRAPH', text },
        { kind: 'LIST', ordered: true, items: ['أ', 'ب'] },
        { kind: 'QUOTE', text: 'قول', attribution: 'قائل' },
        { kind: 'IMAGE', image: IMAGE, caption: 'تعليق الصورة' },
      ],
      text,
    },
  });
}

/** `held` waits for a moderator; `hidden` was taken back by one, `reply` below it was not, and `below` answers that; `gone` is a tombstone. */
async function comment(world: World, opened: TestDatabase): Promise<Readonly<Record<string, string>>> {
  const { database } = world;
  const create = async (name: string, author: typeof READER, parentId: string | null, key = 'a1'): Promise<string> => {
    const text = { body: name, language: 'ar', direction: 'RTL' as const, idempotencyKey: name };
    const created = await database.write('comments.create', { articleId: idOf(key), parentId, author, ...text });
    if (!('comment' in created)) throw new Error(`full-world: ${name} was not written: ${created.outcome}`);
    return created.comment.id;
  };
  const hidden = await create('hidden', READER, null);
  const reply = await create('reply', OTHER, hidden);
  const below = await create('below', READER, reply);
  const gone = await create('gone', OTHER, null);
  await create('after', READER, gone);
  await database.write('comments.delete', { id: gone, viewerId: MODERATOR.id, asModerator: true });
  await database.write('comments.setCommenting', { articleId: idOf('a2'), state: 'PREMOD' });
  const held = await create('held', READER, null, 'a2');
  // Nothing in the program moderates yet: this is what whatever does will leave behind.
  await opened.directly(`update comments set status = 'REJECTED', listed = 0 where id = '${hidden}'`);
  await opened.directly(`update comments set edited_at = ${NOW} where id = '${below}'`);
  return { hidden, reply, below, gone, held };
}

const TOPIC = { code: '04000000', score: 0.7 };

async function enrich({ database }: World): Promise<void> {
  for (const [n, key] of KEYS.entries()) {
    const job = { articleId: idOf(key), inputHash: 'h', engineVersion: '1' };
    const others = KEYS.slice(0, n).map(idOf);
    await database.write('enrichments.enqueueMany', { jobs: [job] });
    await database.write('enrichments.complete', {
      ...job,
      record: { ...job, ...MADE },
      vector: new Uint8Array(8),
      title: `عنوان ${key}`,
      publishedAt: NOW,
      sourceId: sourceId('albayan'),
      related: others.map((relatedId) => ({ articleId: job.articleId, relatedId, score: 0.5, reasons: ['SIMILAR_TEXT' as const] })),
      links: others.map((linked) => ({ articleId: linked, score: 0.8 })),
      nearDuplicates: others.map((duplicateId) => ({ articleId: job.articleId, duplicateId, similarity: 0.9 })),
    });
  }
}

const CITED = { text: 'جملة', citation: { block: 1, start: 0, end: 4, quote: 'جملة' } };
const MADE: Omit<EnrichmentRecord, 'articleId' | 'inputHash' | 'engineVersion'> = {
  language: 'ar',
  summary: [CITED],
  keyPoints: [CITED],
  keywords: [{ text: 'سوق', score: 1 }],
  sentiment: { label: 'NEUTRAL', score: 0, confidence: 0.5 },
  entities: [{ name: 'الرياض', type: 'PLACE', prominence: 1, mentions: [{ block: 1, start: 1, end: 7, quote: 'الرياض' }] }],
  topics: [TOPIC],
  readability: { measure: 'LIX', score: 48.5, level: 'MEDIUM' },
  generatedAt: NOW,
  latencyMs: 3,
};

/** One feed that was polled once, in vain, and a run of ingest. */
async function feedOf({ database }: World): Promise<string> {
  const address = { url: 'https://albayan.example/rss', host: 'albayan.example' };
  const given = { ...address, sourceId: sourceId('albayan'), viewerId: 'usr_editor', idempotencyKey: 'k' };
  const added = await database.write('feeds.add', given);
  if (!('feed' in added)) throw new Error(`full-world: the feed was not added: ${added.outcome}`);
  const { id } = added.feed;
  const leased = await database.write('feeds.claim', { id, leaseMs: 1_000 });
  const poll = {
    ...POLLED,
    url: address.url,
    host: address.host,
    sourceId: null,
    nextFetchAt: NOW + HOUR,
    hostFreeAt: NOW,
  };
  await database.write('feeds.finish', { id, lease: leased!.lease, poll });
  const { id: run } = await database.write('ingest.startRun', { inputs: ['archive.jsonl.gz'] });
  const counts = { new: 3, updated: 0, unchanged: 1, rejected: 2 };
  await database.write('ingest.finishRun', { id: run, counts, reasons: { DUPLICATE: 2 }, inputsFailed: 0 });
  return id;
}

const POLLED = {
  kind: 'RSS' as const,
  state: 'FAILING' as const,
  outcome: 'FAILED' as const,
  lastSuccessAt: NOW,
  lastNewAt: NOW,
  intervalSeconds: 1_800,
  etag: '"e"',
  lastModified: 'Tue, 24 Nov 2026 08:00:00 GMT',
  lastStatus: 503,
  lastError: 'HTTP_STATUS: 503',
  consecutiveFailures: 1,
  failingSince: NOW,
  counts: { new: 0, updated: 0, unchanged: 0, rejected: 0 },
};
