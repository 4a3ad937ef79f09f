/** What the search is measured beside: the full text search that each database brings along, as one would set it up without knowing Arabic. */
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';

/** An article's searchable text, as it is stored. */
export interface SearchableText {
  readonly id: string;
  readonly title: string;
  readonly standfirst: string;
  readonly body: string;
}

export interface Peer {
  readonly name: string;
  /** Ids of the best articles, best first. */
  search(query: string, take: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * SQLite FTS5 with its default tokenizer over the raw text. The query's words are quoted; all of them must be there, or any; "…" is a phrase and -word
 * an exclusion. Ranked by bm25 with the title ten times and the standfirst five times the body.
 */
export async function openFts5(texts: Iterable<SearchableText>, words: 'all' | 'any'): Promise<Peer> {
  const directory = await mkdtemp(join(tmpdir(), 'newsgraph-fts5-'));
  const connection = new DatabaseSync(join(directory, 'fts5.db'));
  connection.exec("create virtual table texts using fts5 (id unindexed, title, standfirst, body, tokenize = 'unicode61'); begin");
  const insert = connection.prepare('insert into texts values (?, ?, ?, ?)');
  for (const { id, title, standfirst, body } of texts) insert.run(id, title, standfirst, body);
  connection.exec("commit; insert into texts (texts) values ('optimize')");
  const find = connection.prepare('select id from texts where texts match ? order by bm25(texts, 0, 10, 5, 1), rowid limit ?');
  return {
    name: words === 'all' ? 'FTS5' : 'FTS5, any word',
    search(query, take) {
      const match = fts5Query(query, words);
      return Promise.resolve(match === null ? [] : find.all(match, take).map((row) => row['id'] as string));
    },
    close() {
      connection.close();
      rmSync(directory, { recursive: true });
      return Promise.resolve();
    },
  };
}

/** Null where nothing is asked for: FTS5 cannot exclude from everything. */
export function fts5Query(query: string, words: 'all' | 'any'): string | null {
  const wanted: string[] = [];
  const excluded: string[] = [];
  for (const [, minus, phrase, word] of query.matchAll(/(-?)(?:"([^"]+)"|([^\s"]+))/g)) {
    const text = (phrase ?? word!).replaceAll('"', '');
    // A term without letter or digit makes an empty phrase, which matches nothing.
    if (/[\p{L}\p{N}]/u.test(text)) (minus === '-' ? excluded : wanted).push(`"${text}"`);
  }
  if (wanted.length === 0) return null;
  return [`(${wanted.join(words === 'all' ? ' AND ' : ' OR ')})`, ...excluded].join(' NOT ');
}

/**
 * PostgreSQL with the configuration `arabic` (Snowball): title A, standfirst B, body C in one generated document, a GIN index, `websearch_to_tsquery`,
 * `ts_rank` with its default weights. In a schema of its own, which `close` drops.
 */
export async function openPostgresArabic(databaseUrl: string, texts: Iterable<SearchableText>): Promise<Peer> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(`drop schema if exists search_peer cascade; create schema search_peer;
    create table search_peer.texts (id text primary key, title text, standfirst text, body text)`);
  for (const batch of batches(texts, 500)) {
    await client.query('insert into search_peer.texts select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])', [
      batch.map(({ id }) => id),
      batch.map(({ title }) => title),
      batch.map(({ standfirst }) => standfirst),
      batch.map(({ body }) => body),
    ]);
  }
  await client.query(`create table search_peer.documents as select id,
      setweight(to_tsvector('arabic', title), 'A') || setweight(to_tsvector('arabic', standfirst), 'B') || setweight(to_tsvector('arabic', body), 'C') as document
    from search_peer.texts;
    create index on search_peer.documents using gin (document); drop table search_peer.texts; analyze search_peer.documents`);
  return {
    name: 'PG arabic',
    async search(query, take) {
      const { rows } = await client.query<{ id: string }>({
        name: 'search-peer',
        text: `select id from search_peer.documents, websearch_to_tsquery('arabic', $1) as query where document @@ query
          order by ts_rank(document, query) desc, id limit $2`,
        values: [query, take],
      });
      return rows.map(({ id }) => id);
    },
    async close() {
      await client.query('drop schema search_peer cascade');
      await client.end();
    },
  };
}

function* batches<T>(items: Iterable<T>, size: number): Generator<readonly T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
